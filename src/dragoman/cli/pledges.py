"""What was asked of the ledger comes in; lists, stories, calendars and briefings go out."""

import csv
import io
import sys
from datetime import date
from pathlib import Path
from typing import BinaryIO

import msgspec
from rich.table import Table

from dragoman.archive import Archive
from dragoman.ask.commitments import make_ledger_table
from dragoman.ask.values import read_since, read_until
from dragoman.cli.answers import SUFFIXES, print_rich, write_rows
from dragoman.cli.asking import Asked
from dragoman.cli.output import open_out
from dragoman.errors import UsageError
from dragoman.export.deadlines import write_deadlines
from dragoman.export.digest import write_digest
from dragoman.export.pledge import tell_commitment, tell_story
from dragoman.record.commitment import Commitment

FORMS = ("table", "jsonl", "csv", "parquet", "ics")


def run_commitments(asked: Asked) -> int:
    """Answer `dragoman commitments`; 0 always, for nothing found is an answer too.

    Raises:
        UsageError: a filter, order or form that there is not.
        StoreError: the archive cannot be read.
        SourceError: the output cannot be written.
    """
    form = _pick_form(asked)
    with Archive(asked.db, wait=asked.wait) as archive:
        found = archive.commitments(date.today(), **asked.words)
    with open_out(asked.out) as out:
        if form == "table":
            print_rich([_make_table(found)], out, asked)
        elif form == "ics":
            write_deadlines(found, out)
        elif form == "csv":
            _write_csv(found, out)
        else:
            write_rows(make_ledger_table(found), out, form, asked)
    if not found:
        sys.stderr.write("no commitments\n")
    return 0


def run_commitment(name: str, as_of: str | None, db: Path, wait: float) -> int:
    """Tell one commitment's story; raises UsageError where no commitment, or more than one, has an id that begins so."""
    with Archive(db, wait=wait) as archive:
        kept = archive.commitments(date.today(), as_of=as_of)
        found = [c for c in kept if c.id.startswith(name)]
        if len(found) != 1:
            raise UsageError(f"{name!r} begins the id of {len(found) or 'no'} commitments")
        told = archive.tellings(found[0].events)
    sys.stdout.write(tell_story(found[0], told) + "\n")
    return 0


def run_digest(since: str, until: str | None, form: str | None, out: Path | None, db: Path, wait: float) -> int:
    """Write a briefing on the ledger from `since` to `until`; raises as `run_commitments`."""
    first, last = read_since("since", since), read_until("until", until) if until else date.today()
    if first > last:
        raise UsageError(f"since: {first} is after until: {last}")
    wanted = form or ("html" if out is not None and out.suffix.lower() in (".html", ".htm") else "md")
    if wanted not in ("md", "html"):
        raise UsageError(f"--format: {wanted!r} is neither md nor html")
    with Archive(db, wait=wait) as archive:
        found = archive.commitments(last, as_of=last, order="oldest")
        told = archive.tellings([e for c in found for e in c.events])
    with open_out(out) as stream:
        write_digest(found, told, first, last, wanted, stream)
    return 0


def _pick_form(asked: Asked) -> str:
    form = asked.form
    if form is None and asked.out is not None:
        form = {**SUFFIXES, ".ics": "ics"}.get(asked.out.suffix.lower(), "jsonl")
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    if form not in FORMS:
        raise UsageError(f"--format: {form!r} is none of {', '.join(FORMS)}")
    if form == "parquet" and asked.out is None and sys.stdout.isatty():
        raise UsageError("--format parquet is not for a terminal; give --out FILE")
    return form


def _make_table(found: list[Commitment]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("made on", "kind", "by", "to", "what", "deadline", "state", "since", "id"):
        table.add_column(name, overflow="fold", no_wrap=name in ("made on", "since", "id"))
    for one in found:
        table.add_row(*tell_commitment(one).values())
    return table


def _write_csv(found: list[Commitment], out: BinaryIO) -> None:
    """Commitments as flat rows: parties and quotations in words, the history as JSON."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    columns = (*tell_commitment(None), "condition", "confidence", "reports", "history")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    for one in found:
        cells = {
            "condition": one.condition.text if one.condition else "",
            "confidence": one.confidence,
            "reports": "; ".join(one.reports),
            "history": msgspec.json.encode(one.history).decode(),
        }
        writer.writerow({**tell_commitment(one, whole=True), **cells})
    text.detach()

"""A parsed `review` command comes in; the archive is corrected or asked, and what came of it is told; an exit code goes out."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from dragoman.archive import Archive
from dragoman.cli.adding import count_of
from dragoman.cli.answers import write_rows
from dragoman.cli.asking import Asked
from dragoman.cli.identifying import find_user
from dragoman.cli.output import ROW_FORMS, open_out, pick_form, tell_fault
from dragoman.errors import SourceError, UsageError
from dragoman.evaluate.gold import DOCS_NAME, GOLD_NAME
from dragoman.keep import Reviewed
from dragoman.record.fault import Fault
from dragoman.review.verdict import Verdict, read_verdict, read_verdicts
from dragoman.store import open_store
from dragoman.store.log import write_run

_TEXT, _WHOLE = pa.string(), pa.int64()
_WORDS = ("id", "state", "action", "by", "at", "why", "value", "undoes")
_LISTS = ("documents", "events")
_REVIEWS = pa.schema([("number", _WHOLE), *((n, _TEXT) for n in _WORDS), *((n, pa.list_(_TEXT)) for n in _LISTS)])
_FIGURES = ("percent", "kappa", "alpha")
_AGREEMENT = pa.schema([("field", _TEXT), ("of", _WHOLE), ("same", _WHOLE), *((n, pa.float64()) for n in _FIGURES)])


def run_apply(db: Path, file: Path, by: str | None, dry_run: bool, wait: float, debug: bool) -> int:
    """Run `dragoman review apply`; 0 where every line was taken in, 1 where one was not.

    Raises:
        SourceError: the file cannot be read.
        StoreError: there is no archive, or it cannot be used; nothing was changed then.
    """
    return _run(db, list(read_verdicts(file)), str(file), by, dry_run, wait, debug)


def run_undo(db: Path, ids: Iterable[str], why: str | None, by: str | None, wait: float, debug: bool) -> int:
    """Run `dragoman review undo`; exit codes as `run_apply`."""
    said = [(id, read_verdict({"action": "undo", "review": id, "why": why})) for id in ids]
    return _run(db, said, "undo", by, False, wait, debug)


def _run(
    db: Path,
    said: Sequence[tuple[str, Verdict | Fault]],
    source: str,
    by: str | None,
    dry_run: bool,
    wait: float,
    debug: bool,
) -> int:
    who = by or find_user()
    if not who:
        raise UsageError("--by: say who reviews; this account has no name")
    started = datetime.now(UTC)
    with Archive(db, wait=wait) as archive:
        done = archive.review_all(said, by=who, at=started, dry_run=dry_run)
    for fault in done.faults:
        tell_fault(fault, debug)
    sys.stdout.write(summarize_reviewed(done, dry_run))
    if not dry_run:
        with open_store(db, write=True, wait=wait) as store:
            counts = {"added": len(done.kept), "known": done.known, "failed": len(done.faults)}
            write_run(store, "review", [source], started, datetime.now(UTC), counts)
    return 1 if done.faults else 0


def summarize_reviewed(done: Reviewed, dry_run: bool) -> str:
    """One line."""
    would = "would be taken" if dry_run else "taken"
    return f"{count_of(len(done.kept), 'review')} {would} in, {done.known:,} known already or without effect\n"


def run_reviews(asked: Asked) -> int:
    """Run `dragoman review list`; 0 always, for nothing said is an answer too."""
    form = pick_form(asked.form, asked.out, ROW_FORMS)
    with Archive(asked.db, wait=asked.wait) as archive:
        found = archive.reviews(**asked.words)
    rows = [
        {**msgspec.to_builtins(one), "value": json.dumps(one.value, ensure_ascii=False, sort_keys=True)}
        for one in found
    ]
    table = pa.Table.from_pylist(rows, schema=_REVIEWS)
    with open_out(asked.out) as out:
        write_rows(
            table.drop_columns(["documents", "events", "undoes"]) if form == "table" else table, out, form, asked
        )
    if not found:
        sys.stderr.write("no reviews\n")
    return 0


def run_gold(db: Path, folder: Path, wait: float) -> int:
    """Run `dragoman review export`: both files are written whole, or neither.

    Raises:
        UsageError: nothing was reviewed.
        SourceError: the folder cannot be written.
    """
    with Archive(db, wait=wait) as archive:
        found = list(archive.gold())
    if not found:
        raise UsageError("no report, and no sentence of one, has been reviewed yet")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(str(folder), f"cannot be made: {(error.strerror or str(error)).lower()}") from error
    with open_out(folder / DOCS_NAME) as docs, open_out(folder / GOLD_NAME) as gold:
        for document, told in found:
            docs.write(_to_line(document))
            gold.write(_to_line(told))
    events = sum(len(told["events"]) for _, told in found)
    sentences = sum(len(document["sentences"]) for document, _ in found)
    sys.stdout.write(
        f"{count_of(len(found), 'report')} with {count_of(sentences, 'reviewed sentence')} and {count_of(events, 'event')} in {folder}\n"
    )
    return 0


def _to_line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def run_agree(asked: Asked, one: str, other: str) -> int:
    """Run `dragoman review agree`; 0 always.

    Raises:
        UsageError: one of the two has reviewed nothing.
    """
    form = pick_form(asked.form, asked.out, ROW_FORMS)
    with Archive(asked.db, wait=asked.wait) as archive:
        found = archive.agreement(one, other)
    rows = [
        {
            **msgspec.to_builtins(row),
            "percent": round(100 * row.same / row.of, 1) if row.of else None,
            "kappa": None if row.kappa is None else round(row.kappa, 3),
            "alpha": None if row.alpha is None else round(row.alpha, 3),
        }
        for row in found
    ]
    with open_out(asked.out) as out:
        write_rows(pa.Table.from_pylist(rows, schema=_AGREEMENT), out, form, asked)
    return 0

"""What was asked of the ledger comes in; lists, stories, calendars and briefings go out."""

import sys
from datetime import date
from pathlib import Path

from rich.table import Table

from dragoman.archive import Archive
from dragoman.ask.commitments import make_ledger_table
from dragoman.ask.values import read_since, read_until
from dragoman.cli.answers import print_rich, write_rows
from dragoman.cli.asking import Asked
from dragoman.cli.output import PAGES, ROW_FORMS, open_out, pick_form
from dragoman.errors import UsageError
from dragoman.export.cells import FLAT
from dragoman.export.deadlines import write_deadlines
from dragoman.export.digest import write_digest
from dragoman.export.pledge import CELLS, tell_commitment, tell_story
from dragoman.export.text import make_plain, write_cells
from dragoman.record.commitment import Commitment

FORMS = {**ROW_FORMS, ".ics": "ics"}
DIGESTS = {".md": "md", **PAGES}


def run_commitments(asked: Asked) -> int:
    """Answer `dragoman commitments`; 0 always, for nothing found is an answer too.

    Raises:
        UsageError: a filter, order or form that there is not.
        StoreError: the archive cannot be read.
        SourceError: the output cannot be written.
    """
    form = pick_form(asked.form, asked.out, FORMS)
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        found = archive.commitments(date.today(), **asked.words)
    with open_out(asked.out) as out:
        if form == "table":
            print_rich([_make_table(found)], out, asked)
        elif form == "ics":
            write_deadlines(found, out)
        elif form == "csv":
            columns, flatten = FLAT["commitments"]
            write_cells(columns, map(flatten, found), out)
        else:
            write_rows(make_ledger_table(found), out, form, asked)
    if not found:
        sys.stderr.write("no commitments\n")
    return 0


def run_commitment(name: str, as_of: str | None, db: Path, wait: float, raw: bool = False) -> int:
    """Tell one commitment's story; raises UsageError where no commitment, or more than one, has an id that begins so."""
    with Archive(db, wait=wait, raw=raw) as archive:
        # Also those that the list leaves out unless --min-confidence is given: their ids may come from there.
        kept = archive.commitments(date.today(), as_of=as_of, min_confidence=0)
        found = [c for c in kept if c.id.startswith(name)]
        if len(found) != 1:
            raise UsageError(f"{name!r} begins the id of {len(found) or 'no'} commitments")
        told = archive.tellings(found[0].events)
    sys.stdout.write(make_plain(tell_story(found[0], told)) + "\n")
    return 0


def run_digest(
    since: str, until: str | None, form: str | None, out: Path | None, db: Path, wait: float, raw: bool = False
) -> int:
    """Write a briefing on the ledger from `since` to `until`; raises as `run_commitments`."""
    first, last = read_since("since", since), read_until("until", until) if until else date.today()
    if first > last:
        raise UsageError(f"since: {first} is after until: {last}")
    wanted = pick_form(form, out, DIGESTS, eye="md", plain="md")
    with Archive(db, wait=wait, raw=raw) as archive:
        found = archive.commitments(last, as_of=last, order="oldest")
        told = archive.tellings([e for c in found for e in c.events])
    with open_out(out) as stream:
        write_digest(found, told, first, last, wanted, stream)
    return 0


def _make_table(found: list[Commitment]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in CELLS:
        table.add_column(name, overflow="fold", no_wrap=name in ("made on", "since", "id"))
    for one in found:
        table.add_row(*tell_commitment(one).values())
    return table

"""What a command was asked comes in; the archive answers, the answer is written in the form wanted, and what it leaves out is told."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec
from rich.table import Table

from dragoman.archive import Archive
from dragoman.ask.answer import Answer
from dragoman.cli.asking import Asked
from dragoman.cli.columns import TABLES, tell_days, tell_type
from dragoman.cli.output import ROW_FORMS, open_out, pick_form, terminal_width
from dragoman.errors import UsageError
from dragoman.export.cells import FLAT
from dragoman.export.text import PlainConsole, lend_text, write_cells
from dragoman.export.words import shorten, tell_entities

if TYPE_CHECKING:
    import pyarrow as pa

# A table is for the eye: so many rows unless --limit says otherwise. The other forms are whole.
ROWS_FOR_THE_EYE = 50


def run_list(asked: Asked, *, evidence: bool = False) -> int:
    """Answer events, happenings, actors, places, reports or faults; 0 always, for nothing found is an answer too.

    Raises:
        UsageError: a filter, order or form that there is not.
        StoreError: the archive cannot be read.
        SourceError: the output cannot be written.
    """
    form = pick_form(asked.form, asked.out, ROW_FORMS)
    if evidence and form != "table":
        raise UsageError("--events: sentences are shown in the table; the other forms name each happening's events")
    words = dict(asked.words)
    if form == "table" and words.get("limit") is None:
        words["limit"] = ROWS_FOR_THE_EYE
    with Archive(asked.db, wait=asked.wait, raw=asked.raw).open() as archive:
        answer: Answer[Any] = getattr(archive, asked.question)(**words)
        with open_out(asked.out) as out:
            if form == "table":
                show = _tell_evidence(archive, answer) if evidence else [make_table(asked.question, answer)]
                print_rich(show, out, asked)
            else:
                _WRITERS[form](asked.question, answer, out)
        _tell_rest(archive, asked.question, answer)
    return 0


def run_sql(asked: Asked, query: str) -> int:
    """Answer a question in SQL; raises as `run_list`."""
    form = pick_form(asked.form, asked.out, ROW_FORMS)
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        rows = archive.sql(query)
    with open_out(asked.out) as out:
        write_rows(rows, out, form, asked)
    return 0


def write_rows(rows: "pa.Table", out: BinaryIO, form: str, asked: Asked) -> None:
    """Write Arrow rows of any columns."""
    if form == "parquet":
        _write_pages([rows], out)
    elif form == "jsonl":
        for batch in rows.to_batches():
            out.writelines(msgspec.json.encode(row) + b"\n" for row in batch.to_pylist())
    elif form == "csv":
        write_cells(rows.column_names, ({n: _cell(v) for n, v in row.items()} for row in rows.to_pylist()), out)
    else:
        table = Table(box=None, pad_edge=False)
        for name in rows.column_names:
            table.add_column(name, overflow="fold")
        for row in rows.to_pylist():
            table.add_row(*(str(_cell(value)) for value in row.values()))
        print_rich([table], out, asked)


def _cell(value: Any) -> Any:
    """One cell: what is unknown is empty, what is nested is JSON."""
    if value is None:
        return ""
    return msgspec.json.encode(value).decode() if isinstance(value, (dict, list)) else value


def make_table(question: str, records: Iterable[Any]) -> Table:
    """Records as a table for the eye."""
    columns = TABLES[question]
    table = Table(box=None, pad_edge=False)
    for name, column in columns.items():
        table.add_column(name, overflow="fold", no_wrap=column.whole, justify="right" if column.number else "left")
    for record in records:
        table.add_row(*(column.tell(record) for column in columns.values()))
    return table


def _tell_evidence(archive: Archive, answer: Answer[Any]) -> Iterator[str]:
    """Each happening on a line, and below it the sentences that tell it."""
    found = list(answer)
    told = archive.evidence(found)
    for one in found:
        who = " → ".join(
            w for w in (tell_entities(one.actor) or "someone not named", tell_entities(one.recipient)) if w
        )
        reports = (
            f"{len(one.reports)} reports, {one.independent_sources} independent" if one.reports[1:] else "1 report"
        )
        parts = (tell_days(one), tell_type(one), who, reports)
        yield f"{'  '.join(p for p in parts if p)}  {one.confidence:.2f}"
        for line in told[one.id]:
            head = ", ".join(w for w in (line.published, line.publication or line.document) if w)
            yield f"    {head}: “{shorten(line.sentence, 300)}”"
        yield ""


def print_rich(things: Iterable[Any], out: BinaryIO, asked: Asked) -> None:
    """Print tables and lines as wide as the terminal; in colour only there."""
    person = asked.out is None and sys.stdout.isatty()
    with lend_text(out) as text:
        console = PlainConsole(
            file=text,
            width=terminal_width(200, 140),
            force_terminal=person,
            no_color=not person,
            markup=False,
            highlight=False,
        )
        for thing in things:
            console.print(thing)


def _write_jsonl(question: str, answer: Answer[Any], out: BinaryIO) -> None:  # noqa: ARG001 - one signature
    encoder = msgspec.json.Encoder()
    for record in answer:
        out.write(encoder.encode(record) + b"\n")


def _write_csv(question: str, answer: Answer[Any], out: BinaryIO) -> None:
    columns, flatten = FLAT[question]
    write_cells(columns, map(flatten, answer), out)


def _write_parquet(question: str, answer: Answer[Any], out: BinaryIO) -> None:  # noqa: ARG001 - one signature
    _write_pages(answer.pages(), out)


def _write_pages(pages: Iterable["pa.Table"], out: BinaryIO) -> None:
    import pyarrow.parquet as pq

    rest = iter(pages)
    first = next(rest)
    with pq.ParquetWriter(out, first.schema, compression="zstd") as writer:
        for page in chain([first], rest):
            writer.write_table(page)


_WRITERS: Mapping[str, Callable[[str, Answer[Any], BinaryIO], None]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
}


# A list whose rows are called otherwise than it.
_ROWS = {"queue": "events that wait"}


def _tell_rest(archive: Archive, what: str, answer: Answer[Any]) -> None:
    """Say on stderr what a person must know: that this is not all, or why there is nothing."""
    if answer.cursor is not None:
        sys.stderr.write(
            f"{answer.told} of {answer.count()} {_ROWS.get(what, what)}; the next ones: --cursor {answer.cursor}\n"
        )
    elif answer.told == 0:
        sys.stderr.write(f"no {_ROWS.get(what, what)}\n")
        sys.stderr.writelines(f"{hint}\n" for hint in archive.hints(answer.filter))

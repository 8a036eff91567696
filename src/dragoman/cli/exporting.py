"""A parsed `export` command comes in; records are fetched and written, what was left out is told; an exit code goes out."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from dragoman.archive import Archive
from dragoman.ask.cites import ask_cites
from dragoman.cli.output import open_out
from dragoman.errors import SourceError, UsageError
from dragoman.export import EVENT_EXPORTERS, HAPPENING_EXPORTERS
from dragoman.export.outline import Notes, Record, follow_cites
from dragoman.export.package import MEDIA, NAME, Tally, check_folder, describe_file, make_package
from dragoman.plug import load
from dragoman.record.document import CiteInfo
from dragoman.record.event import Event
from dragoman.record.happening import Happening

Writer = Callable[[Iterable[Record], BinaryIO, Notes], None]
_KINDS: dict[str, Any] = {"events": Event, "happenings": Happening}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the user asked `dragoman export` for: of an archive what its filters admit (`words`), or a file of records."""

    form: str
    out: Path | None = None
    what: str = "events"
    db: Path = Path("dragoman.duckdb")
    wait: float = 0.0
    words: Mapping[str, Any] = field(default_factory=dict)
    records: str | None = None
    raw: bool = False


@dataclass(slots=True)
class Source:
    """Where the records of an export come from: the records, what is known of reports by id, and how many lines were wrong."""

    records: Iterable[Any]
    cites: Mapping[str, CiteInfo]
    failed: int = 0


def run_export(choice: Choice) -> int:
    """Run `dragoman export`; 0 all well, 1 some records could not be read (the rest was written).

    Raises:
        UsageError: a choice or filter that there is not.
        StoreError: the archive cannot be read.
        SourceError: the records cannot be read, or the output cannot be written.
    """
    writer = _pick_writer(choice)
    beside = check_folder(choice.out.parent) if choice.out and choice.form in MEDIA else {}
    tally = Tally()
    with open_source(choice) as source:
        notes = Notes(cites=source.cites)
        with open_out(choice.out, sparing=filter(None, (choice.records,))) as out:
            writer(tally.watch(source.records), out, notes)
        failed = source.failed
    if choice.out and choice.form in MEDIA:
        resource = describe_file(choice.out, choice.form, choice.what, tally, _list_given(choice))
        with open_out(choice.out.parent / NAME) as out:
            out.write(make_package(beside, resource))
    for reason, number in sorted(notes.left_out.items()):
        sys.stderr.write(f"left out: {number} of {tally.rows} {choice.what}: {reason}\n")
    return 1 if failed else 0


def _pick_writer(choice: Choice) -> Writer:
    table = {"events": EVENT_EXPORTERS, "happenings": HAPPENING_EXPORTERS}.get(choice.what)
    if table is None:
        raise UsageError(f"--what: {choice.what!r} is neither events nor happenings")
    if choice.form not in table:
        raise UsageError(f"{choice.form!r} is none of {', '.join(sorted(table))}")
    if choice.out and choice.out.name == NAME:
        raise UsageError(f"--out: {NAME} describes the data of its folder; give the data another name")
    if choice.form == "parquet" and choice.out is None and sys.stdout.isatty():
        raise UsageError("parquet is not for a terminal; give --out FILE")
    writer: Writer = load(table[choice.form])
    return writer


@contextmanager
def open_source(choice: Choice) -> Iterator[Source]:
    """The records that were asked for: the one place that knows where they come from, and where filters are applied.

    Raises:
        UsageError: a filter that there is not, or filters for a file.
        StoreError: the archive cannot be read.
        SourceError: the file cannot be read.
    """
    if choice.records is None:
        with Archive(choice.db, wait=choice.wait, raw=choice.raw).open() as archive:
            yield _ask_archive(archive, choice)
        return
    for name in _list_given(choice):
        raise UsageError(f"--{name.replace('_', '-')}: filters are for archives; --records gives a file")
    source = Source(records=(), cites={})
    if choice.records == "-":
        source.records = _read_records("standard input", sys.stdin.buffer, choice.what, source)
        yield source
        return
    try:
        lines = Path(choice.records).open("rb")  # noqa: SIM115 - closed below, however the export ends
    except OSError as error:
        raise SourceError(choice.records, f"cannot be read: {error.strerror}") from error
    with lines:
        source.records = _read_records(choice.records, lines, choice.what, source)
        yield source


def _list_given(choice: Choice) -> dict[str, Any]:
    """The filters that were given, without those that were not."""
    return {name: value for name, value in choice.words.items() if value not in (None, [], ())}


def _ask_archive(archive: Archive, choice: Choice) -> Source:
    if choice.what == "events":
        return Source(records=archive.events(**choice.words), cites={})
    cites: dict[str, CiteInfo] = {}
    happenings = archive.happenings(**choice.words)
    return Source(records=follow_cites(happenings, partial(ask_cites, archive), cites), cites=cites)


def _read_records(name: str, lines: Iterable[bytes], what: str, source: Source) -> Iterator[Record]:
    """The records of a JSONL file; a wrong line is told with its number, counted, and the rest goes on."""
    decoder = msgspec.json.Decoder(_KINDS[what])
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            source.failed += 1
            sys.stderr.write(f"failed: {name}:{number}: {' '.join(str(error).split())}\n")

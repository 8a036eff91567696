"""A parsed `read` command comes in; documents are read and coded, output is written, faults are told; an exit code goes out."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import BinaryIO

from dragoman.cli.output import (
    PAGES,
    ROW_FORMS,
    open_out,
    pick_form,
    pick_reader,
    say_where,
    show_progress,
    tell_fault,
    terminal_width,
)
from dragoman.codebook.load import STATUSES, load_codebook
from dragoman.crew import Crew
from dragoman.errors import UsageError
from dragoman.export import EXPORTERS, MENTION_EXPORTERS
from dragoman.export.options import Options
from dragoman.flow import code_documents
from dragoman.kit import load_kit, rest_collector
from dragoman.plug import load
from dragoman.read import Fetcher, Manners, read_documents
from dragoman.record.document import Document
from dragoman.record.event import Coded, Event
from dragoman.record.fault import Fault

SUFFIXES = {**ROW_FORMS, **PAGES, ".json": "json", ".txt": "report"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the user asked `dragoman read` for."""

    paths: tuple[str, ...]
    sample: bool
    form: str | None
    out: Path | None
    published: date | None
    columns: Mapping[str, str]
    what: str
    explain: bool
    reader: str
    min_confidence: float
    types: frozenset[str]
    statuses: frozenset[str]
    allow_private: bool
    offline: bool
    jobs: int
    engine: str
    debug: bool


class Tally:
    """Counts what came through and tells each fault on one line of stderr."""

    def __init__(self, debug: bool) -> None:
        self.read = 0
        self.events = 0
        self.faults = 0
        self._debug = debug

    def watch(self, coded: Iterable[Coded]) -> Iterator[Coded]:
        """Pass documents on, telling faults and missing dates as they come."""
        for one in coded:
            if one.fault is not None:
                self.faults += 1
                tell_fault(one.fault, self._debug)
                continue
            self.read += 1
            self.events += len(one.events)
            if one.document is not None and one.document.published is None:
                place = say_where(one.document.source, one.document.id)
                sys.stderr.write(
                    f"warning: {place}: no publication date; relative times stay unresolved (give --published)\n"
                )
            yield one


def run_read(choice: Choice) -> int:
    """Run `dragoman read`; 0 where all inputs were read, 1 where some failed.

    Raises:
        UsageError: a choice that there is not.
        SourceError: the output cannot be written.
    """
    write = _pick_writer(choice)
    _check_choice(choice)
    tally = Tally(choice.debug)
    with _sample_path(choice) as paths, _open_coding(choice) as code:
        manners = Manners(allow_private=choice.allow_private, offline=choice.offline)
        documents = read_documents(paths, published=choice.published, columns=choice.columns, fetcher=Fetcher(manners))
        coded = (_keep(one, choice) for one in tally.watch(code(show_progress(documents))))
        with open_out(choice.out, sparing=paths) as out:
            write(
                coded,
                out,
                Options(
                    explain=choice.explain,
                    colour=choice.out is None and sys.stdout.isatty(),
                    width=terminal_width(140, 100),
                ),
            )
    if tally.faults:
        sys.stderr.write(f"{tally.read} read, {tally.events} events, {tally.faults} failed or skipped\n")
    return 1 if tally.faults else 0


def _pick_writer(choice: Choice) -> Callable[[Iterable[Coded], BinaryIO, Options], None]:
    table = {"events": EXPORTERS, "mentions": MENTION_EXPORTERS}.get(choice.what)
    if table is None:
        raise UsageError(f"--what: {choice.what!r} is neither events nor mentions")
    eye = "report" if choice.what == "events" else "jsonl"
    form = pick_form(choice.form, choice.out, SUFFIXES, forms=sorted(table), eye=eye)
    writer: Callable[[Iterable[Coded], BinaryIO, Options], None] = load(table[form])
    return writer


@contextmanager
def _open_coding(choice: Choice) -> Iterator[Callable[[Iterable[Document | Fault]], Iterator[Coded]]]:
    """What codes: this process, or with --jobs or --engine others, which are gone when the context is left."""
    reader = pick_reader(choice.reader)
    if choice.jobs == 1 and choice.engine == "local":
        kit = load_kit(reader=reader)
        rest_collector()
        yield partial(code_documents, kit=kit)
        return
    mentions = choice.what == "mentions"
    with Crew(choice.jobs, reader=reader, mentions=mentions, engine=choice.engine) as crew:
        yield crew.code_documents


def _check_choice(choice: Choice) -> None:
    types = load_codebook().types
    unknown = sorted(choice.types - set(types))
    if unknown:
        raise UsageError(f"--type: {', '.join(unknown)} is none of {', '.join(sorted(types))}")
    strange = sorted(choice.statuses - STATUSES)
    if strange:
        raise UsageError(f"--status: {', '.join(strange)} is none of {', '.join(sorted(STATUSES))}")


def _keep(one: Coded, choice: Choice) -> Coded:
    """Only the events that the user asked for."""

    def wanted(event: Event) -> bool:
        return (
            event.confidence >= choice.min_confidence
            and (not choice.types or event.event in choice.types)
            and (not choice.statuses or event.status in choice.statuses)
        )

    pairs = [(e, w) for e, w in zip(one.events, one.explanations, strict=True) if wanted(e)]
    return replace(one, events=tuple(e for e, _ in pairs), explanations=tuple(w for _, w in pairs))


@contextmanager
def _sample_path(choice: Choice) -> Iterator[tuple[str, ...]]:
    if not choice.sample:
        yield choice.paths
        return
    with as_file(files("dragoman") / "sample" / "report.html") as path:
        yield (*choice.paths, str(path))

"""A parsed `add` command comes in; sources are read once, or again and again, and each reading's summary is told; an exit code goes out."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from dragoman.cli.output import pick_reader, tell_fault
from dragoman.cli.rate import Meter, show_rate
from dragoman.cli.total import count_reports
from dragoman.crew import Crew
from dragoman.errors import StoreBusy
from dragoman.flow import code_document
from dragoman.keep import Added, Coder, add_documents
from dragoman.kit import load_kit, rest_collector
from dragoman.read import Fetcher, Manners, Validators, Visit, read_documents
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault
from dragoman.store import open_store
from dragoman.store.log import Page, read_addresses, read_pages, write_run

INTERRUPTED = 130
STOPPED = "dragoman: stopped; what was kept stands, and the same command goes on from there\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the user asked `dragoman add` for; `every` are the seconds from one reading to the next, None for one reading."""

    sources: tuple[str, ...]
    db: Path
    published: date | None
    columns: Mapping[str, str]
    reader: str
    every: int | None
    wait: float
    allow_private: bool
    offline: bool
    batch: int
    jobs: int
    engine: str
    debug: bool


def run_add(wish: Wish) -> int:
    """Run `dragoman add`; 0 where all went well, 1 where some inputs failed, 130 where it was interrupted.

    Raises:
        UsageError: a choice that there is not.
        StoreError: the archive cannot be used; what was kept before stands.
        ModelError, CodebookError: coding cannot begin.
    """
    with open_store(wish.db, write=True, wait=wish.wait):
        pass  # an archive that cannot be written is told before the models are loaded
    with open_coder(wish.reader, wish.jobs, wish.engine) as coder:
        return _read_all(wish, coder)


def _read_all(wish: Wish, coder: Coder) -> int:
    told: set[Fault] = set()
    if wish.every is None:
        return _read_once(wish, coder, told)
    while True:
        due = time.monotonic() + wish.every
        try:
            if (code := _read_once(wish, coder, told)) == INTERRUPTED:
                return code
        except StoreBusy as error:
            sys.stderr.write(f"dragoman: {error}; the sources are read again at the next interval\n")
        try:
            time.sleep(max(0.0, due - time.monotonic()))
        except KeyboardInterrupt:
            return 0  # between two readings: the ordinary end


@contextmanager
def open_coder(reader: str, jobs: int, engine: str) -> Iterator[Coder]:
    """What --reader, --jobs and --engine ask for; all but one job of this machine are other processes, gone when the context is left.

    Raises:
        UsageError, ModelError, CodebookError: as `run_add`.
        DragomanError: the processes cannot start.
    """
    if jobs == 1 and engine == "local":
        yield load_coder(reader)
        return
    with Crew(jobs, reader=pick_reader(reader), engine=engine) as crew:
        yield Coder(crew.version, crew.code, crew.begin)


def load_coder(reader: str) -> Coder:
    """What --reader asks for.

    Raises:
        UsageError, ModelError, CodebookError: as `run_add`.
    """
    kit = load_kit(reader=pick_reader(reader))
    rest_collector()
    return Coder(kit.coder.version, partial(code_document, kit=kit))


def count_with(coder: Coder, meter: Meter) -> Coder:
    """The same coder, telling the meter of each document that it has coded."""

    def code(document: Document) -> Coded:
        coded = coder.code(document)
        meter.advance()
        return coded

    return Coder(coder.version, code, coder.begin)


def _read_once(wish: Wish, coder: Coder, told: set[Fault]) -> int:
    """Read all sources; faults go to standard error as they come, the summary to standard output at the end."""
    total, faults, started, stopped = Added(), Counter[str](), datetime.now(UTC), False
    pages: list[Page] = []
    fetcher = _make_fetcher(wish, pages)
    documents = read_documents(wish.sources, published=wish.published, columns=wish.columns, fetcher=fetcher)
    with show_rate("adding", count_reports(wish.sources) if sys.stderr.isatty() else None) as meter:
        try:
            for added in add_documents(
                wish.db, documents, count_with(coder, meter), batch=wish.batch, wait=wish.wait, pages=pages
            ):
                _tell_new(added.faults, told, wish)
                faults.update("skipped" if fault.kind == "skipped" else "failed" for fault in added.faults)
                total += replace(added, faults=())  # told and counted; a long run need not hold them
                meter.settle(total.reports + total.known + faults.total())
        except KeyboardInterrupt:
            stopped = True
    sys.stdout.write(f"{summarize(total, faults)}\n")
    sys.stdout.flush()
    if stopped:
        sys.stderr.write(STOPPED)
    with open_store(wish.db, write=True, wait=wish.wait) as store:
        counts = {
            "skipped": faults["skipped"],
            "failed": faults["failed"],
            "added": total.reports,
            "known": total.known,
        }
        counts |= {"republished": total.republished, "events": total.events}
        write_run(store, "add", wish.sources, started, datetime.now(UTC), counts)
    return INTERRUPTED if stopped else 1 if faults["failed"] else 0


def _make_fetcher(wish: Wish, pages: list[Page]) -> Fetcher:
    """A fetcher that knows what the archive has of the web; what it visits is noted in `pages`, to be kept with what was read there."""
    with open_store(wish.db, wait=wish.wait) as store:
        remembered = {
            url: Validators(etag=page.etag, last_modified=page.modified) for url, page in read_pages(store).items()
        }
        known = read_addresses(store)

    def note(visit: Visit) -> None:
        if visit.outcome == "read":
            validators = visit.validators
            fetched = datetime.fromisoformat(visit.retrieved).astimezone(UTC).replace(tzinfo=None)
            pages.append(
                Page(url=visit.address, etag=validators.etag, modified=validators.last_modified, fetched=fetched)
            )

    manners = Manners(allow_private=wish.allow_private, offline=wish.offline)
    return Fetcher(manners, remembered=remembered, known=known, log=note)


def _tell_new(faults: Iterable[Fault], told: set[Fault], wish: Wish) -> None:
    """One line a fault; what a watch meets again at each reading is told once."""
    for fault in faults:
        if fault not in told:
            tell_fault(fault, wish.debug)
            if wish.every is not None:
                told.add(fault)


def summarize(total: Added, faults: Mapping[str, int]) -> str:
    """What a reading brought, in one line."""
    words = [f"{count_of(total.reports, 'report')} added"]
    if total.republished:
        words.append(f"{total.republished} of them republished")
    words.append(f"{total.known} already known")
    words += [f"{faults[word]} {word}" for word in ("skipped", "failed") if faults[word]]
    if not total.reports and not any(faults.values()):
        return f"nothing new: {count_of(total.known, 'report')} already known" if total.known else "nothing new"
    return f"{', '.join(words)}; {count_of(total.events, 'event')} more, {count_of(total.happenings, 'happening')} more"


def count_of(number: int, noun: str) -> str:
    """ "1 report", "2 reports", "1,204 reports"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

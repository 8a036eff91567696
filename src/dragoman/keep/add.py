"""Documents come in; those that an archive lacks are coded and kept, batch by batch, and what each batch brought goes out."""

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableSequence
from dataclasses import dataclass, replace

from dragoman.keep.coder import Coder
from dragoman.keep.link import exchange_reports
from dragoman.keep.seat import Gists
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault
from dragoman.store import open_store
from dragoman.store.log import Page, write_pages
from dragoman.store.reports import (
    KEEPING,
    Standing,
    count_content,
    read_origins,
    read_standings,
    stand_document,
    write_faults,
    write_origins,
)
from dragoman.store.rows import spell_out

BATCH = 64
SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one committed batch, or by `+` a run, brought.

    `reports` were not there before; `known` were, or came twice; `republished` is by how many reports grew that are not the head of
    their chain; `happenings` by how many happenings; `faults` is what could not be read, coded or kept.
    """

    reports: int = 0
    known: int = 0
    republished: int = 0
    events: int = 0
    happenings: int = 0
    faults: tuple[Fault, ...] = ()

    def __add__(self, other: "Added") -> "Added":
        return Added(
            reports=self.reports + other.reports,
            known=self.known + other.known,
            republished=self.republished + other.republished,
            events=self.events + other.events,
            happenings=self.happenings + other.happenings,
            faults=self.faults + other.faults,
        )


def add_documents(
    path: str | os.PathLike[str],
    documents: Iterable[Document | Fault],
    coder: Coder,
    *,
    batch: int = BATCH,
    seconds: float = SECONDS,
    wait: float = 0.0,
    pages: MutableSequence[Page] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Added]:
    """Add documents to an archive; nothing happens before the result is iterated.

    The file is made if it is not there, and open only while a batch is looked up or written: between, others may read or write it.
    Each batch stands as a whole or not at all. A report that is known is not coded again; the same id with another text is a fault.

    Args:
        path: the archive's file.
        documents: what was read, faults included; taken as they come.
        coder: what codes them.
        batch: how many documents are looked up, and at most kept, at a time.
        seconds: a batch is kept after so long, however few its reports.
        wait: seconds to wait, each time, for a process that holds the file.
        pages: where the reading of `documents` notes each page of the web when all that was read from it has been given;
            they are taken from there and remembered when all that is kept.
        clock: tells seconds.

    Yields:
        What each batch brought, after it was committed.

    Raises:
        StoreBusy, StoreTooNew, StoreFull, StoreError: as `open_store`; what was yielded before stands.
    """
    with open_store(path, write=True, wait=wait):
        pass  # a file that cannot be written is told before anything is read or coded
    noted = [] if pages is None else pages
    gists = Gists()
    since = clock()
    for some in _gather(map(_make_storable, documents), batch, seconds, clock):
        ids = {one.id for one in some if isinstance(one, Document)}
        with open_store(path, wait=wait) as store:
            basket = _Basket(read_standings(store, ids), read_origins(store, ids))
        coder.begin(basket.list_lacking(some))
        for one in some:
            basket.take(one, coder)
            if clock() - since >= seconds:
                yield _commit(path, basket, coder, gists, wait)
                since = clock()
        yield _commit(path, basket, coder, gists, wait, noted)
        since = clock()
    if noted:
        yield _commit(path, _Basket({}, ()), coder, gists, wait, noted)


def _gather(
    documents: Iterable[Document | Fault], size: int, seconds: float, clock: Callable[[], float]
) -> Iterator[list[Document | Fault]]:
    some: list[Document | Fault] = []
    since = clock()
    for one in documents:
        some.append(one)
        if len(some) >= size or clock() - since >= seconds:
            yield some
            some, since = [], clock()
    if some:
        yield some


def _make_storable(one: Document | Fault) -> Document | Fault:
    """Half a character (a lone surrogate) cannot be stored. In a name of a file it is spelled out, a report with one is refused."""
    if isinstance(one, Fault):
        return Fault(**{name: spell_out(getattr(one, name)) for name in Fault.__dataclass_fields__})
    cite = one.cite_info
    words = (one.id, one.text, cite.url, cite.title, cite.author, cite.publication, cite.translated_by)
    source = spell_out(one.source)
    try:
        "".join(w for w in words if w).encode()
    except UnicodeEncodeError:
        reason = "the text or its heading has half a character (a lone surrogate)"
        return Fault(source=source, document=spell_out(one.id), stage="read", kind="source", reason=reason)
    return one if source == one.source else replace(one, source=source)


class _Basket:
    """What waits to be kept: coded reports, where reports were found, faults; and what the archive has of the ids at hand."""

    def __init__(self, standings: Mapping[str, Standing], origins: Collection[tuple[str, str]]) -> None:
        self.standings = dict(standings)
        self._noted = frozenset(origins)
        self.empty()

    def empty(self) -> None:
        """Begin a batch; what the archive has of the ids is still known."""
        self.coming: dict[str, Coded] = {}
        self.origins: set[tuple[str, str]] = set()
        self.faults: list[Fault] = []
        self.accepted = 0

    @property
    def changes_nothing(self) -> bool:
        """Whether the archive has all of this already."""
        return not self.coming and not self.faults and self.origins <= self._noted

    def list_lacking(self, some: Iterable[Document | Fault]) -> list[Document]:
        """The documents, each id once, that `take` will have coded."""
        lacking: dict[str, Document] = {}
        for one in some:
            if isinstance(one, Document) and one.id not in lacking and self._is_wanted(one):
                lacking[one.id] = one
        return list(lacking.values())

    def _is_wanted(self, one: Document) -> bool:
        mine, there = stand_document(one), self.standings.get(one.id)
        return there is None or (there.digest == mine.digest and mine.heading < there.heading)

    def take(self, one: Document | Fault, coder: Coder) -> None:
        """Put a document in, coded if the archive lacks it or has it under a lesser heading."""
        if isinstance(one, Fault):
            self.faults.append(one)
            return
        mine, there = stand_document(one), self.standings.get(one.id)
        if there is not None and there.digest != mine.digest:
            self.faults.append(_refuse_other(one))
            return
        if one.source is not None:
            self.origins.add((one.id, one.source))
        if self._is_wanted(one):
            coded = coder.code(one)
            if coded.fault is not None:
                self.faults.append(replace(coded.fault, source=coded.fault.source or one.source, document=one.id))
                return
            self.standings[one.id] = mine
            self.coming[one.id] = coded
        self.accepted += 1


def _refuse_other(document: Document) -> Fault:
    reason = "another text stands under this id; forget it first (dragoman forget)"
    return Fault(source=document.source, document=document.id, stage=KEEPING, kind="source", reason=reason)


def _commit(
    path: str | os.PathLike[str],
    basket: _Basket,
    coder: Coder,
    gists: Gists,
    wait: float,
    pages: MutableSequence[Page] | None = None,
) -> Added:
    """Keep what waits, in one transaction, and empty the basket."""
    if basket.changes_nothing and not pages:
        added = Added(known=basket.accepted)
        basket.empty()
        return added
    failed = {fault.source for fault in basket.faults if fault.kind == "bug"}
    seen = [page for page in pages or () if page.url not in failed]  # what failed is asked for again
    with open_store(path, write=True, wait=wait) as store, store.transaction():
        before = count_content(store)
        # Another process may have kept some of these reports since they were looked up.
        gone = _settle_with(basket, read_standings(store, basket.coming))
        exchange_reports(store, gone, list(basket.coming.values()), coder.version, gists)
        write_origins(store, basket.origins)
        write_faults(store, basket.faults)
        write_pages(store, seen)
        after = count_content(store)
    reports, republished, events, happenings = (b - a for a, b in zip(before, after, strict=True))
    added = Added(
        reports=reports,
        known=basket.accepted - reports,
        republished=republished,
        events=events,
        happenings=happenings,
        faults=tuple(basket.faults),
    )
    basket.empty()
    if pages:
        pages.clear()
    return added


def _settle_with(basket: _Basket, there: Mapping[str, Standing]) -> set[str]:
    """Drop from the basket what stands by now and under no greater heading; the ids of what stands and is to be replaced."""
    gone = set()
    for id, standing in there.items():
        mine = basket.standings[id]
        if mine.digest == standing.digest and mine.heading < standing.heading:
            gone.add(id)
            continue
        document = basket.coming.pop(id).document
        if mine.digest != standing.digest and document is not None:
            basket.faults.append(_refuse_other(document))
            basket.accepted -= 1
    return gone

"""A path comes in; Archive goes out: all that can be done with an archive, in the words of the command line."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from dragoman.ask.actors import ask_actors
from dragoman.ask.answer import Answer
from dragoman.ask.cites import ask_cites
from dragoman.ask.commitments import ask_commitments
from dragoman.ask.dyads import DyadSeries, ask_dyad
from dragoman.ask.events import ask_events
from dragoman.ask.faults import ask_faults
from dragoman.ask.filters import Filter, make_filter
from dragoman.ask.happenings import Evidence, ask_evidence, ask_happenings
from dragoman.ask.hints import list_hints
from dragoman.ask.kinds import KeptReport, KnownActor, KnownPlace
from dragoman.ask.ledger import read_tellings
from dragoman.ask.overview import Outlet, Run, Size, ask_coders, ask_outlets, ask_runs, ask_size
from dragoman.ask.pairs import Pair, ask_pairs
from dragoman.ask.places import ask_places
from dragoman.ask.queue import Queued, ask_queue
from dragoman.ask.reports import ask_reports
from dragoman.ask.reviews import (
    Case,
    KeptReview,
    ask_agreement,
    ask_case,
    ask_gold,
    ask_judged,
    ask_lessons,
    ask_reviews,
)
from dragoman.ask.single import Kin, ask_actor, ask_event, ask_happening, ask_kin, ask_place, ask_report, ask_told
from dragoman.ask.spots import Spots, ask_spots
from dragoman.ask.sql import ask_sql, seal_store
from dragoman.ask.timeline import Timeline, ask_timeline
from dragoman.ask.values import read_until
from dragoman.errors import UsageError
from dragoman.keep import (
    Added,
    Coder,
    Forgotten,
    Identified,
    Recoded,
    Reviewed,
    add_documents,
    forget_reports,
    identify_actors,
    recode_reports,
    review_records,
    take_back_reviews,
)
from dragoman.plug import load
from dragoman.record.commitment import Commitment
from dragoman.record.document import CiteInfo, Document
from dragoman.record.event import Event
from dragoman.record.fault import Fault
from dragoman.record.happening import Happening, Telling
from dragoman.record.review import Review
from dragoman.relations.network import Network
from dragoman.relations.profile import Profile, Tie
from dragoman.relations.questions import ask_network, ask_profile, ask_relation, ask_stories, ask_ties
from dragoman.relations.relate import Relation
from dragoman.relations.stories import GAP, Story
from dragoman.review.agree import Agreement
from dragoman.review.fold import Judged
from dragoman.review.verdict import Verdict, read_verdict
from dragoman.store import Store, open_store

if TYPE_CHECKING:
    import pyarrow as pa

# What reads and codes takes more than a second to load: only who adds waits for it.
_READING, _KIT, _CODING = "dragoman.read:read_documents", "dragoman.kit:load_kit", "dragoman.flow:code_document"
_EDITS = "dragoman.read.edits:read_edits"


class Archive:
    """An archive in one file: add reports to it, and ask what they tell.

    Use it as a context manager, or close it. It opens the file when it is first asked, to read, so that other programs may
    read beside it; while it adds, recodes or forgets, it alone has the file.

    Every question takes the filters of the command line as words (docs/asking.md): `archive.events(actor="EGY",
    since="2020-12-01")`. A filter that may be given several times takes one value or a list. What they return is an Answer:
    iterate it for typed records, take `.table` for Arrow, `.pages()` for both many and little memory.

    Raises, in every method: UsageError for a wrong value, StoreBusy where another process writes, StoreError where there is no
    archive or it cannot be read.
    """

    def __init__(
        self, path: str | os.PathLike[str] = "dragoman.duckdb", *, wait: float = 0.0, raw: bool = False
    ) -> None:
        """`wait` is for how many seconds to wait for another process that holds the file.

        With `raw` all questions are answered from the record as it was coded, as if nobody had reviewed it (docs/review.md).
        """
        self._raw = raw
        self.path = os.fspath(path)
        self._wait = wait
        self._store: Store | None = None

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> "Archive":
        """Open the file to read, now and not when it is first asked: so what is wrong with it is told before anything is done."""
        self._open()
        return self

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def interrupt(self) -> None:
        """Stop the question that another thread is asking, which raises StoreError there; nothing where none is asked."""
        if (store := self._store) is not None:
            store.interrupt()

    # ── what changes it ──

    def add(
        self,
        sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        published: date | None = None,
        columns: Mapping[str, str] | None = None,
        reader: str = "both",
    ) -> Added:
        """Read sources, code what is new in them and keep it; what is known already is passed over.

        Args:
            sources: all that `read_documents` takes: files, folders, addresses.
            published: the publication date of all of them, whatever they say themselves.
            columns: the names of columns in tables, as {"text": "body"}.
            reader: who proposes events: "both", "rules" or "learned".
        """
        documents = load(_READING)(_list(sources), published=published, columns=columns)
        return self.add_documents(documents, reader=reader)

    def add_documents(self, documents: Iterable[Document | Fault], *, reader: str = "both") -> Added:
        """Code documents that are new and keep them; what each batch brought, summed up."""
        self.close()
        return sum(add_documents(self.path, documents, _coder(reader), wait=self._wait), Added())

    def recode(
        self,
        ids: Collection[str] | None = None,
        *,
        everything: bool = False,
        dry_run: bool = False,
        reader: str = "both",
    ) -> Recoded:
        """Code reports again: those that another version coded, those with these ids, or all; says what that changes."""
        self.close()
        done = recode_reports(
            self.path, _coder(reader), ids=ids, everything=everything, dry_run=dry_run, wait=self._wait
        )
        return sum(done, Recoded())

    def forget(self, names: str | Iterable[str], *, dry_run: bool = False) -> Forgotten:
        """Remove reports, named by id, address or source, and all that came from them."""
        self.close()
        return forget_reports(self.path, [names] if isinstance(names, str) else names, dry_run=dry_run, wait=self._wait)

    def identify(
        self, path: str | os.PathLike[str], *, by: str | None = None, at: datetime, dry_run: bool = False
    ) -> Identified:
        """Keep what a file of edits says of who is the same and who is not (docs/actors.md); `by` and `at`: who says it, and when."""
        self.close()
        edits = load(_EDITS)(Path(path))
        return identify_actors(self.path, edits, by=by, at=at, dry_run=dry_run, wait=self._wait)

    def review(self, said: Mapping[str, Any], *, by: str, at: datetime) -> Review | None:
        """Keep one person's word on the record, and correct it (docs/review.md): `archive.review({"action": "reject", "event": id}, …)`.

        Gives the review, by whose id it can be undone; None where that was said before or changes nothing.

        Raises:
            UsageError: it is none, or what it says cannot be; the message says why.
        """
        done = self.review_all([("", read_verdict(said))], by=by, at=at)
        if done.faults:
            raise UsageError(done.faults[0].reason)
        return done.kept[0] if done.kept else None

    def review_all(
        self, said: Iterable[tuple[str, Verdict | Fault]], *, by: str, at: datetime, dry_run: bool = False
    ) -> Reviewed:
        """Keep many such words in one transaction, each behind its place, as `read_verdicts` gives them; says what came of them."""
        self.close()
        return review_records(self.path, said, by=by, at=at, dry_run=dry_run, wait=self._wait)

    def undo(self, review: str, *, by: str, at: datetime, why: str | None = None) -> Review | None:
        """Take back a review, also one that is itself an undo; None where that was done before."""
        return self.review({"action": "undo", "review": review, "why": why}, by=by, at=at)

    # ── what it tells ──

    def events(self, **words: Any) -> Answer[Event]:
        """Events, each one report's word for what happened (record.md)."""
        return ask_events(self, make_filter("events", words))

    def happenings(self, **words: Any) -> Answer[Happening]:
        """Happenings: what one or more reports tell, each once (record.md)."""
        return ask_happenings(self, make_filter("happenings", words))

    def evidence(self, happenings: Sequence[Happening]) -> dict[str, list[Evidence]]:
        """The sentences that tell some happenings, by the happening's id, earliest first."""
        return ask_evidence(self, happenings)

    def actors(self, **words: Any) -> Answer[KnownActor]:
        """Who acts or is acted upon, each once over all reports."""
        return ask_actors(self, make_filter("actors", words))

    def places(self, **words: Any) -> Answer[KnownPlace]:
        """Where events were, each place once."""
        return ask_places(self, make_filter("places", words))

    def reports(self, **words: Any) -> Answer[KeptReport]:
        """The reports that are kept, with their texts."""
        return ask_reports(self, make_filter("reports", words))

    def queue(self, **words: Any) -> Answer[Queued]:
        """The events that wait for a person, those first that are most worth a look, each with why (docs/review.md)."""
        return ask_queue(self, make_filter("queue", words))

    def reviews(
        self, *, document: str | None = None, event: str | None = None, by: str | None = None
    ) -> list[KeptReview]:
        """What was said of the record, in the order in which it was said: all, or about a report or event, or by one person."""
        return ask_reviews(self, document=document, event=event, by=by)

    def case(self, event: str) -> Case | None:
        """An event with all that people made of it, also one that was rejected; None where there is none of this id."""
        return ask_case(self, event)

    def judged(self, document: str) -> tuple[Judged, ...]:
        """The events of a report that somebody has looked at, rejected ones too."""
        return ask_judged(self, document)

    def agreement(self, one: str, other: str) -> tuple[Agreement, ...]:
        """How well two reviewers agree, field by field, on the events that both have reviewed."""
        return ask_agreement(self, one, other)

    def gold(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """What was reviewed, as `dragoman check` reads it: a row for docs.json and one for gold.jsonl for each report."""
        return ask_gold(self)

    def lessons(self) -> list[tuple[Judged, str]]:
        """Every event that somebody has looked at, with its report's text: what a codebook can learn from."""
        return ask_lessons(self)

    def faults(self, **words: Any) -> Answer[Fault]:
        """What could not be read or coded, and why."""
        return ask_faults(self, make_filter("faults", words))

    def commitments(self, today: date | None = None, **words: Any) -> list[Commitment]:
        """The ledger: promises, demands, threats and what came of them (record.md), as it stands `today` or stood `as_of`.

        Without either it stands as on the day of the last report. This question has no pages.
        """
        return ask_commitments(self, make_filter("commitments", words), today)

    def tellings(self, events: Iterable[str]) -> dict[str, Telling]:
        """The events with these ids, each with its sentence and what it lets one expect, by id."""
        return read_tellings(self, sorted(set(events)))

    def dyad(
        self, first: str, second: str, *, by: str = "month", count: str = "happenings", **words: Any
    ) -> DyadSeries:
        """How two countries or bodies dealt with each other, period by period (`ask_dyad`)."""
        return ask_dyad(self, first, second, make_filter("dyad", words), by=by, count=count)

    def relation(self, first: str, second: str, *, by: str = "month", **words: Any) -> Relation:
        """How two parties (codes, codes and sectors, or names) dealt with each other, and where it turned (`ask_relation`)."""
        return ask_relation(self, first, second, make_filter("dyad", words), by=by)

    def ties(self, name: str, **words: Any) -> list[Tie]:
        """With whom a party stands how, strongest first."""
        return ask_ties(self, name, make_filter("dyad", words))

    def profile(self, name: str, *, as_of: str | date | None = None, **words: Any) -> Profile | None:
        """Who somebody is: names, offices, ties, deeds, open commitments; None for who takes part in nothing."""
        day = read_until("as_of", as_of) if as_of is not None else None
        return ask_profile(self, name, make_filter("dyad", words), as_of=day)

    def network(self, *, by: str = "state", least: int = 1, **words: Any) -> Network:
        """Who is how with whom: ties of at least so many happenings, groups, and the balance of the whole."""
        return ask_network(self, make_filter("dyad", words), by=by, least=least)

    def stories(self, *, actor: str | Sequence[str] = (), least: int = 2, gap: int = GAP, **words: Any) -> list[Story]:
        """Happenings linked into storylines, latest first; with `actor` only those in which one of these has part."""
        whom = [actor] if isinstance(actor, str) else actor
        return ask_stories(self, make_filter("dyad", words), actor=whom, least=least, gap=gap)

    def timeline(self, *, by: str | None = None, **words: Any) -> Timeline:
        """How many happenings there were, period by period and by quad class (`ask_timeline`)."""
        return ask_timeline(self, make_filter("happenings", words), by)

    def spots(self, most: int = 300, **words: Any) -> Spots:
        """The places of most happenings, each with how many there were (`ask_spots`)."""
        return ask_spots(self, make_filter("happenings", words), most)

    def pairs(
        self, *, by: str = "state", least: int = 1, most: int = 1_000_000, **words: Any
    ) -> tuple[list[Pair], int]:
        """Who is how with whom, added up over happenings (`ask_pairs`); `relations.network.link_pairs` makes a network of them."""
        return ask_pairs(self, make_filter("happenings", words), by, least, most)

    def sql(self, sql: str) -> "pa.Table":
        """The answer to one SELECT over the views (docs/asking.md); it can read no other file and change nothing."""
        return ask_sql(self._open(), sql)

    def report(self, id: str) -> KeptReport | None:
        """The report with this id, None where there is none; so `happening` and `event`."""
        return ask_report(self, id)

    def happening(self, id: str) -> Happening | None:
        """The happening with this id, None where there is none."""
        return ask_happening(self, id)

    def event(self, id: str) -> Event | None:
        """The event with this id, None where there is none."""
        return ask_event(self, id)

    def actor(self, id: str) -> KnownActor | None:
        """The actor with this id, None where there is none."""
        return ask_actor(self, id)

    def place(self, geonameid: int) -> KnownPlace | None:
        """The place with this number in GeoNames, None where there is none."""
        return ask_place(self, geonameid)

    def told(self, report: str) -> Answer[Event]:
        """The events of the report with this id, as it tells them."""
        return ask_told(self, report)

    def kin(self, report: str) -> list[Kin]:
        """The other reports that go back to the same text as this one."""
        return ask_kin(self, report)

    def size(self) -> Size:
        """How many rows of each kind there are, and over which days."""
        return ask_size(self)

    def runs(self, number: int = 20) -> list[Run]:
        """The newest runs of commands that changed the archive, newest first."""
        return ask_runs(self, number)

    def outlets(self, number: int = 50) -> list[Outlet]:
        """The publications with most reports, most first."""
        return ask_outlets(self, number)

    def coders(self) -> dict[str, int]:
        """How many reports each version of the coder coded, most first."""
        return ask_coders(self)

    def cites(self, reports: Collection[str]) -> dict[str, CiteInfo]:
        """The `cite_info` of some reports, by id."""
        return ask_cites(self, reports)

    def hints(self, wanted: Filter) -> list[str]:
        """Why an answer may be empty: what of the filter is not in this archive, and what is near it."""
        return list(list_hints(self, wanted))

    def rows(self, sql: str, parameters: Any = ()) -> "pa.Table":
        """What the questions ask of a store; opens the file when it is needed."""
        return self._open().rows(sql, parameters)

    def _open(self) -> Store:
        if self._store is None:
            self._store = open_store(self.path, wait=self._wait)
            if self._raw:
                take_back_reviews(self._store)
            seal_store(self._store)
        return self._store


def _list(sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str | os.PathLike[str]]:
    return [sources] if isinstance(sources, str | os.PathLike) else list(sources)


def _coder(reader: str) -> Coder:
    kit = load(_KIT)(reader=reader)
    return Coder(kit.coder.version, partial(load(_CODING), kit=kit))

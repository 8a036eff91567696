"""A Filter comes in; happenings (record.md) go out, and the events that tell them."""

from collections.abc import Sequence
from dataclasses import fields, replace

import msgspec

from dragoman.ask.answer import Answer, Key, Question, Rows, newest, oldest
from dragoman.ask.clause import Clause, join_all, join_any
from dragoman.ask.filters import Filter
from dragoman.ask.matching import HAPPENINGS, find_named, match_party, match_rows
from dragoman.ask.values import MUTUAL, Who
from dragoman.record.happening import Happening

_ID = Key("t.id")
_NEWEST = newest(HAPPENINGS.day)

QUESTION = Question(
    name="happenings",
    record=Happening,
    columns={f.name: f't."{f.name}"' for f in fields(Happening)},
    table="happening",
    where=lambda wanted: match_rows(wanted, HAPPENINGS),
    orders={
        "newest": (_NEWEST, _ID),
        "oldest": (oldest(HAPPENINGS.day), _ID),
        "confidence": (Key("t.confidence", float, down=True), _NEWEST, _ID),
        "sources": (Key("t.independent_sources", int, down=True), _NEWEST, _ID),
        "reported": (newest("t.last_reported"), _ID),
    },
)


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One telling of a happening: its event, its report, and the words of the sentence."""

    happening: str
    event: str
    document: str
    publication: str | None
    published: str | None
    sentence: str


def ask_happenings(store: Rows, wanted: Filter) -> Answer[Happening]:
    """The happenings that the filter admits; orders: newest, oldest, confidence (surest first), sources (most told first),
    reported (told last first).

    Raises:
        UsageError: a cursor that there is not.
    """
    return Answer(QUESTION, wanted, store)


def ask_involved(store: Rows, whom: Sequence[Who], wanted: Filter) -> Answer[Happening]:
    """The happenings that the filter admits and in which one of these takes part, on either side."""
    return _ask_where(store, join_any(_take_part(who) for who in whom), wanted)


def ask_between(store: Rows, one: Who, other: Who, wanted: Filter) -> Answer[Happening]:
    """The happenings that the filter admits and in which one acts upon the other, either way; at a meeting each meets each."""
    ways = [
        join_all([match_party("actor", doer, HAPPENINGS), match_party("recipient", whom, HAPPENINGS)])
        for doer, whom in ((one, other), (other, one))
    ]
    met = [match_party("actor", who, HAPPENINGS) for who in (one, other)]
    together = join_all([Clause("t.event = ? AND len(t.recipient) = 0", (MUTUAL,)), *met])
    return _ask_where(store, join_any([*ways, together]), wanted)


def _take_part(who: Who) -> Clause:
    if who.name:
        return find_named(who.name, None).put_in(HAPPENINGS.by_event)
    return join_any(match_party(role, who, HAPPENINGS) for role in ("actor", "recipient"))


def _ask_where(store: Rows, more: Clause, wanted: Filter) -> Answer[Happening]:
    def where(asked: Filter) -> Clause:
        return join_all([match_rows(asked, HAPPENINGS), more])

    return Answer(replace(QUESTION, where=where), wanted, store)


def ask_evidence(store: Rows, happenings: Sequence[Happening]) -> dict[str, list[Evidence]]:
    """The sentences that tell each of some happenings, by its id; earliest report first."""
    events = [event for happening in happenings for event in happening.events]
    of = {event: happening.id for happening in happenings for event in happening.events}
    found = store.rows(
        "SELECT e.id AS event, e.document, r.publication, CAST(r.published AS VARCHAR) AS published,"
        " e.sentence_text AS sentence"
        " FROM event e JOIN report r ON r.id = e.document WHERE e.id IN (SELECT unnest(?::VARCHAR[]))"
        " ORDER BY r.published NULLS LAST, e.document, e.number",
        [events],
    )
    told: dict[str, list[Evidence]] = {happening.id: [] for happening in happenings}
    for row in found.to_pylist():
        told[of[row["event"]]].append(Evidence(happening=of[row["event"]], **row))
    return told

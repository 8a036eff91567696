"""An archive comes in; what people said of it goes out, each with whether it stands, and how commitments stand by their word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from dragoman.ask.answer import Rows
from dragoman.errors import UsageError
from dragoman.record.event import Event
from dragoman.record.review import Review, StateRuling
from dragoman.review.agree import Agreement, measure_agreement
from dragoman.review.fold import Folded, Judged, find_anchored, fold_report, is_undone, list_standing
from dragoman.review.gold import make_gold
from dragoman.segment import split_sentences
from dragoman.store.reports import CITE_INFO
from dragoman.store.reviews import AS_CODED, to_review
from dragoman.store.rows import to_document, to_event

# The fields of an event that people correct.
COMPARED = (
    "event", "mode", "status", "actor", "recipient", "date", "enddate", "event_loc", "content", "condition", "deadline", "attribution",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReview:
    """A review as it is listed: `events` are those that it is about, as they were called when it was made; `value` its new values.

    `state` is "stands", "undone", or "loose" where none of its events can be found any more.
    """

    id: str
    number: int
    action: str
    by: str
    at: datetime
    why: str | None
    documents: tuple[str, ...]
    events: tuple[str, ...]
    value: Mapping[str, Any]
    undoes: str | None
    state: str


def ask_reviews(
    store: Rows, *, document: str | None = None, event: str | None = None, by: str | None = None
) -> list[KeptReview]:
    """What was said, in the order in which it was said: all of it, or what is about one report or event, or by one person."""
    reviews = read_all(store)
    loose = {id for folded in _fold_all(store, reviews).values() for id in folded.loose}
    return [
        _list(review, "undone" if is_undone(review, reviews) else "loose" if review.id in loose else "stands")
        for review in reviews
        if (document is None or document in review.documents)
        and (event is None or any(a.event == event for a in review.about))
        and (by is None or review.by == by)
    ]


def _list(review: Review, state: str) -> KeptReview:
    return KeptReview(
        **{
            n: getattr(review, n) for n in ("id", "number", "action", "by", "at", "why", "documents", "value", "undoes")
        },
        events=tuple(anchor.event for anchor in review.about),
        state=state,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An event with all that people made of it: `event` as it is, or was before it was rejected; `judged` None where nobody looked."""

    event: Event
    judged: Judged | None

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that are not as they were coded."""
        coded = self.judged.coded if self.judged else None
        return tuple(n for n in COMPARED if coded is not None and getattr(coded, n) != getattr(self.event, n))


def ask_case(store: Rows, event: str) -> Case | None:
    """The event with this id, also one that was rejected; None where there is none."""
    sql = "SELECT document FROM event WHERE id = ? UNION SELECT document FROM coded_event WHERE id = ?"
    found = store.rows(sql, [event, event]).column(0).to_pylist()
    reviews = read_all(store)
    found += [r.documents[0] for r in list_standing(reviews) if r.action == "add" and r.about[0].event == event]
    if not found:
        return None
    coded = read_coded_events(store, {found[0]})[found[0]]
    judged = {one.id: one for one in fold_report(found[0], coded, reviews).judged}.get(event)
    if judged is None:
        return Case(event=next(e for e in coded if e.id == event), judged=None)
    seen = (judged.now, judged.coded, *judged.views.values())
    return Case(event=next(e for e in seen if e is not None), judged=judged)


def ask_judged(store: Rows, document: str) -> tuple[Judged, ...]:
    """The events of a report that somebody has looked at, rejected ones too."""
    coded = read_coded_events(store, {document})
    return fold_report(document, coded[document], read_all(store)).judged


def ask_lessons(store: Rows) -> list[tuple[Judged, str]]:
    """Every event that somebody has looked at, with the text of its report."""
    texts = {
        row["id"]: row["text"]
        for row in store.rows(
            "SELECT id, text FROM report WHERE id IN (SELECT unnest(documents) FROM review)"
        ).to_pylist()
    }
    return [
        (one, texts[id]) for id, folded in sorted(_fold_all(store, read_all(store)).items()) for one in folded.judged
    ]


def ask_agreement(store: Rows, one: str, other: str) -> tuple[Agreement, ...]:
    """How well two people agree on the events that both have reviewed.

    Raises:
        UsageError: one of them has reviewed nothing.
    """
    reviews = read_all(store)
    people = sorted({review.by for review in reviews})
    for name in (one, other):
        if name not in people:
            raise UsageError(f"{name!r} has reviewed nothing; who has: {', '.join(people) or 'nobody'}")
    views = [judged.views for folded in _fold_all(store, reviews).values() for judged in folded.judged]
    return measure_agreement([(seen[one], seen[other]) for seen in views if one in seen and other in seen])


def ask_gold(store: Rows) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """What was reviewed, as annotated reports: a row for docs.json and one for gold.jsonl for each, in the order of the reports' ids."""
    reviews = read_all(store)
    for id, folded in sorted(_fold_all(store, reviews).items()):
        document = to_document(store.rows("SELECT * FROM report WHERE id = ?", [id]).to_pylist()[0])
        found = make_gold(document, split_sentences(document), folded, reviews)
        if found is not None:
            yield found


def _fold_all(store: Rows, reviews: Sequence[Review]) -> dict[str, Folded]:
    """Each report that reviews speak of, after them."""
    coded = read_coded_events(store, {d for r in reviews for d in r.documents})
    return {id: fold_report(id, events, reviews) for id, events in coded.items()}


def read_all(store: Rows) -> list[Review]:
    """All reviews, in the order in which they were made."""
    return [to_review(row) for row in store.rows("SELECT * FROM review ORDER BY number").to_pylist()]


def read_coded_events(store: Rows, documents: set[str]) -> dict[str, list[Event]]:
    """The events of some reports as they were coded, by report."""
    found: dict[str, list[Event]] = {id: [] for id in sorted(documents)}
    if documents:
        sql = (
            f"SELECT e.*, {CITE_INFO} AS cite_info FROM ({AS_CODED}) e JOIN report r ON e.document = r.id "
            "WHERE e.document IN (SELECT unnest(?::VARCHAR[])) ORDER BY e.document, e.number"
        )
        for row in store.rows(sql, [sorted(documents)]).to_pylist():
            found[row["document"]].append(to_event(row))
    return found


def read_states(store: Rows) -> list[StateRuling]:
    """How commitments stand, as people say, in the order in which they said it; with the events of today that made each."""
    rows = store.rows("SELECT * FROM review WHERE action IN ('state', 'undo') ORDER BY number").to_pylist()
    standing = list_standing(map(to_review, rows))
    coded = read_coded_events(store, {a.document for r in standing for a in r.about})
    return [
        StateRuling(
            events=_find_events(review, coded),
            state=review.value["state"],
            since=msgspec.convert(review.value["since"], date),
            by=review.by,
            why=review.why,
        )
        for review in standing
    ]


def _find_events(review: Review, coded: Mapping[str, Sequence[Event]]) -> tuple[str, ...]:
    found = ((anchor, find_anchored(anchor, coded[anchor.document])) for anchor in review.about)
    return tuple(anchor.event if event is None else event.id for anchor, event in found)

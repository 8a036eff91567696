"""A report's coded events and the reviews of it come in; its events as people corrected them go out.

Reviews are laid over one another in the order in which they were made: the last word on a field stands. A function of the coded events
and the reviews alone, so that it gives the same whenever the report is coded again, and the coded events again once all is undone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from dragoman.record.event import Event
from dragoman.record.jsonl import to_builtins
from dragoman.record.review import ADDED_BY_REVIEW, SEEN_BY_REVIEW, Anchor, Review

# A person has said that it is so.
CERTAIN = 1.0
_OF_EVENTS = ("accept", "correct", "reject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A coded or added event and what people made of it.

    `coded` is None where a person added it, `now` None where it was rejected; `reviewers` stand in the order of their last word;
    `views` is the event as each last saw it, `contested` tells that two of these differ.
    """

    id: str
    coded: Event | None
    now: Event | None
    verdict: str
    reviewers: tuple[str, ...]
    contested: bool
    views: Mapping[str, Event | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A report's events after all reviews.

    `events` are the corrected record, coded ones first, in their order; `judged` those that somebody looked at; `loose` are ids of
    standing reviews of which no event could be found any more.
    """

    events: tuple[Event, ...]
    judged: tuple[Judged, ...]
    loose: tuple[str, ...]


def list_standing(reviews: Iterable[Review]) -> list[Review]:
    """The reviews that are not undone, but for undos; an undo that was itself undone undoes nothing."""
    known = sorted(reviews, key=lambda r: r.number)
    undone = _find_undone(known)
    return [r for r in known if r.id not in undone and r.action != "undo"]


def is_undone(review: Review, reviews: Iterable[Review]) -> bool:
    """Whether a review was taken back, and that stands."""
    return review.id in _find_undone(reviews)


def _find_undone(reviews: Iterable[Review]) -> set[str]:
    # The last first, for only what comes later takes back.
    undone: set[str] = set()
    for review in sorted(reviews, key=lambda r: r.number, reverse=True):
        if review.action == "undo" and review.id not in undone:
            undone.add(review.undoes or "")
    return undone


def make_anchor(event: Event, coded: Sequence[Event]) -> Anchor:
    """Where a coded event stands among those of its report."""
    alike = [e for e in coded if _place(e) == _place(event)]
    ordinal = next((n for n, e in enumerate(alike) if e.id == event.id), 0)
    start, end, kind = _place(event)
    return Anchor(document=event.document, event=event.id, start=start, end=end, type=kind, ordinal=ordinal)


def find_anchored(anchor: Anchor, coded: Sequence[Event]) -> Event | None:
    """The event that an anchor means: of that id, else of that type on that trigger, else of that type on words of it."""
    for event in coded:
        if event.id == anchor.event:
            return event
    alike = [e for e in coded if _place(e) == (anchor.start, anchor.end, anchor.type)]
    if alike:
        return alike[min(anchor.ordinal, len(alike) - 1)]
    return next(
        (e for e in coded if e.event == anchor.type and e.trigger.start < anchor.end and anchor.start < e.trigger.end),
        None,
    )


def _place(event: Event) -> tuple[int, int, str]:
    return event.trigger.start, event.trigger.end, event.event


def fold_report(document: str, coded: Sequence[Event], reviews: Iterable[Review]) -> Folded:
    """Lay all reviews of a report (those of others are passed over) over its coded events."""
    standing = [r for r in list_standing(reviews) if document in r.documents]
    added = {r.about[0].event: r for r in standing if r.action == "add"}
    # What a person added and a newer coder finds as well is one event, and the person's stands.
    known = {id: find_anchored(r.about[0], coded) for id, r in added.items()}
    doubled = {event.id for event in known.values() if event is not None}
    own: dict[str, list[Review]] = defaultdict(list)
    loose = []
    for review in standing:
        if review.action == "add":
            own[review.about[0].event].append(review)
            continue
        anchors = [a for a in review.about if a.document == document]
        found = [
            a.event if a.event in added else event.id if (event := find_anchored(a, coded)) else None for a in anchors
        ]
        if anchors and not any(found):
            loose.append(review.id)
        if review.action in _OF_EVENTS:
            for id in dict.fromkeys(id for id in found if id):
                own[id].append(review)
    judged = [
        _judge(event, None if event.id in doubled else event, own[event.id], doubled=event.id in doubled)
        for event in coded
        if own[event.id] or event.id in doubled
    ]
    at = {one.coded.id: one for one in judged if one.coded}
    events = [(at[e.id].now if e.id in at else e) for e in coded]
    new = [_judge(None, read_added(review), own[id][1:], by=review.by) for id, review in added.items()]
    events += [one.now for one in new]
    return Folded(events=tuple(e for e in events if e is not None), judged=(*judged, *new), loose=tuple(loose))


def read_added(review: Review) -> Event:
    """The event that a review adds."""
    event: Event = msgspec.convert(review.value, Event)
    return event


def _judge(
    coded: Event | None, event: Event | None, reviews: Sequence[Review], *, by: str = "", doubled: bool = False
) -> Judged:
    """What reviews make of an event; `by` is who added it, `doubled` that somebody had added the same."""
    now = apply_reviews(event, reviews)
    people = dict.fromkeys(reversed([*([by] if by else []), *(r.by for r in reviews)]))
    reviewers = tuple(reversed(people))
    views = {who: _see(event, reviews, who) for who in reviewers}
    seen = list(views.values())
    verdict = (
        "rejected" if now is None and not doubled else
        "corrected" if doubled or any(r.action == "correct" for r in reviews) else
        "accepted" if coded else "added"
    )  # fmt: skip
    return Judged(
        id=next(e.id for e in (coded, event) if e is not None),
        coded=coded,
        now=now,
        verdict=verdict,
        reviewers=reviewers,
        contested=any(view != seen[0] for view in seen[1:]),
        views=views,
    )


def apply_reviews(event: Event | None, reviews: Iterable[Review]) -> Event | None:
    """The event after reviews of it; None where the last word on whether it is one was that it is none."""
    if event is None:
        return None
    fields: dict[str, Any] = {}
    stands, seen = True, False
    for review in reviews:
        seen, stands = True, review.action != "reject"
        if review.action == "correct":
            fields |= review.value
    if not stands:
        return None
    return _change(event, fields) if seen else event


def _change(event: Event, fields: Mapping[str, Any]) -> Event:
    coder = event.coder.removesuffix(SEEN_BY_REVIEW)
    known = {"confidence": CERTAIN, "coder": coder if coder == ADDED_BY_REVIEW else coder + SEEN_BY_REVIEW}
    changed: Event = msgspec.convert({**to_builtins(event), **fields, **known}, Event)
    return changed


def _see(event: Event | None, reviews: Sequence[Review], who: str) -> Event | None:
    """The event as a person last saw it: after the reviews up to his or her last one."""
    last = max((n for n, review in enumerate(reviews, 1) if review.by == who), default=0)
    seen = apply_reviews(event, reviews[:last])
    return None if seen is None else mark_seen(seen)


def mark_seen(event: Event) -> Event:
    """An event that a person has looked at: accepting it changes nothing that two people could see differently."""
    return _change(event, {})

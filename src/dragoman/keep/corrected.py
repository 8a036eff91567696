"""Reports of an archive come in; their events go out as people corrected them, and beside them those that were coded."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from dragoman.record.commitment import Expected
from dragoman.record.event import Coded, Event
from dragoman.review.fold import Folded, fold_report
from dragoman.store import Store
from dragoman.store.reports import remove_events, write_events
from dragoman.store.reviews import AsCoded, SetAside, read_coded, read_reviews, write_set_aside


def correct_events(store: Store, documents: Collection[str]) -> None:
    """Lay the reviews of some reports over their coded events, inside a transaction of the caller's.

    Reports of which nobody says anything stay as they are; one of which all is undone has its coded events again.
    """
    reviews = read_reviews(store, documents)
    touched = {id for review in reviews for id in review.documents} & set(documents)
    if not touched:
        return
    reports = read_coded(store, touched)
    folded = {id: fold_report(id, report.coded.events, reviews) for id, report in reports.items()}
    remove_events(store, reports)
    numbers: dict[str, int] = {}
    for id, report in reports.items():
        numbers |= number_events(report, folded[id])
    write_events(store, [make_corrected(report, folded[id]) for id, report in reports.items()], numbers)
    for id, report in reports.items():
        aside = [
            SetAside(event=j.coded, verdict=j.verdict, reviewers=j.reviewers, contested=j.contested)
            for j in folded[id].judged
            if j.coded is not None
        ]
        if aside:
            write_set_aside(store, report, aside)


def number_events(report: AsCoded, folded: Folded) -> dict[str, int]:
    """The places of a report's events: coded ones keep theirs, what people added stands behind them."""
    numbers = dict(report.numbers)
    for event in folded.events:
        numbers.setdefault(event.id, max(numbers.values(), default=-1) + 1)
    return numbers


def make_corrected(report: AsCoded, folded: Folded) -> Coded:
    """A report with its corrected events, and with what is left of what the coded ones let one expect."""
    coded = {event.id: event for event in report.coded.events}
    pairs = [(coded[e.id], e) for e in folded.events if e.id in coded]
    return replace(
        report.coded,
        events=folded.events,
        expected=_keep_outlooks(report.coded.expected, pairs, "content"),
        awaited=_keep_outlooks(report.coded.awaited, pairs, "condition"),
    )


def _keep_outlooks(
    outlooks: Mapping[str, Expected], pairs: list[tuple[Event, Event]], part: str
) -> dict[str, Expected]:
    """What an event lets one expect was read out of its words: it stands while its type and those words do, with the right parties."""
    kept = {}
    for old, new in pairs:
        act = outlooks.get(old.id)
        if act is not None and old.event == new.event and getattr(old, part) == getattr(new, part):
            sides = {one: other for one, other in ((old.actor, new.actor), (old.recipient, new.recipient)) if one}
            kept[old.id] = replace(
                act, actor=sides.get(act.actor, act.actor), recipient=sides.get(act.recipient, act.recipient)
            )
    return kept

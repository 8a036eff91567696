"""What people say of which events tell one happening comes in with what joining changed; what is to be written for both goes out.

People's word lies on top: where tellings sit (their seats) is as if nobody had said anything, so that reports which come or go are joined
as ever, and a word that is taken back leaves no trace.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from dragoman.reconcile import Gist, Joined, Seated, regroup_tellings
from dragoman.record.happening import Happening, Seat
from dragoman.record.review import Anchor, Regroup, Review
from dragoman.review.fold import find_anchored, list_standing
from dragoman.store import Store
from dragoman.store.reviews import AsCoded, read_coded, read_reviews_of
from dragoman.store.seats import find_together, read_seats_of, read_seats_under, read_tellings

_GROUPING = ("merge", "split")


def read_rulings(store: Store) -> dict[str, Regroup]:
    """The standing merges and splits by their ids, in the order in which they were made, with the events that they are about today."""
    standing = list_standing(read_reviews_of(store, _GROUPING))
    if not standing:
        return {}
    coded = read_coded(store, {a.document for review in standing for a in review.about})
    return {r.id: Regroup(action=r.action, events=find_events(r, coded)) for r in standing}


def find_events(review: Review, coded: Mapping[str, AsCoded]) -> tuple[str, ...]:
    """Ids of the events that a review is about, as they are today; those that are gone are left out."""
    return tuple(id for anchor in review.about if (id := find_event(anchor, coded)) is not None)


def find_event(anchor: Anchor, coded: Mapping[str, AsCoded]) -> str | None:
    """The id of the event that an anchor means today: what a person added keeps its own."""
    report = coded.get(anchor.document)
    if report is None:
        return None
    found = find_anchored(anchor, report.coded.events)
    return anchor.event if found is None else found.id


def list_changed(said: Mapping[str, Regroup], now: Mapping[str, Regroup]) -> set[str]:
    """The events of all that was said and is not, or is said and was not."""
    other = {id for id in said.keys() | now.keys() if said.get(id) != now.get(id)}
    return {event for rulings in (said, now) for id in other & rulings.keys() for event in rulings[id].events}


class Ruled(NamedTuple):
    """What is to be written in the place of all that stands under some heads."""

    heads: Collection[str]
    happenings: Collection[Happening]
    seats: Collection[Seat]


def follow_rulings(store: Store, joined: Joined, rulings: Sequence[Regroup], unsettled: Collection[str]) -> Ruled:
    """What joining changed, as people say that it belongs together.

    Rulings bind happenings that joining kept apart; when one of them changes, all that hang on it are regrouped, and no others.

    Args:
        store: has the events as they are, and happenings and seats as they were before.
        joined: what joining changed.
        rulings: what people say, in the order in which they said it.
        unsettled: events of which something else was said until now.
    """
    if not rulings and not unsettled:
        return Ruled(joined.heads, joined.happenings.values(), joined.seats)
    named = {event for ruling in rulings for event in ruling.events}
    before = read_seats_of(store, named.union(unsettled))
    # What sat under a head that joining changed sits where joining says, or is gone.
    home = {seat.event: seat.head for seat in before.values() if seat.head not in joined.heads}
    home |= {seat.event: seat.head for seat in joined.seats}
    bonds = [{home[event] for event in ruling.events if event in home} for ruling in rulings]
    heads = _widen(store, joined.heads | {home[event] for event in unsettled if event in home}, bonds)
    binding = [(r, bond) for r, bond in zip(rulings, bonds, strict=True) if not bond.isdisjoint(heads)]
    bound = set[str]().union(*(bond for _, bond in binding))
    seats = {seat.event: seat for seat in (*joined.seats, *read_seats_under(store, heads - joined.heads))}
    anew = {event for event, seat in seats.items() if seat.head in bound or seat.head not in joined.heads}
    seated = [Seated(Gist(t), seats[t.event.id]) for t in read_tellings(store, anew).values()]
    happenings = [happening for head, happening in joined.happenings.items() if head not in bound]
    return Ruled(heads, happenings + regroup_tellings(seated, [r for r, _ in binding]), seats.values())


def _widen(store: Store, heads: frozenset[str], bonds: Sequence[Collection[str]]) -> frozenset[str]:
    """Heads, and all that hang on them: over happenings that stand, or over what people say now."""
    while True:
        wider = heads.union(find_together(store, heads), *(bond for bond in bonds if not heads.isdisjoint(bond)))
        if wider == heads:
            return heads
        heads = wider

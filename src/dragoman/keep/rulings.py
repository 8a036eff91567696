"""An archive comes in; what people say of which events tell one happening goes out, and the blocks that must be joined as one for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dragoman.reconcile import list_blocks
from dragoman.record.review import Anchor, Regroup, Review
from dragoman.review.fold import find_anchored, list_standing
from dragoman.store import Store
from dragoman.store.links import read_tellings_of
from dragoman.store.reviews import AsCoded, read_coded, read_reviews_of

_GROUPING = ("merge", "split")


@dataclass(frozen=True, slots=True)
class Rulings:
    """The standing merges and splits, in the order in which they were made, and the blocks that each one's events can be in."""

    rulings: tuple[Regroup, ...]
    blocks: tuple[frozenset[str], ...]

    def widen(self, blocks: Collection[str]) -> tuple[set[str], set[str]]:
        """Of blocks to be joined anew: those that must be joined together, with all that hang on them, and the others."""
        wanted, ruled = set(blocks), set[str]()
        waiting = list(self.blocks)
        while True:
            touched = [own for own in waiting if not own.isdisjoint(wanted)]
            if not touched:
                return ruled, wanted - ruled
            waiting = [own for own in waiting if own not in touched]
            ruled = ruled.union(*touched)
            wanted |= ruled

    def list_changed(self, other: "Rulings") -> set[str]:
        """The blocks of what is said here and not there, or there and not here."""
        here, there = (dict(zip(r.rulings, r.blocks, strict=True)) for r in (self, other))
        return set[str]().union(*(here.get(ruling) or there[ruling] for ruling in here.keys() ^ there.keys()))


def read_rulings(store: Store) -> Rulings:
    """The rulings of today, each with the events that it is about as they are today."""
    standing = list_standing(read_reviews_of(store, _GROUPING))
    if not standing:
        return Rulings((), ())
    documents = {a.document for review in standing for a in review.about}
    coded = read_coded(store, documents)
    blocks: dict[str, frozenset[str]] = {t.event.id: list_blocks(t) for t in read_tellings_of(store, documents)}
    rulings = [Regroup(action=review.action, events=find_events(review, coded)) for review in standing]
    own = [frozenset[str]().union(*(blocks.get(id, ()) for id in ruling.events)) for ruling in rulings]
    return Rulings(tuple(rulings), tuple(own))


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

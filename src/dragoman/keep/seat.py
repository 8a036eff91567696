"""Tellings that come, go or are told otherwise come in; in the transaction of the caller's, the happenings that this changes are joined anew.

What people say of which events tell one happening is laid over what is joined (rulings.py), and written with it.

Nothing else is looked at than the tellings in their reach, so that a report costs the same in a large archive.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dragoman.keep.rulings import follow_rulings, list_changed, read_rulings
from dragoman.reconcile import Gist, Joined, Seated, join_tellings, part_by_reach
from dragoman.reconcile.edition import name_rules
from dragoman.record.happening import Happening, Seat, Telling
from dragoman.record.review import Regroup
from dragoman.store import Store
from dragoman.store.seats import (
    Reach,
    Version,
    clear_happenings,
    read_rules,
    read_seats,
    read_seats_of,
    read_tellings,
    replace_happenings,
)

# How many stretches of days are read at a time, and how many tellings joined at a time where all are: what bounds memory, nothing else.
REACHES = 100
TELLINGS = 10_000


@dataclass(frozen=True, slots=True)
class Writing:
    """Where happenings are written: `replace` and `clear` do what replace_happenings and clear_happenings do to a file."""

    replace: Callable[[Store, Collection[str], Collection[Happening], Iterable[Seat]], None]
    clear: Callable[[Store, str], list[str]]


IN_FILE = Writing(replace_happenings, clear_happenings)


class Gists:
    """The gists of the tellings that the last batch had to do with: the next one mostly has to do with the same days.

    A gist is the same as long as its event, report, chain and reviews are (Version), whoever writes to the archive meanwhile.
    """

    def __init__(self) -> None:
        self._known: dict[Version, Gist] = {}
        self._used: dict[Version, Gist] = {}

    def turn(self) -> None:
        """A batch is over: what it did not ask for is let go."""
        self._known, self._used = self._used, {}

    def make(self, tellings: Mapping[Version, Telling]) -> list[Gist]:
        """The gists of tellings that are at hand."""
        made = {version: Gist(telling) for version, telling in tellings.items()}
        self._used |= made
        return list(made.values())

    def fetch(self, store: Store, versions: Collection[Version]) -> Mapping[Version, Gist]:
        """The gists of tellings that stand in the archive, and others beside them."""
        self._used |= {v: self._known[v] for v in versions if v in self._known}
        self.make(read_tellings(store, {v.event for v in versions if v not in self._used}))
        return self._used


def exchange_tellings(
    store: Store,
    gone: Mapping[Version, Telling],
    coming: Mapping[Version, Telling],
    gists: Gists,
    said: Mapping[str, Regroup] | None = None,
    writing: Writing = IN_FILE,
) -> None:
    """Take tellings out and bring others in; an event may do both, if its report, its chain or what people say of it is another now.

    If all that stands was joined by other rules, it is all joined anew instead.

    Args:
        store: open for writing; it has the events of `coming`, and the seats of those of `gone`.
        gone: tellings as they were.
        coming: tellings as they are.
        gists: remembered from batch to batch.
        said: the rulings that stood before (read_rulings), where others stand now.
        writing: where the happenings go.
    """
    now = read_rulings(store)
    rulings = list(now.values())
    unsettled = set[str]() if said is None else list_changed(said, now)
    if read_rules(store) == name_rules():
        before = {v.event: telling for v, telling in gone.items()}
        same = {v.event for v, telling in coming.items() if before.get(v.event) == telling}
        joined = _join(store, _without(gone, same), _without(coming, same), gists)
        writing.replace(store, *follow_rulings(store, joined, rulings, unsettled))
    else:
        waiting = iter(writing.clear(store, name_rules()))
        while some := list(islice(waiting, TELLINGS)):
            joined = _join(store, {}, read_tellings(store, some), gists)
            writing.replace(store, *follow_rulings(store, joined, rulings, ()))
            gists.turn()
    gists.turn()


def _without(tellings: Mapping[Version, Telling], same: Collection[str]) -> Mapping[Version, Telling]:
    return {version: telling for version, telling in tellings.items() if version.event not in same}


def _join(store: Store, gone: Mapping[Version, Telling], coming: Mapping[Version, Telling], gists: Gists) -> Joined:
    seats = read_seats_of(store, {v.event for v in gone})
    leaving = {gist: seats[gist.telling.event.id] for gist in map(Gist, gone.values())}
    moving = {v.event for v in (*gone, *coming)}
    waiting = iter(list(part_by_reach([*leaving, *gists.make(coming)])))
    joined: list[Joined] = []
    while some := list(islice(waiting, REACHES)):
        found = [
            {version: seat for version, seat in there.items() if version.event not in moving}
            for there in read_seats(store, [Reach(r.event, r.status, r.first, r.last) for r, _ in some])
        ]
        known = gists.fetch(store, {version for staying in found for version in staying})
        for (_, ours), staying in zip(some, found, strict=True):
            seated = [Seated(known[version], seat) for version, seat in staying.items()]
            seated += [Seated(gist, leaving[gist]) for gist in ours if gist in leaving]
            joined.append(join_tellings(seated, [g for g in ours if g not in leaving], seats))
    return _add_up(joined)


def _add_up(joined: Sequence[Joined]) -> Joined:
    """What was changed by joinings that have nothing to do with each other."""
    return Joined(
        frozenset(head for one in joined for head in one.heads),
        {head: happening for one in joined for head, happening in one.happenings.items()},
        tuple(seat for one in joined for seat in one.seats),
    )

"""Tellings that come, go or are told otherwise come in; in the transaction of the caller's, the happenings that this changes are joined anew.

Nothing else is looked at than the tellings in their reach, so that a report costs the same in a large archive.
"""

from collections.abc import Collection, Mapping
from itertools import islice

from dragoman.reconcile import Gist, Joined, Seated, join_tellings, part_by_reach
from dragoman.reconcile.edition import name_rules
from dragoman.record.happening import Telling
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


class Gists:
    """The gists of the tellings that the last batch had to do with: the next one mostly has to do with the same days.

    A gist is the same as long as its event, report and chain are (Version), whoever writes to the archive meanwhile.
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
    store: Store, gone: Mapping[Version, Telling], coming: Mapping[Version, Telling], gists: Gists
) -> None:
    """Take tellings out and bring others in; an event may do both, if its report or chain is another now.

    If all that stands was joined by other rules, it is all joined anew instead.

    Args:
        store: open for writing; it has the events of `coming`, and the seats of those of `gone`.
        gone: tellings as they were.
        coming: tellings as they are.
        gists: remembered from batch to batch.
    """
    if read_rules(store) == name_rules():
        same = {v for v, telling in coming.items() if gone.get(v) == telling}
        _exchange(store, _without(gone, same), _without(coming, same), gists)
    else:
        waiting = iter(clear_happenings(store, name_rules()))
        while some := list(islice(waiting, TELLINGS)):
            _exchange(store, {}, read_tellings(store, some), gists)
            gists.turn()
    gists.turn()


def _without(tellings: Mapping[Version, Telling], same: Collection[Version]) -> Mapping[Version, Telling]:
    return {version: telling for version, telling in tellings.items() if version not in same}


def _exchange(store: Store, gone: Mapping[Version, Telling], coming: Mapping[Version, Telling], gists: Gists) -> None:
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
    replace_happenings(
        store,
        {head for one in joined for head in one.heads},
        {head: happening for one in joined for head, happening in one.happenings.items()},
        [seat for one in joined for seat in one.seats],
    )

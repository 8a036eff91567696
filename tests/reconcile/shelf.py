"""Tellings come and go; their happenings stand after each step: an archive's part in joining, in memory."""

from collections.abc import Collection, Iterable

from dragoman.reconcile import Gist, Reach, Seated, join_tellings, part_by_reach
from dragoman.record.happening import Happening, Seat, Telling


class Shelf:
    """What was joined so far; `exchange` looks only at what lies in reach, as an archive does."""

    def __init__(self, tellings: Iterable[Telling] = ()) -> None:
        self.gists: dict[str, Gist] = {}
        self.seats: dict[str, Seat] = {}
        self._happenings: dict[str, Happening] = {}
        self.exchange(tellings)

    @property
    def happenings(self) -> list[Happening]:
        """All of them, in the order of their ids."""
        return sorted(self._happenings.values(), key=lambda h: h.id)

    def exchange(self, coming: Iterable[Telling], gone: Collection[str] = ()) -> None:
        """Take out some events, and put others in."""
        new, old = [Gist(t) for t in coming], [self.gists[id] for id in gone]
        joined = []
        for reach, some in part_by_reach([*new, *old]):
            known = [Seated(g, self.seats[id]) for id, g in self.gists.items() if lies_in(g, reach)]
            joined.append(join_tellings(known, [g for g in some if g not in old], gone))
            heads = joined[-1].heads
            before = {s.gist.telling.event.id for s in known if s.seat.head in heads}
            # Nobody has, or keeps, a seat that the reach does not hold.
            assert before == {
                id for id, seat in self.seats.items() if seat.head in heads and (id not in gone or id in before)
            }
            assert before - set(gone) <= {seat.event for seat in joined[-1].seats}
        for gist in old:
            del self.gists[gist.telling.event.id], self.seats[gist.telling.event.id]
        self.gists |= {g.telling.event.id: g for g in new}
        for one in joined:
            self._happenings = {h: v for h, v in self._happenings.items() if h not in one.heads}
        for one in joined:
            self.seats |= {seat.event: seat for seat in one.seats}
            self._happenings |= one.happenings


def lies_in(gist: Gist, reach: Reach) -> bool:
    """Whether a telling lies in reach."""
    event = gist.telling.event
    in_days = reach.first <= gist.when.last <= reach.last
    return (event.event, event.status) == (reach.event, reach.status) and in_days


def join_all(tellings: Iterable[Telling]) -> list[Happening]:
    """The happenings of tellings that all come at once, in the order of their ids."""
    return Shelf(tellings).happenings

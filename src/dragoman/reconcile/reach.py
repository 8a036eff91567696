"""A gist comes in; which tellings can have to do with it goes out, as a stretch of days.

How far a telling reaches is a matter of counting the steps of join.py; tests/reconcile/test_join.py holds it against joining
everything at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.reconcile.gist import Gist
from dragoman.reconcile.when import NEXT_DAYS, OLD_DAYS, SPAN_DAYS


@dataclass(frozen=True, slots=True)
class Reach:
    """The tellings of a type and status whose last day (`When.last`) lies in `first` to `last`."""

    event: str
    status: str
    first: date
    last: date


def reach_of(gist: Gist) -> Reach:
    """The tellings that must be known to join anew what one that comes or goes can change. More than these change nothing."""
    event, last = gist.telling.event, gist.when.last
    before, after = _count_days(gist.when.kind)
    return Reach(event.event, event.status, _add(last, -before), _add(last, after))


def _count_days(kind: str) -> tuple[int, int]:
    """How many days before and after its own last day lies what a telling of a kind can change, and what that hangs on."""
    # A host has its guests up to SPAN_DAYS after it, those that follow and those that tell it as known before no further.
    guests, follow = SPAN_DAYS, 2 * NEXT_DAYS
    if kind == "apart":
        return 0, 0
    if kind == "old":  # it decides nothing: it goes to one host or another
        return OLD_DAYS, guests
    if kind == "loose":  # other groups may follow it or another now, and what tells them as known before goes elsewhere
        return max(SPAN_DAYS, follow + OLD_DAYS), follow + OLD_DAYS + guests
    # A dated one may take in loose ones of the days after it, and they are then no longer as above.
    return max(SPAN_DAYS, follow + OLD_DAYS), SPAN_DAYS + follow + OLD_DAYS + guests


def part_by_reach(gists: Iterable[Gist]) -> Iterator[tuple[Reach, list[Gist]]]:
    """Gists that come or go, parted so that those of one part have nothing to do with those of another; each with the reach of all its gists."""
    merged, some = None, list[Gist]()
    reached = ((reach_of(gist), gist) for gist in gists)
    for reach, gist in sorted(reached, key=lambda r: (r[0].event, r[0].status, r[0].first, r[1].order)):
        if merged and (merged.event, merged.status) == (reach.event, reach.status) and reach.first <= merged.last:
            merged = Reach(merged.event, merged.status, merged.first, max(merged.last, reach.last))
            some.append(gist)
        else:
            if merged:
                yield merged, some
            merged, some = reach, [gist]
    if merged:
        yield merged, some


def _add(day: date, days: int) -> date:
    """A day so far on, or the first or last day that there is."""
    return day + max(min(timedelta(days), date.max - day), date.min - day) if days else day

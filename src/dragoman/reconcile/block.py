"""A telling comes in; the blocks that it can change go out. A block comes in; what must be known to join it goes out.

A block holds the happenings of one type and status and one day. How far a telling reaches is
a matter of counting the steps of join.py, and tests/reconcile/test_block.py holds it against joining everything at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.reconcile.happen import make_happening
from dragoman.reconcile.join import GUEST_DAYS, NEXT_DAYS, Stretch, list_days
from dragoman.reconcile.regroup import Gathered, regroup_events
from dragoman.reconcile.when import DAY, OLD_DAYS, SPAN_DAYS, WEEK, When, tell_when
from dragoman.record.happening import Happening, Telling
from dragoman.record.review import Regroup


@dataclass(frozen=True, slots=True)
class Reach:
    """The tellings that are needed to join a block: those of a type and status whose day lies in `first` to `last`.

    A telling's day is the first day that its event states, else its day of publication. More tellings than these change nothing.
    """

    event: str
    status: str
    first: date
    last: date


def list_blocks(telling: Telling) -> frozenset[str]:
    """Every block whose happenings may be other ones with this telling than without it."""
    event = telling.event
    first, last = _list_changing(tell_when(telling))
    return frozenset(_name_block(event.event, event.status, day) for day in list_days(first, last))


def _list_changing(when: When) -> tuple[date, date]:
    """First and last day of the happenings that a telling can change, by the steps of join.py."""
    if when.kind == "apart":
        return when.first, when.first
    if when.kind == "old":  # it decides nothing, and is in one of these or stands alone on its last day
        return when.first, when.last
    # A loose one forms a group on its last day. That follows a founder of the days before or is one itself, and others may
    # follow it that followed others before or were founders; what is told as known before may choose any of these.
    back, on = NEXT_DAYS + OLD_DAYS, 2 * NEXT_DAYS + OLD_DAYS
    if when.kind == "loose":
        return min(when.first, _add(when.last, -back * DAY)), _add(when.last, on * DAY)
    # A dated one may take in loose ones that reach up to SPAN_DAYS from it, and they are then no longer as above.
    return _add(when.first, -max(SPAN_DAYS, back) * DAY), _add(when.last, (SPAN_DAYS + on) * DAY)


def reach_of(block: str) -> Reach:
    """The tellings that are needed to join a block.

    Raises:
        ValueError: this is no name of a block.
    """
    event, status, day = split_block(block)
    # What joins a happening of that day is up to GUEST_DAYS later; the groups that it may choose lie up to OLD_DAYS before the
    # day, founders and their followers NEXT_DAYS further, and the dated groups that loose ones may choose SPAN_DAYS; "last
    # week" has its day SPAN_DAYS before its last. A copy may state a day up to WEEK after the one that counts.
    before = (OLD_DAYS + 2 * NEXT_DAYS + 2 * SPAN_DAYS) * DAY
    return Reach(event, status, _add(day, -before), _add(day, GUEST_DAYS * DAY + WEEK))


def join_block(block: str, tellings: Iterable[Telling]) -> list[Happening]:
    """The happenings of a block, in order of day, from the tellings in its reach (reach_of).

    A function of the set of tellings: neither their order nor tellings beyond the reach change anything.

    Raises:
        ValueError: `block` is no name of a block.
    """
    return join_blocks([block], tellings)[block]


def join_blocks(
    blocks: Iterable[str], tellings: Iterable[Telling], rulings: Sequence[Regroup] = ()
) -> dict[str, list[Happening]]:
    """What join_block gives for each of several blocks, from the tellings in reach of any of them; neighbours share the work.

    `rulings` are what people say of which events tell one happening, in the order in which they said it: all blocks that the
    events of a ruling can be in must be among `blocks`.

    Raises:
        ValueError: one of `blocks` is no name of a block.
    """
    parts: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        parts[telling.event.event, telling.event.status].append(telling)
    stretches: dict[tuple[str, str], Stretch] = {}
    gathered: list[Gathered] = []
    joined: dict[str, list[Happening]] = {}
    for block in blocks:
        event, status, day = split_block(block)
        if (event, status) not in stretches:
            stretches[event, status] = Stretch(parts.get((event, status), ()))
        gathered += [Gathered(block, kind, gists) for (kind, _, _), gists in stretches[event, status].gather(day)]
        joined[block] = []
    for group in regroup_events(gathered, rulings):
        joined[group.block].append(make_happening(group.gists, split_block(group.block)[2], group.kind))
    return joined


def split_block(block: str) -> tuple[str, str, date]:
    """Type, status and day of a block.

    Raises:
        ValueError: this is no name of a block.
    """
    event, status, day = block.split("|")
    return event, status, date.fromisoformat(day)


def _name_block(event: str, status: str, day: date) -> str:
    return f"{event}|{status}|{day.isoformat()}"


def _add(day: date, distance: timedelta) -> date:
    """A day so far on, or the first or last day that there is."""
    return date.fromordinal(min(max(day.toordinal() + distance.days, 1), date.max.toordinal()))

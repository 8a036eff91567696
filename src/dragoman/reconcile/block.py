"""A telling comes in; the blocks that it can change go out. A block comes in; what must be known to join it goes out.

A block holds the happenings of one type and status whose day lies in one week, Monday to Sunday. How far a telling reaches is
a matter of counting the steps of join.py, and tests/reconcile/test_block.py holds it against joining everything at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.reconcile.happen import make_happening
from dragoman.reconcile.join import GUEST_DAYS, NEXT_DAYS, Stretch
from dragoman.reconcile.when import DAY, OLD_DAYS, SPAN_DAYS, WEEK, tell_when
from dragoman.record.happening import Happening, Telling

# A telling of day d may change where loose ones go whose last day is up to SPAN_DAYS later; they free or fill groups which
# found or follow others NEXT_DAYS on, twice; and what is told as known before looks back to all these.
_AFTER = (SPAN_DAYS + 2 * NEXT_DAYS + OLD_DAYS) * DAY
_BEFORE = max(SPAN_DAYS, OLD_DAYS) * DAY


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
    event, when = telling.event, tell_when(telling)
    if when.kind == "apart":
        return frozenset({_name_block(event.event, event.status, when.first)})
    days = _list_weeks(_add(when.first, -_BEFORE), _add(when.last, _AFTER))
    return frozenset(_name_block(event.event, event.status, day) for day in days)


def reach_of(block: str) -> Reach:
    """The tellings that are needed to join a block.

    Raises:
        ValueError: this is no name of a block.
    """
    event, status, first, last = split_block(block)
    # What joins a happening of the block is up to GUEST_DAYS later; the groups that it may choose lie up to OLD_DAYS before
    # the block, founders and their followers NEXT_DAYS further, and the dated groups that loose ones may choose SPAN_DAYS;
    # "last week" has its day SPAN_DAYS before its last. A copy may state a day up to WEEK after the one that counts.
    before = (OLD_DAYS + 2 * NEXT_DAYS + 2 * SPAN_DAYS) * DAY
    return Reach(event, status, _add(first, -before), _add(last, GUEST_DAYS * DAY + WEEK))


def join_block(block: str, tellings: Iterable[Telling]) -> list[Happening]:
    """The happenings of a block, in order of day, from the tellings in its reach (reach_of).

    A function of the set of tellings: neither their order nor tellings beyond the reach change anything.

    Raises:
        ValueError: `block` is no name of a block.
    """
    return join_blocks([block], tellings)[block]


def join_blocks(blocks: Iterable[str], tellings: Iterable[Telling]) -> dict[str, list[Happening]]:
    """What join_block gives for each of several blocks, from the tellings in reach of any of them; neighbours share the work.

    Raises:
        ValueError: one of `blocks` is no name of a block.
    """
    parts: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        parts[telling.event.event, telling.event.status].append(telling)
    stretches: dict[tuple[str, str], Stretch] = {}
    joined: dict[str, list[Happening]] = {}
    for block in blocks:
        event, status, first, last = split_block(block)
        if (event, status) not in stretches:
            stretches[event, status] = Stretch(parts.get((event, status), ()))
        gathered = stretches[event, status].gather(first, last)
        joined[block] = [make_happening(gists, day, kind) for (kind, day, _), gists in gathered]
    return joined


def split_block(block: str) -> tuple[str, str, date, date]:
    """Type, status, first and last day of a block.

    Raises:
        ValueError: this is no name of a block.
    """
    event, status, monday = block.split("|")
    first = date.fromisoformat(monday)
    return event, status, first, _add(first, WEEK - DAY)


def _name_block(event: str, status: str, day: date) -> str:
    return f"{event}|{status}|{_find_monday(day).isoformat()}"


def _find_monday(day: date) -> date:
    return _add(day, -day.weekday() * DAY)


def _list_weeks(first: date, last: date) -> Iterator[date]:
    monday = _find_monday(first).toordinal()
    return (date.fromordinal(n) for n in range(monday, last.toordinal() + 1, 7))


def _add(day: date, distance: timedelta) -> date:
    """A day so far on, or the first or last day that there is."""
    return date.fromordinal(min(max(day.toordinal() + distance.days, 1), date.max.toordinal()))

"""What two parties did to each other comes in; DyadSeries goes out: counts by quad class and mean scale, period by period."""

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.ask.dyads import DyadSeries, Period, list_periods, start_period
from dragoman.ask.values import QUAD_NAMES
from dragoman.record.happening import Happening
from dragoman.relations.parties import Party, Sides, tell_day


def make_series(
    sides: Sides, first: Party, second: Party, by: str, since: date | None = None, until: date | None = None
) -> DyadSeries:
    """The series of `dragoman dyad`, of happenings in hand and for parties of any kind: both ways, there and back.

    Args:
        sides: what each did to the other.
        first, second: the two, whose labels name the directions.
        by: one of dragoman.ask.dyads.PERIODS.
        since, until: from and to which day; without them from the first and to the last happening.
    """
    empty = DyadSeries(first=first.label, second=second.label, by=by, count="happenings", periods=(), undated=0)
    ways = dict(zip(empty.directions, (sides.both, sides.there, sides.back), strict=True))
    days = [day for h in sides.both if (day := tell_day(h)) is not None]
    undated = len(sides.both) - len(days)
    starts = list(list_periods(since or min(days), until or max(days), by)) if days else []
    cells = {name: _group(found, by) for name, found in ways.items()}
    periods = [_make_period(start, name, cells[name].get(start, ())) for start in starts for name in ways]
    return DyadSeries(
        first=empty.first, second=empty.second, by=by, count=empty.count, periods=tuple(periods), undated=undated
    )


def _group(happenings: Iterable[Happening], by: str) -> dict[date, list[Happening]]:
    found: dict[date, list[Happening]] = {}
    for happening in happenings:
        day = tell_day(happening)
        if day is not None:
            found.setdefault(start_period(day, by), []).append(happening)
    return found


def _make_period(start: date, direction: str, found: Sequence[Happening]) -> Period:
    quads = {name.replace(" ", "_"): sum(h.quad_code == quad for h in found) for name, quad in QUAD_NAMES.items()}
    mean = round(sum(h.event_scale for h in found) / len(found), 4) if found else None
    return Period(period=start, direction=direction, total=len(found), mean_scale=mean, **quads)

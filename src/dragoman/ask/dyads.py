"""Two codes and a Filter come in; how the two dealt with each other goes out: counts by quad class and mean scale, period by period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.ask.answer import Rows
from dragoman.ask.clause import Clause, join_all
from dragoman.ask.filters import Filter
from dragoman.ask.matching import EVENTS, HAPPENINGS, Ground, match_dyad, match_rows
from dragoman.ask.values import QUAD_NAMES, Dyad, read_choice, read_code
from dragoman.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

# Some centuries by day; what is more is a slip, or a way to fill the memory.
MOST_PERIODS = 100_000
PERIODS = ("day", "week", "month", "quarter", "year")
GROUNDS: Mapping[str, Ground] = {"happenings": HAPPENINGS, "events": EVENTS}
# How many rows there are of each quad class, as SQL.
QUADS = ", ".join(
    f"count(*) FILTER (quad_code = {number}) AS {name.replace(' ', '_')}" for name, number in QUAD_NAMES.items()
)
_read_period = read_choice("period", lambda: PERIODS)
_read_count = read_choice("kind of thing to count", lambda: sorted(GROUNDS, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One period of one direction: how many of each quad class, all together, and the mean `event_scale` (None where there is none).

    `period` is its first day. `direction` is "EGY-LBY" (both ways; what goes both ways counts once), "EGY>LBY" or "LBY>EGY".
    """

    period: date
    direction: str
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    total: int
    mean_scale: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadSeries:
    """A series for each direction, periods without anything in them included; `undated` had no day and are in none."""

    first: str
    second: str
    by: str
    count: str
    periods: tuple[Period, ...]
    undated: int

    def __iter__(self) -> Iterator[Period]:
        """Period by period, both ways first, then each way."""
        return iter(self.periods)

    @property
    def directions(self) -> tuple[str, str, str]:
        """Both ways, there, back."""
        return f"{self.first}-{self.second}", f"{self.first}>{self.second}", f"{self.second}>{self.first}"

    def follow(self, direction: str) -> tuple[Period, ...]:
        """The series of one direction."""
        return tuple(p for p in self.periods if p.direction == direction)

    @property
    def table(self) -> "pa.Table":
        """A row for each period and direction."""
        import pyarrow as pa

        types = {"period": pa.date32(), "direction": pa.string(), "mean_scale": pa.float64()}
        schema = pa.schema([(f.name, types.get(f.name, pa.int64())) for f in fields(Period)])
        return pa.Table.from_pylist([{n: getattr(p, n) for n in schema.names} for p in self.periods], schema=schema)


def ask_dyad(
    store: Rows, first: str, second: str, wanted: Filter, *, by: str = "month", count: str = "happenings"
) -> DyadSeries:
    """How two countries or bodies dealt with each other.

    Args:
        store: what answers.
        first, second: codes or names of countries or bodies.
        wanted: which happenings or events count; without a status only those that took place (actual).
        by: day, week (from Monday), month, quarter or year.
        count: happenings, or events (each report's own word).

    Raises:
        UsageError: a code, period or kind of thing that there is not.
    """
    one, other = read_code("first", first), read_code("second", second)
    if one == other:
        raise UsageError(f"second: {second!r} is the same as the first; a dyad has two sides")
    by, count = _read_period("by", by), _read_count("count", count)
    wanted = wanted if wanted.status else replace(wanted, status=("actual",))
    counted = _count_directions(store, Dyad(one, other), wanted, by, GROUNDS[count])
    days = [row["period"] for row in counted if row["period"]]
    starts = list(list_periods(wanted.since or min(days), wanted.until or max(days), by)) if days else []
    empty = DyadSeries(first=one, second=other, by=by, count=count, periods=(), undated=0)
    cells = {(row["period"], row["direction"]): row for row in counted}
    periods = [
        make_period(start, name, cells.get((start, number)))
        for start in starts
        for number, name in enumerate(empty.directions)
    ]
    undated = sum(row["total"] for row in counted if row["period"] is None and row["direction"] == 0)
    return replace(empty, periods=tuple(periods), undated=undated)


def _count_directions(store: Rows, dyad: Dyad, wanted: Filter, by: str, ground: Ground) -> list[dict[str, Any]]:
    """A row for each period and direction (0 both, 1 there, 2 back) in which there is something."""
    there = match_dyad(Dyad(dyad.first, dyad.second, directed=True))
    back = match_dyad(Dyad(dyad.second, dyad.first, directed=True))
    where = join_all([match_rows(wanted, ground), match_dyad(dyad)])
    ways = Clause(
        f"[0, CASE WHEN {there.sql} THEN 1 END, CASE WHEN {back.sql} THEN 2 END]", (*there.values, *back.values)
    )
    rows: list[dict[str, Any]] = store.rows(
        f"SELECT period, direction, {QUADS}, count(*) AS total, avg(event_scale) AS mean_scale FROM ("
        f" SELECT CAST(date_trunc('{by}', {ground.day}) AS DATE) AS period, quad_code, event_scale,"
        f" unnest({ways.sql}) AS direction FROM {ground.table} t WHERE {where.sql}"
        ") WHERE direction IS NOT NULL GROUP BY period, direction ORDER BY period, direction",
        [*ways.values, *where.values],
    ).to_pylist()
    return rows


def make_period(start: date, direction: str, row: Mapping[str, Any] | None) -> Period:
    """A period from a row of counts; without a row, nothing happened in it."""
    names = [name.replace(" ", "_") for name in QUAD_NAMES]
    numbers = {name: int(row[name]) if row else 0 for name in (*names, "total")}
    # To 4 decimals: the mean of doubles differs in its last digits with the order in which they are added.
    mean = round(row["mean_scale"], 4) if row else None
    return Period(period=start, direction=direction, mean_scale=mean, **numbers)


def start_period(day: date, by: str) -> date:
    """The first day of the period in which a day lies."""
    if by == "week":
        return day - timedelta(days=day.weekday())
    if by == "month":
        return day.replace(day=1)
    if by == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1) if by == "year" else day


def list_periods(first: date, last: date, by: str) -> Iterator[date]:
    """The first day of every period from that of the first day to that of the last.

    Raises:
        UsageError: they are more than MOST_PERIODS.
    """
    start = start_period(first, by)
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[by]
    if (last - start).days // longest > MOST_PERIODS:
        raise UsageError(f"by: from {first} to {last} there are more than {MOST_PERIODS:,} {by}s; take a longer period")
    while start <= last:
        yield start
        if date.max - start < timedelta(days=longest):  # no calendar has the next one
            return
        start = start_period(start + timedelta(days=longest), by)

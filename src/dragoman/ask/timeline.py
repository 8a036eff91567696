"""A Filter comes in; a Timeline goes out: how many happenings there were, period by period and by quad class."""

from dataclasses import dataclass
from datetime import date

from dragoman.ask.answer import Rows
from dragoman.ask.dyads import PERIODS, QUADS, Period, list_periods, make_period, start_period
from dragoman.ask.filters import Filter
from dragoman.ask.matching import HAPPENINGS, match_rows
from dragoman.ask.values import read_choice

# So many periods a timeline has at most: more could not be told apart on a page.
MOST = 370
# Of what lies before all others so small a part is left out, unless a first day is asked for.
EARLY = 0.05
# The `direction` of a period that looks at everybody.
ALL = "all"
_read_period = read_choice("period", lambda: PERIODS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Periods from the first happening to the last, those without any included; `undated` have no day and are in none.

    A few that lie far before all others (what a report remembers of 1925) are not in it either: `earlier` is how many.
    """

    by: str
    periods: tuple[Period, ...]
    undated: int
    earlier: int = 0


def ask_timeline(store: Rows, wanted: Filter, by: str | None = None) -> Timeline:
    """Count the happenings that the filter admits, of every status unless it names one.

    Args:
        store: what answers.
        wanted: which happenings count.
        by: day, week, month, quarter or year. Without one, or where it would give more than MOST periods, the shortest that does not.

    Raises:
        UsageError: a period that there is not.
    """
    asked = _read_period("by", by) if by else None
    where = match_rows(wanted, HAPPENINGS)
    # By day first: there are few days in an archive of millions, and every longer period is made of them.
    rows = store.rows(
        f"SELECT {HAPPENINGS.day} AS day, {QUADS}, count(*) AS total, sum(event_scale) AS scale"
        f" FROM happening t WHERE {where.sql} GROUP BY day ORDER BY day",
        list(where.values),
    ).to_pylist()
    days = [row for row in rows if row["day"] is not None]
    undated = sum(row["total"] for row in rows if row["day"] is None)
    if not days:
        return Timeline(by=asked or "month", periods=(), undated=undated)
    skipped = 0 if wanted.since else _count_early([row["total"] for row in days])
    first, last = days[skipped]["day"], days[-1]["day"]
    unit = pick_unit(first, last, asked)
    # A period that is shown is shown whole.
    start = start_period(first, unit)
    early = sum(row["total"] for row in days if row["day"] < start)
    days = [row for row in days if row["day"] >= start]
    sums: dict[date, dict[str, float]] = {}
    for row in days:
        period = sums.setdefault(start_period(row["day"], unit), {})
        for name, value in row.items():
            if name != "day":
                period[name] = period.get(name, 0) + value
    periods = [_close(start, sums.get(start)) for start in list_periods(first, last, unit)]
    early += sum(p.total for p in periods[:-MOST])
    return Timeline(by=unit, periods=tuple(periods[-MOST:]), undated=undated, earlier=early)


def _count_early(totals: list[int]) -> int:
    """How many of the first days hold no more than EARLY of all."""
    most, before = EARLY * sum(totals), 0
    for number, total in enumerate(totals):
        before += total
        if before > most:
            return number
    return 0


def _close(start: date, sums: dict[str, float] | None) -> Period:
    if sums is None:
        return make_period(start, ALL, None)
    return make_period(start, ALL, {**sums, "mean_scale": sums["scale"] / sums["total"]})


def pick_unit(first: date, last: date, asked: str | None) -> str:
    """The period asked for, or, where it would give more than MOST, or none is asked for, the shortest that gives fewer."""
    span = (last - first).days + 1
    lengths = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
    # Without a wish, about as many as a page shows well.
    most = MOST if asked else 100
    fitting = [unit for unit in PERIODS if span / lengths[unit] <= most] or ["year"]
    return (
        asked
        if asked in fitting
        else fitting[0]
        if asked is None
        else next((u for u in fitting if PERIODS.index(u) > PERIODS.index(asked)), "year")
    )


def end_period(start: date, by: str) -> date:
    """The last day of a period that begins on a day."""
    if by == "day":
        return start
    longest = {"week": 7, "month": 31, "quarter": 92, "year": 366}[by]
    if (date.max - start).days < longest:
        return date.max
    following = start_period(date.fromordinal(start.toordinal() + longest), by)
    return date.fromordinal(following.toordinal() - 1)

"""Commitments and a month come in; the month as weeks of days goes out, each day with what falls due on it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.record.commitment import Commitment

# So many entries of a day are shown in its square; the rest is counted.
SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A day of the grid: whether it is of the month shown, what falls due on it, and how many more than are shown."""

    day: date
    inside: bool
    due: tuple[Commitment, ...]
    more: int

    @property
    def following(self) -> str:
        """The day after, as a question writes it ("due_before")."""
        return date.fromordinal(min(self.day.toordinal() + 1, date.max.toordinal())).isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as weeks from Monday; `before` and `after` are the nearest months in which something falls due, None where there is none."""

    first: date
    weeks: tuple[tuple[Square, ...], ...]
    number: int
    before: date | None
    after: date | None


def make_month(commitments: Iterable[Commitment], within: date | None, today: date) -> Month:
    """The month of a day; without one the first month from that of `today` on in which something falls due, else the last before."""
    due: dict[date, list[Commitment]] = defaultdict(list)
    for one in sorted(commitments, key=lambda c: c.id):
        if one.deadline is not None and one.deadline.date is not None:
            due[one.deadline.date].append(one)
    months = sorted({day.replace(day=1) for day in due})
    first = (within or _pick_month(months, today)).replace(day=1)
    weeks = tuple(tuple(_make_square(first, day, due.get(day, ())) for day in week) for week in _list_weeks(first))
    return Month(
        first=first,
        weeks=weeks,
        number=sum(len(found) for day, found in due.items() if day.replace(day=1) == first),
        before=max((m for m in months if m < first), default=None),
        after=min((m for m in months if m > first), default=None),
    )


def _pick_month(months: list[date], today: date) -> date:
    current = today.replace(day=1)
    return next((m for m in months if m >= current), months[-1] if months else current)


def _list_weeks(first: date) -> list[list[date]]:
    """The weeks that a month touches; days that no calendar has are left out."""
    start = first.toordinal() - first.weekday()
    last = (first + timedelta(days=27)).replace(day=28).toordinal()
    while date.fromordinal(last).month == first.month and last < date.max.toordinal():
        last += 1
    weeks = range(start, last, 7)
    most = date.max.toordinal()
    return [[date.fromordinal(max(1, min(most, n))) for n in range(week, week + 7)] for week in weeks]


def _make_square(first: date, day: date, due: Iterable[Commitment]) -> Square:
    found = tuple(due)
    inside = (day.year, day.month) == (first.year, first.month)
    return Square(day=day, inside=inside, due=found[:SHOWN], more=max(0, len(found) - SHOWN))

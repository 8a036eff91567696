"""Comes in: a day and what is asked of the calendar. Goes out: Days, the first and last day that words mean.

Nothing here knows a language; the conventions stand in resolve/times.py.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
OLD_DAYS = 300
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
SLICES = {
    "first half": (0, 2),
    "second half": (1, 2),
    "first quarter": (0, 4),
    "second quarter": (1, 4),
    "third quarter": (2, 4),
    "fourth quarter": (3, 4),
}


class Days(NamedTuple):
    """The days that words mean; None where they leave an end open."""

    first: date | None
    last: date | None
    grain: str


class Now(NamedTuple):
    """From where words are counted. `whole` asks for all of "this week", not for its part up to now."""

    published: date
    anchor: Days
    future: bool = False
    whole: bool = False


UNKNOWN = Days(None, None, "vague")


def narrow_days(days: Days, edge: str, published: date) -> Days:
    """Cut the part that `edge` names out of a time (see the conventions above); a day stays a day."""
    first, last, grain = days
    if not first or not last or grain == "day":
        return days
    if edge == "so far":
        return days._replace(last=min(last, published) if published >= first else last)
    if edge == "rest":
        return days._replace(first=max(first, published) if published <= last else first)
    if edge in SLICES:
        place, parts = SLICES[edge]
        return cut_months(first, last, place, parts) or cut_days(first, last, place, parts)
    if edge == "end":
        if last >= published:
            return Days(last, last, "day")
        edge = "december" if grain == "year" else "late"
    if edge == "start":
        edge = "january" if grain == "year" else "early"
    if grain == "year":
        begin, end = {
            "early": (1, 3),
            "mid": (6, 8),
            "late": (10, 12),
            "january": (1, 1),
            "december": (12, 12),
        }[edge]
        return Days(date(first.year, begin, 1), month_end(first.year, end), "span")
    if grain == "month":
        begin, end = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}[edge]
        return Days(first.replace(day=begin), min(last, first + (end - 1) * DAY), "span")
    if grain == "week":
        begin, end = {"early": (0, 1), "mid": (1, 3), "late": (3, 6)}[edge]
        return Days(first + begin * DAY, first + end * DAY, "span")
    return cut_days(first, last, {"early": 0, "mid": 1, "late": 2}[edge], 3)


def cut_months(first: date, last: date, place: int, parts: int) -> Days | None:
    """One of `parts` equal runs of whole months, None where the months do not come out even."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % parts:
        return None
    begin = add_months(first, place * (months // parts))
    return Days(begin, add_months(begin, months // parts) - DAY, "span")


def cut_days(first: date, last: date, place: int, parts: int) -> Days:
    """One of `parts` nearly equal runs of days."""
    count = (last - first).days + 1
    return Days(first + count * place // parts * DAY, first + (count * (place + 1) // parts - 1) * DAY, "span")


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return add_months(date(year, month, 1), 1) - DAY


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 2), 9998)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + (day.day - 1) * DAY, following - DAY)


def one_day(day: date | None) -> Days:
    """A single day as a span."""
    return Days(day, day, "day")


def month_days(year: int, month: int) -> Days:
    """All days of a month."""
    return Days(date(year, month, 1), month_end(year, month), "month")


def year_days(year: int) -> Days:
    """All days of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year")


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)


def pick_period(periods: Iterable[Days | None], now: Now, which: int | None) -> Days:
    """Choose among the yearly returns of a month, season or feast, given in order of time."""
    known = [(days, days.first, days.last) for days in periods if days and days.first and days.last]
    day = now.published
    past = [days for days, first, last in known if (last < day if which == -1 else first <= day)]
    coming = [days for days, first, last in known if (first > day if which == 1 else last >= day)]
    if which == 0:
        return next((days for days, first, _ in known if first.year == day.year), UNKNOWN)
    if which == 1 or (which is None and now.future):
        return coming[0] if coming else UNKNOWN
    return past[-1] if past else UNKNOWN


def years_near(now: Now) -> range:
    """The years around publication in which a yearly day is looked for."""
    return range(now.published.year - 5, now.published.year + 6)


def pick_day(days: Iterable[date | None], now: Now) -> date | None:
    """Choose among the yearly returns of a day: the latest, unless it is so old that the next is meant."""
    known = sorted(day for day in days if day)
    past = [day for day in known if day <= now.published]
    coming = [day for day in known if day >= now.published]
    if coming and (now.future or not past or (now.published - past[-1]).days > OLD_DAYS):
        return coming[0]
    return past[-1] if past else None


def weekday_near(weekday: int, which: int | None, now: Now) -> date:
    """The weekday (0 Monday) meant by its bare name, "last" (-1) or "next" (1), counted from publication."""
    back = (now.published.weekday() - weekday) % 7
    ahead = -back % 7
    if which == 1:
        return now.published + (ahead or 7) * DAY
    if which == -1:
        return now.published - (back or 7) * DAY
    return now.published + ahead * DAY if now.future else now.published - back * DAY


def shift(days: Days, count: int, unit: str) -> Days:
    """Move a day by whole units: to the day, but by several years to that calendar year."""
    day = days.first
    if day is None or unit == "decade":
        return UNKNOWN
    if unit == "hour":
        return one_day(day + int(count / 24) * DAY)
    if unit in UNIT_DAYS:
        return one_day(day + count * UNIT_DAYS[unit] * DAY)
    if unit == "year" and abs(count) > 1:
        return year_days(add_months(day, 12 * count).year)
    return one_day(add_months(day, count * UNIT_MONTHS[unit]))


def period_at(unit: str, day: date, step: int) -> Days:
    """The calendar week, weekend, month, quarter or year that lies `step` from the one of `day`."""
    monday = day - day.weekday() * DAY + 7 * step * DAY
    if unit == "week":
        # On a Sunday, "last week" is the one that is ending: the seven days before.
        if step == -1 and day.weekday() == 6:
            return Days(day - 7 * DAY, day - DAY, "week")
        return Days(monday, monday + 6 * DAY, "week")
    if unit == "weekend":
        return Days(monday + 5 * DAY, monday + 6 * DAY, "span")
    if unit == "month":
        first = add_months(day.replace(day=1), step)
        return month_days(first.year, first.month)
    if unit == "quarter":
        first = add_months(date(day.year, day.month - (day.month - 1) % 3, 1), 3 * step)
        return Days(first, add_months(first, 3) - DAY, "span")
    return year_days(add_months(day, 12 * step).year) if unit == "year" else UNKNOWN

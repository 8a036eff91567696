"""Comes in: time mentions and the day of publication. Goes out: TimeSpans, the days that the words mean.

Which words mean what stands in codebook/en/times.toml; here stands only the arithmetic of the calendar.
The conventions, all counted from the day of publication P:

- a bare weekday is the latest on or before P, "last" the latest before P, "next" the first after P; "this
  Friday" is read like the bare one. With `future` a bare one is the first on or after P (a preview).
- a day or month without a year is the latest on or before P; a day that would lie more than 300 days back
  is the coming one. With `future` it is the first on or after P.
- a week runs from Monday to Sunday; "last week" is the calendar week before P's. "this week" (month, year)
  runs from its first day to P, with `future` from P to its last day.
- early, mid and late: of a month days 1-10, 11-20 and 21 to the end; of a week Mon-Tue, Tue-Thu, Thu-Sun;
  of a year Jan-Mar, Jun-Aug, Oct-Dec; of anything else its thirds. "the end of" is the last day while that
  is still to come, and the late part of a time that is over; "the start of" a year is its January.
- days, weeks and months "ago" count to the exact day, so does one year; more years mean that calendar year.
- "more than", "nearly", "about" and unknown numbers leave `first` open, or both ends.
- "by", "until" and "before" leave `first` open and give the last day; "since", "from" and "after" leave
  `last` open. "by" and "until" look forward.
- "the following day", "two days later", "that night" count from the day that was told last (`anchor`);
  without one they mean no date.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from dragoman.codebook.load import read_toml
from dragoman.record.mention import Mention, TimeSpan

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
_NOTE = re.compile(r"\{(?:after|notafter|if|unless):[^}]*\}")
_SLOT = re.compile(r"\{(\w+)\}")


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


Words = Mapping[str, Any]
UNKNOWN = Days(None, None, "vague")


class _Grammar(NamedTuple):
    phrases: tuple[tuple[str, re.Pattern[str]], ...]
    layout: Mapping[str, re.Pattern[str]]
    tables: Mapping[str, Mapping[str, Any]]
    join: re.Pattern[str]


def resolve_times(
    mentions: Iterable[Mention], published: date | None, anchor: date | None = None
) -> list[TimeSpan]:
    """Give each time mention the days that it means, in the order given (a document's own order).

    `published` is the day of publication or dateline; without it only absolute dates are resolved. `anchor` is
    the day told last before the first mention; each resolved phrase becomes the anchor of those after it.
    Mentions of other kinds are left out.
    """
    told = Days(anchor, anchor, "day") if anchor else UNKNOWN
    spans = []
    for mention in mentions:
        if mention.kind != "time":
            continue
        days = _resolve_text(mention.text, published, told, future=False)
        if days.first and days.last and days.grain in ("day", "week", "month", "year"):
            told = days
        spans.append(
            TimeSpan(
                text=mention.text,
                start=mention.start,
                end=mention.end,
                first=days.first,
                last=days.last,
                grain=days.grain,
            )
        )
    return spans


def shift_future(span: TimeSpan, published: date | None) -> TimeSpan:
    """Read the words of `span` as those of something to come: "on Tuesday" is the first one on or after `published`.

    Words that name their own year or direction ("last Friday", "3 May 2016", "two days later") stay as they are.
    """
    days = _resolve_text(span.text, published, UNKNOWN, future=True)
    if days.first is None and days.last is None:
        return span
    return replace(span, first=days.first, last=days.last, grain=days.grain)


def _resolve_text(text: str, published: date | None, anchor: Days, *, future: bool) -> Days:
    text = " ".join(text.split())
    if published:
        return _resolve(text, Now(published, anchor, future)) or UNKNOWN
    # An absolute date means the same days from wherever it is counted; a relative one does not.
    here, there = (
        _resolve(text, Now(day, anchor)) or UNKNOWN for day in (date(1990, 1, 1), date(2030, 7, 5))
    )
    return here if here == there else Days(None, None, here.grain)


def _resolve(text: str, now: Now) -> Days | None:
    """Read a phrase, or what is left of it without its join, lead, clock or edge; None if it is no time."""
    grammar = _load_grammar()
    reading = _read_phrase(text)
    if reading:
        return _MEANINGS[reading[0]](reading[1], now)
    for join in grammar.join.finditer(text):
        days = _resolve_joined(text[: join.start()], text[join.end() :], now)
        if days:
            return days
    if match := grammar.layout["lead"].match(text):
        lead = grammar.tables["lead"][match["lead"].lower()]
        return _resolve_led(lead, text[match.end() :], now)
    if match := grammar.layout["clock"].match(text):
        return _resolve(text[match.end() :], now)
    if match := grammar.layout["edge"].match(text):
        days = _resolve(text[match.end() :], now._replace(whole=True))
        return days and narrow_days(days, grammar.tables["edge"][match["edge"].lower()], now.published)
    return None


def _resolve_joined(left: str, right: str, now: Now) -> Days | None:
    """Read the two ends of a span; the first end is the nearest before the last."""
    lead = _load_grammar().layout["lead"].match(left)
    if lead:
        left = left[lead.end() :]
    last = _resolve(right, now)
    if not last or not last.last:
        return None
    first = _resolve(left, now._replace(published=last.last, future=False))
    if not first or not first.first or first.first > last.last:
        return None
    return Days(first.first, last.last, "span")


def _resolve_led(lead: str, rest: str, now: Now) -> Days | None:
    if _load_grammar().layout["clock"].match(rest) and lead in ("before", "after"):
        return _resolve(rest, now)  # "before dawn on Sunday" is on Sunday
    if lead in ("by", "until"):
        now = now._replace(future=True)
    days = _resolve(rest, now)
    if not days or lead in ("during", "between", "within"):
        return days
    if lead == "from" and days.grain == "span" and _read_phrase(rest):
        return days  # "from 3 to 5 May" has its end
    if lead in ("since", "from"):
        return Days(days.first, None, "since")
    if lead == "after":
        return Days(days.last and days.last + DAY, None, "since")
    if lead == "before":
        return Days(None, days.first and days.first - DAY, "deadline")
    return Days(None, days.last, "deadline")


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
        return _cut_months(first, last, place, parts) or _cut_days(first, last, place, parts)
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
        return Days(date(first.year, begin, 1), _month_end(first.year, end), "span")
    if grain == "month":
        begin, end = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}[edge]
        return Days(first.replace(day=begin), min(last, first + (end - 1) * DAY), "span")
    if grain == "week":
        begin, end = {"early": (0, 1), "mid": (1, 3), "late": (3, 6)}[edge]
        return Days(first + begin * DAY, first + end * DAY, "span")
    return _cut_days(first, last, {"early": 0, "mid": 1, "late": 2}[edge], 3)


def _cut_months(first: date, last: date, place: int, parts: int) -> Days | None:
    """One of `parts` equal runs of whole months, None where the months do not come out even."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % parts:
        return None
    begin = _add_months(first, place * (months // parts))
    return Days(begin, _add_months(begin, months // parts) - DAY, "span")


def _cut_days(first: date, last: date, place: int, parts: int) -> Days:
    count = (last - first).days + 1
    return Days(
        first + count * place // parts * DAY, first + (count * (place + 1) // parts - 1) * DAY, "span"
    )


# ---------------------------------------------------------------- the calendar


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return _add_months(date(year, month, 1), 1) - DAY


def _add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 2), 9998)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + (day.day - 1) * DAY, following - DAY)


def _one_day(day: date | None) -> Days:
    return Days(day, day, "day")


def _month_days(year: int, month: int) -> Days:
    return Days(date(year, month, 1), _month_end(year, month), "month")


def _year_days(year: int) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31), "year")


def _easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _pick_period(periods: Iterable[Days | None], now: Now, which: int | None) -> Days:
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


def _years_near(now: Now) -> range:
    return range(now.published.year - 5, now.published.year + 6)


def _pick_day(days: Iterable[date | None], now: Now) -> date | None:
    """Choose among the yearly returns of a day: the latest, but not one so old that the next must be meant."""
    known = sorted(day for day in days if day)
    past = [day for day in known if day <= now.published]
    coming = [day for day in known if day >= now.published]
    if coming and (now.future or not past or (now.published - past[-1]).days > OLD_DAYS):
        return coming[0]
    return past[-1] if past else None


def _weekday_near(weekday: int, which: int | None, now: Now) -> date:
    back = (now.published.weekday() - weekday) % 7
    ahead = -back % 7
    if which == 1:
        return now.published + (ahead or 7) * DAY
    if which == -1:
        return now.published - (back or 7) * DAY
    return now.published + ahead * DAY if now.future else now.published - back * DAY


def _shift(days: Days, count: int, unit: str) -> Days:
    """Move a day by whole units: to the day, but by several years to that calendar year."""
    day = days.first
    if day is None or unit == "decade":
        return UNKNOWN
    if unit == "hour":
        return _one_day(day + int(count / 24) * DAY)
    if unit in UNIT_DAYS:
        return _one_day(day + count * UNIT_DAYS[unit] * DAY)
    if unit == "year" and abs(count) > 1:
        return _year_days(_add_months(day, 12 * count).year)
    return _one_day(_add_months(day, count * UNIT_MONTHS[unit]))


def _period_at(unit: str, day: date, step: int) -> Days:
    """The calendar week, weekend, month, quarter or year that lies `step` from the one of `day`."""
    monday = day - day.weekday() * DAY + 7 * step * DAY
    if unit == "week":
        return Days(monday, monday + 6 * DAY, "week")
    if unit == "weekend":
        return Days(monday + 5 * DAY, monday + 6 * DAY, "span")
    if unit == "month":
        first = _add_months(day.replace(day=1), step)
        return _month_days(first.year, first.month)
    if unit == "quarter":
        first = _add_months(date(day.year, day.month - (day.month - 1) % 3, 1), 3 * step)
        return Days(first, _add_months(first, 3) - DAY, "span")
    return _year_days(_add_months(day, 12 * step).year) if unit == "year" else UNKNOWN


# ---------------------------------------------------------------- what each kind of phrase means


def _read_date(words: Words, now: Now) -> Days:
    month, day = words.get("month") or words["mm"], words.get("day") or words["dd"]
    if "year" in words or "bareyear" in words:
        return _one_day(_make_date(words.get("year") or words["bareyear"], month, day))
    if "of_year" in words:
        return _one_day(_make_date(now.published.year + words["which"], month, day))
    days = [_make_date(year, month, day) for year in _years_near(now)]
    weekday = words.get("weekday", words.get("shortday"))
    fitting = [day for day in days if day and day.weekday() == weekday]
    if fitting:  # "Friday, 3 May" names its year by its weekday
        return _one_day(min(fitting, key=lambda day: abs(day - now.published)))
    return _one_day(_pick_day(days, now))


def _read_slashed(words: Words, _now: Now) -> Days:
    """Read 27/12/2020 and 12/27/2020, but leave 3/4/2020 open, which is one day here and another there."""
    one, two = words["dd"], words["dd2"]
    if two > 12 and one <= 12:
        one, two = two, one
    elif one <= 12 and one != two:
        return Days(None, None, "day")
    return _one_day(_make_date(words["bareyear"], two, one))


def _read_date_range(words: Words, now: Now) -> Days:
    last = _read_date({**words, "day": words["day2"]}, now).last
    if not last:
        return Days(None, None, "span")
    first = _make_date(last.year, last.month, words["day"])
    return Days(first, last, "span") if first and first <= last else Days(None, None, "span")


def _read_month(words: Words, now: Now) -> Days:
    month: int = words.get("month") or words.get("plainmonth") or words["shymonth"]
    if "year" in words:
        return _month_days(words["year"], month)
    if "of_year" in words:
        return _month_days(now.published.year + words["which"], month)
    return _pick_period((_month_days(year, month) for year in _years_near(now)), now, words.get("which"))


def _read_month_of_that_year(words: Words, now: Now) -> Days:
    return _month_days(now.anchor.first.year, words["month"]) if now.anchor.first else UNKNOWN


def _read_season(words: Words, now: Now) -> Days:
    month: int = words.get("season") or words["shyseason"]
    years = [words["year"]] if "year" in words else _years_near(now)
    days = [
        Days(date(year, month, 1), _add_months(date(year, month, 1), 3) - DAY, "season") for year in years
    ]
    return days[0] if "year" in words else _pick_period(days, now, words.get("which"))


def _read_holiday(words: Words, now: Now) -> Days:
    rule: str = words["holiday"]
    if not rule:
        return UNKNOWN

    def find_day(year: int) -> date | None:
        if rule.startswith("easter"):
            return _easter(year) + int(rule.removeprefix("easter")) * DAY
        return _make_date(year, int(rule[:2]), int(rule[3:]))

    if "year" in words:
        return _one_day(find_day(words["year"]))
    days = [find_day(year) for year in _years_near(now)]
    if "which" in words:
        return _pick_period((_one_day(day) for day in days), now, words["which"])
    return _one_day(_pick_day(days, now))


def _read_part_of_year(words: Words, now: Now) -> Days:
    parts = 2 if words["slice"] == "half" else 4
    place = min(words["ordinal"], parts) - 1
    year = now.published.year + words.get("which", 0)
    days = _cut_months(date(year, 1, 1), date(year, 12, 31), place, parts)
    if days and days.first and days.first > now.published and not now.future and "which" not in words:
        return _cut_months(date(year - 1, 1, 1), date(year - 1, 12, 31), place, parts) or UNKNOWN
    return days or UNKNOWN


def _read_decade(words: Words, _now: Now) -> Days:
    return Days(date(words["decadeyear"], 1, 1), date(words["decadeyear"] + 9, 12, 31), "span")


def _read_year_range(words: Words, _now: Now) -> Days:
    first, last = words["year"], words["year2"]
    last += first // 100 * 100 if last < 100 else 0
    return Days(date(first, 1, 1), date(last, 12, 31), "span") if first < last else UNKNOWN


def _read_weekdays(words: Words, now: Now) -> Days:
    last = _weekday_near(words["weekday2"], words.get("which"), now)
    back = (words["weekday2"] - words["weekday"]) % 7
    return Days(last - back * DAY, last, "span")


def _read_weekday_of_week(words: Words, now: Now) -> Days:
    monday = _period_at("week", now.published, words["which"]).first
    return _one_day(monday and monday + words["weekday"] * DAY)


def _count(words: Words) -> int:
    """How many units the words name, 0 where they do not say."""
    return int(words.get("number", words.get("count", 1)))


def _read_ago(words: Words, now: Now) -> Days:
    here, unit, count, about = (
        _one_day(now.published),
        words["unit"],
        _count(words),
        words.get("about", "exact"),
    )
    if "half" in words:
        return _shift(here, -6, "month") if unit == "year" else UNKNOWN
    if not count or about == "near":
        return UNKNOWN
    if about == "exact":
        if "today" in words and unit == "year":
            return _one_day(_add_months(now.published, -12 * count))
        return _shift(here, -count, unit)
    day = _add_months(now.published, -12 * count) if unit == "year" else _shift(here, -count, unit).first
    return Days(None, day, "vague") if about == "more" else Days(day, now.published, "vague")


def _read_from_now(words: Words, now: Now) -> Days:
    return _shift(_one_day(now.published), _count(words), words["unit"]) if _count(words) else UNKNOWN


def _read_stretch(words: Words, now: Now) -> Days:
    """Read "the past three years", "the next 48 hours", "the coming days", "within a week"."""
    side = words.get("which", -1 if words.get("side") in ("past", "last", "recent") else 1)
    grain = "deadline" if words.get("within") else "span"
    unit, count = words.get("unit", "decade"), 0 if "many" in words else _count(words)
    far: date | None = None
    if count and unit in UNIT_MONTHS and unit != "decade":
        far = _add_months(now.published, side * count * UNIT_MONTHS[unit])
    elif count:
        far = _shift(_one_day(now.published), (side or -1) * count, unit).first
    grain = grain if far or grain == "deadline" else "vague"
    return Days(now.published, far, grain) if side == 1 else Days(far, now.published, grain)


def _read_within(words: Words, now: Now) -> Days:
    return _read_stretch({"which": 1, **words, "within": True}, now)


def _read_anchored_shift(words: Words, now: Now) -> Days:
    if "many" in words:
        return now.anchor if now.anchor.grain == "day" else UNKNOWN
    unit, count = words["unit"], _count(words)
    if not count or (now.anchor.grain != "day" and unit not in UNIT_MONTHS):
        return UNKNOWN
    return _shift(now.anchor, -count if words["side"] == "earlier" else count, unit)


def _read_anchored_neighbour(words: Words, now: Now) -> Days:
    step = words.get("beside", -1 if words.get("side") == "before" else 1)
    what = words["what"].removeprefix("the ")
    if not now.anchor.first:
        return UNKNOWN
    if what in UNIT_MONTHS or what in ("week", "weekend"):
        return _period_at(what, now.anchor.first, step)
    return _shift(now.anchor, step, "day") if now.anchor.grain == "day" else UNKNOWN


def _read_same_day(words: Words, now: Now) -> Days:
    if words.get("what") in ("week", "weekend", "month", "year"):
        return _period_at(words["what"], now.anchor.first, 0) if now.anchor.first else UNKNOWN
    return now.anchor if now.anchor.grain == "day" else UNKNOWN


def _read_running(words: Words, now: Now) -> Days:
    """Read "the fourth straight day": from three days before now until now."""
    back = words["ordinal"] - 1
    if words["what"] in ("day", "night"):
        return Days(now.published - back * DAY, now.published, "span")
    first = _period_at(words["what"], now.published, -back).first
    return Days(first, now.published, "span")


def _read_period(words: Words, now: Now) -> Days:
    if "weekend" in words:  # "over the weekend" is the one that has begun
        saturday = _weekday_near(5, None, now)
        return Days(saturday, saturday + DAY, "span")
    unit, step = words["period"], words.get("which", 0)
    days = _period_at(unit, now.published, step)
    if step or now.whole or unit == "weekend" or not days.first:
        return days
    return narrow_days(days, "rest" if now.future else "so far", now.published)


def _read_week_of_month(words: Words, now: Now) -> Days:
    """Read "the first week of May": its days 1-7, and so on; the last week is its last seven days."""
    month = _read_month(words, now)
    if not month.first or not month.last:
        return UNKNOWN
    if "final" in words:
        return Days(month.last - 6 * DAY, month.last, "week")
    first = month.first + 7 * (words["ordinal"] - 1) * DAY
    return Days(first, first + 6 * DAY, "week") if first + 6 * DAY <= month.last else UNKNOWN


def _read_day_of_month(words: Words, now: Now) -> Days:
    if "which" in words:
        month = _add_months(now.published.replace(day=1), words["which"])
        return _one_day(_make_date(month.year, month.month, words["day"]))
    months = [_add_months(now.published.replace(day=1), step) for step in range(-3, 4)]
    days = [day for day in (_make_date(m.year, m.month, words["day"]) for m in months) if day]
    if now.future:
        return _one_day(next((day for day in days if day >= now.published), None))
    return _one_day(max((day for day in days if day <= now.published), default=None))


def _read_overnight(_words: Words, now: Now) -> Days:
    return Days(now.published - DAY, now.published, "span")


def _read_moment(_words: Words, now: Now) -> Days:
    return now.anchor if now.anchor.grain == "day" else _one_day(now.published)


_MEANINGS: Mapping[str, Callable[[Words, Now], Days]] = {
    "ago": _read_ago,
    "anchored neighbour": _read_anchored_neighbour,
    "anchored shift": _read_anchored_shift,
    "date": _read_date,
    "date range": _read_date_range,
    "day of month": _read_day_of_month,
    "day word": lambda words, now: _one_day(now.published + words["dayword"] * DAY),
    "deadline": lambda _words, _now: Days(None, None, "deadline"),
    "decade": _read_decade,
    "from now": _read_from_now,
    "holiday": _read_holiday,
    "landmark": lambda words, _now: _one_day(date.fromisoformat(words["landmark"])),
    "moment": _read_moment,
    "month": _read_month,
    "month of that year": _read_month_of_that_year,
    "overnight": _read_overnight,
    "part of year": _read_part_of_year,
    "period": _read_period,
    "running": _read_running,
    "same day": _read_same_day,
    "season": _read_season,
    "slashed date": _read_slashed,
    "stretch": _read_stretch,
    "vague past": lambda _words, now: Days(None, now.published, "vague"),
    "week of month": _read_week_of_month,
    "weekday": lambda words, now: _one_day(_weekday_near(words["weekday"], words.get("which"), now)),
    "weekday of week": _read_weekday_of_week,
    "weekdays": _read_weekdays,
    "within": _read_within,
    "year": lambda words, _now: _year_days(words["year"]),
    "year range": _read_year_range,
}


# ---------------------------------------------------------------- reading the words


@lru_cache(maxsize=4096)
def _read_phrase(text: str) -> tuple[str, Words] | None:
    """Find the phrase of times.toml that `text` is, and the value of each of its words."""
    grammar = _load_grammar()
    for means, pattern in grammar.phrases:
        if match := pattern.fullmatch(text):
            values = {
                slot: _read_value(slot, word, grammar.tables)
                for slot, word in match.groupdict().items()
                if word
            }
            return means, values
    return None


def _read_value(slot: str, word: str, tables: Mapping[str, Mapping[str, Any]]) -> Any:
    table = slot.rstrip("2")
    if table in tables:
        return tables[table][word.lower()]
    return int(word) if word.isdigit() else word.lower()


@cache
def _load_grammar() -> _Grammar:
    data, _ = read_toml(files("dragoman.codebook") / "en" / "times.toml", dict[str, Any])
    tables = {
        name: {word.lower(): value for word, value in table.items()}
        for name, table in data.items()
        if isinstance(table, dict) and name not in ("figures", "layout")
    }
    return _Grammar(
        phrases=tuple((entry["means"], _compile(entry["say"], data)) for entry in data["phrase"]),
        layout={name: _compile(say, data) for name, say in data["layout"].items()},
        tables=tables,
        join=re.compile(rf"\s*[-–]\s*|\s(?:{_list_words(data['join'])})\s", re.IGNORECASE),
    )


def _compile(say: str, data: Mapping[str, Any]) -> re.Pattern[str]:
    """Turn a wording into a pattern that names each slot; the notes on neighbours were the finder's matter."""
    say = re.sub(r"\((?!\?)", "(?:", _NOTE.sub("", say))
    say = say.replace(" ?", r"\s*").replace(" ", r"\s+").replace("{s}", "['’]")
    return re.compile(_SLOT.sub(lambda match: _name_slot(match[1], data), say), re.IGNORECASE)


def _name_slot(slot: str, data: Mapping[str, Any]) -> str:
    if slot in data["figures"]:
        return f"(?P<{slot}>{data['figures'][slot]})"
    return f"(?P<{slot}>{_list_words(data[slot.rstrip('2')])})"


def _list_words(table: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(table, key=lambda word: (-len(word), word)))

"""Comes in: the words of a time phrase, as values. Goes out: the Days that they mean, a function a kind.

The kinds are those of codebook/en/times.toml ("means").
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dragoman.resolve.calendar import (
    DAY,
    UNIT_MONTHS,
    UNKNOWN,
    Days,
    Now,
    add_months,
    cut_months,
    easter,
    make_date,
    month_days,
    narrow_days,
    one_day,
    period_at,
    pick_day,
    pick_period,
    shift,
    weekday_near,
    year_days,
    years_near,
)

Words = Mapping[str, Any]


def _read_date(words: Words, now: Now) -> Days:
    month, day = words.get("month") or words["mm"], words.get("day") or words["dd"]
    if "year" in words or "bareyear" in words:
        return one_day(make_date(words.get("year") or words["bareyear"], month, day))
    if "of_year" in words:
        return one_day(make_date(now.published.year + words["which"], month, day))
    days = [make_date(year, month, day) for year in years_near(now)]
    weekday = words.get("weekday", words.get("shortday"))
    fitting = [day for day in days if day and day.weekday() == weekday]
    if fitting:  # "Friday, 3 May" names its year by its weekday
        return one_day(min(fitting, key=lambda day: abs(day - now.published)))
    return one_day(pick_day(days, now))


def _read_slashed(words: Words, _now: Now) -> Days:
    """Read 27/12/2020 and 12/27/2020, but leave 3/4/2020 open, which is one day here and another there."""
    one, two = words["dd"], words["dd2"]
    if two > 12 and one <= 12:
        one, two = two, one
    elif one <= 12 and one != two:
        return Days(None, None, "day")
    return one_day(make_date(words["bareyear"], two, one))


def _read_date_range(words: Words, now: Now) -> Days:
    last = _read_date({**words, "day": words["day2"]}, now).last
    if not last:
        return Days(None, None, "span")
    first = make_date(last.year, last.month, words["day"])
    return Days(first, last, "span") if first and first <= last else Days(None, None, "span")


def _read_month(words: Words, now: Now) -> Days:
    month: int = words.get("month") or words.get("plainmonth") or words["shymonth"]
    if "year" in words:
        return month_days(words["year"], month)
    if "of_year" in words:
        return month_days(now.published.year + words["which"], month)
    return pick_period((month_days(year, month) for year in years_near(now)), now, words.get("which"))


def _read_month_of_that_year(words: Words, now: Now) -> Days:
    return month_days(now.anchor.first.year, words["month"]) if now.anchor.first else UNKNOWN


def _read_season(words: Words, now: Now) -> Days:
    month: int = words.get("season") or words["shyseason"]
    years = [words["year"]] if "year" in words else years_near(now)
    days = [Days(date(year, month, 1), add_months(date(year, month, 1), 3) - DAY, "season") for year in years]
    return days[0] if "year" in words else pick_period(days, now, words.get("which"))


def _read_holiday(words: Words, now: Now) -> Days:
    rule: str = words["holiday"]
    if not rule:
        return UNKNOWN

    def find_day(year: int) -> date | None:
        if rule.startswith("easter"):
            return easter(year) + int(rule.removeprefix("easter")) * DAY
        return make_date(year, int(rule[:2]), int(rule[3:]))

    if "year" in words:
        return one_day(find_day(words["year"]))
    days = [find_day(year) for year in years_near(now)]
    if "which" in words:
        return pick_period((one_day(day) for day in days), now, words["which"])
    return one_day(pick_day(days, now))


def _read_part_of_year(words: Words, now: Now) -> Days:
    parts = 2 if words["slice"] == "half" else 4
    place = min(words["ordinal"], parts) - 1
    year = now.published.year + words.get("which", 0)
    days = cut_months(date(year, 1, 1), date(year, 12, 31), place, parts)
    if days and days.first and days.first > now.published and not now.future and "which" not in words:
        return cut_months(date(year - 1, 1, 1), date(year - 1, 12, 31), place, parts) or UNKNOWN
    return days or UNKNOWN


def _read_decade(words: Words, _now: Now) -> Days:
    return Days(date(words["decadeyear"], 1, 1), date(words["decadeyear"] + 9, 12, 31), "span")


def _read_year_range(words: Words, _now: Now) -> Days:
    first, last = words["year"], words["year2"]
    last += first // 100 * 100 if last < 100 else 0
    return Days(date(first, 1, 1), date(last, 12, 31), "span") if first < last else UNKNOWN


def _read_weekdays(words: Words, now: Now) -> Days:
    last = weekday_near(words["weekday2"], words.get("which"), now)
    back = (words["weekday2"] - words["weekday"]) % 7
    return Days(last - back * DAY, last, "span")


def _read_weekday_of_week(words: Words, now: Now) -> Days:
    monday = period_at("week", now.published, words["which"]).first
    return one_day(monday and monday + words["weekday"] * DAY)


def _count(words: Words) -> int:
    """How many units the words name, 0 where they do not say."""
    return int(words.get("number", words.get("count", 1)))


def _read_ago(words: Words, now: Now) -> Days:
    here, unit, count, about = (
        one_day(now.published),
        words["unit"],
        _count(words),
        words.get("about", "exact"),
    )
    if "half" in words:
        return shift(here, -6, "month") if unit == "year" else UNKNOWN
    if not count or about == "near":
        return UNKNOWN
    if about == "exact":
        if "today" in words and unit == "year":
            return one_day(add_months(now.published, -12 * count))
        return shift(here, -count, unit)
    day = add_months(now.published, -12 * count) if unit == "year" else shift(here, -count, unit).first
    return Days(None, day, "vague") if about == "more" else Days(day, now.published, "vague")


def _read_from_now(words: Words, now: Now) -> Days:
    return shift(one_day(now.published), _count(words), words["unit"]) if _count(words) else UNKNOWN


def _read_stretch(words: Words, now: Now) -> Days:
    """Read "the past three years", "the next 48 hours", "the coming days", "within a week"."""
    side = words.get("which", -1 if words.get("side") in ("past", "last", "recent") else 1)
    grain = "deadline" if words.get("within") else "span"
    unit, count = words.get("unit", "decade"), 0 if "many" in words else _count(words)
    far: date | None = None
    if count and unit in UNIT_MONTHS and unit != "decade":
        far = add_months(now.published, side * count * UNIT_MONTHS[unit])
    elif count:
        far = shift(one_day(now.published), (side or -1) * count, unit).first
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
    return shift(now.anchor, -count if words["side"] == "earlier" else count, unit)


def _read_anchored_neighbour(words: Words, now: Now) -> Days:
    step = words.get("beside", -1 if words.get("side") == "before" else 1)
    what = words["what"].removeprefix("the ")
    if not now.anchor.first:
        return UNKNOWN
    if what in UNIT_MONTHS or what in ("week", "weekend"):
        return period_at(what, now.anchor.first, step)
    return shift(now.anchor, step, "day") if now.anchor.grain == "day" else UNKNOWN


def _read_same_day(words: Words, now: Now) -> Days:
    if words.get("what") in ("week", "weekend", "month", "year"):
        return period_at(words["what"], now.anchor.first, 0) if now.anchor.first else UNKNOWN
    return now.anchor if now.anchor.grain == "day" else UNKNOWN


def _read_running(words: Words, now: Now) -> Days:
    """Read "the fourth straight day": from three days before now until now."""
    back = words["ordinal"] - 1
    if words["what"] in ("day", "night"):
        return Days(now.published - back * DAY, now.published, "span")
    first = period_at(words["what"], now.published, -back).first
    return Days(first, now.published, "span")


def _read_period(words: Words, now: Now) -> Days:
    if "weekend" in words:  # "over the weekend" is the one that has begun
        saturday = weekday_near(5, None, now)
        return Days(saturday, saturday + DAY, "span")
    unit, step = words["period"], words.get("which", 0)
    days = period_at(unit, now.published, step)
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
        month = add_months(now.published.replace(day=1), words["which"])
        return one_day(make_date(month.year, month.month, words["day"]))
    months = [add_months(now.published.replace(day=1), step) for step in range(-3, 4)]
    days = [day for day in (make_date(m.year, m.month, words["day"]) for m in months) if day]
    if now.future:
        return one_day(next((day for day in days if day >= now.published), None))
    return one_day(max((day for day in days if day <= now.published), default=None))


def _read_overnight(_words: Words, now: Now) -> Days:
    return Days(now.published - DAY, now.published, "span")


def _read_moment(_words: Words, now: Now) -> Days:
    return now.anchor if now.anchor.grain == "day" else one_day(now.published)


MEANINGS: Mapping[str, Callable[[Words, Now], Days]] = {
    "ago": _read_ago,
    "anchored neighbour": _read_anchored_neighbour,
    "anchored shift": _read_anchored_shift,
    "date": _read_date,
    "date range": _read_date_range,
    "day of month": _read_day_of_month,
    "day word": lambda words, now: one_day(now.published + words["dayword"] * DAY),
    "deadline": lambda _words, _now: Days(None, None, "deadline"),
    "decade": _read_decade,
    "from now": _read_from_now,
    "holiday": _read_holiday,
    "landmark": lambda words, _now: one_day(date.fromisoformat(words["landmark"])),
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
    "weekday": lambda words, now: one_day(weekday_near(words["weekday"], words.get("which"), now)),
    "weekday of week": _read_weekday_of_week,
    "weekdays": _read_weekdays,
    "within": _read_within,
    "year": lambda words, _now: year_days(words["year"]),
    "year range": _read_year_range,
}

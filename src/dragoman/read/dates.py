"""Comes in: a written date. Goes out: the day it names, as it was written: time zones never move it.

Read are ISO dates, days with a month name in either order, RFC 822 and ctime forms, and numbers with
slashes, dots or dashes where only one reading is possible: 27/12/2020 is, 03/04/2020 is not and is refused.
Two-digit years, months without a day and seconds since 1970 are refused too: a date is never guessed.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from dragoman.read.words import load_words

_TIME = (
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)"
    r"(?:\s?(?:Z|UTC|GMT|[A-Z]{2,4}T)\b)?"
    r"(?:\s?(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d{2})?)?(?:\s?\([A-Za-z ]{2,20}\))?"
)
_AFTER = rf"(?:(?:\s*[,|•-]\s*|\s*T|\s+(?:at\s+)?){_TIME})?"
_BEFORE = rf"(?:{_TIME}\s*[,|•-]?\s*)?"


@cache
def _name_forms() -> tuple[str, str]:
    words = load_words()
    return join_alternatives(words.months), join_alternatives(words.weekdays)


def join_alternatives(phrases: Iterable[str]) -> str:
    """Write phrases as one regular expression, the longest first, any space for a space."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)


@cache
def date_expression() -> str:
    """Give a regular expression, without groups, for a whole written date (to be matched without case)."""
    month, weekday = _name_forms()
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    forms = (
        r"\d{4}-\d{1,2}-\d{1,2}",
        r"\d{4}/\d{1,2}/\d{1,2}",
        r"\d{4}\.\d{1,2}\.\d{1,2}",
        r"\d{1,2}/\d{1,2}/\d{4}",
        r"\d{1,2}\.\d{1,2}\.\d{4}",
        r"\d{1,2}-\d{1,2}-\d{4}",
        rf"{day}[\s-](?:of\s+)?(?:{month})\.?(?:,?\s+|-)\d{{4}}",
        rf"(?:{month})\.?\s+{day}(?:,\s*|\s+){_TIME}\s+\d{{4}}",
        rf"(?:{month})\.?\s+{day}(?:,\s*|\s+)\d{{4}}",
    )
    return rf"{_BEFORE}(?:(?:{weekday})\.?,?\s+)?(?:{'|'.join(forms)})(?!\d){_AFTER}"


@cache
def yearless_expression() -> str:
    """Give a regular expression, without groups, for a day without a year ("Dec. 27", "27 December")."""
    month, weekday = _name_forms()
    return rf"(?:(?:{weekday})\.?,?\s+)?(?:(?:{month})\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{month})\.?)(?!\d)"


@cache
def _whole_form() -> re.Pattern[str]:
    return re.compile(rf"{date_expression()}\.?", re.IGNORECASE)


@cache
def _named_parts() -> re.Pattern[str]:
    month, _ = _name_forms()
    return re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s+)?(?P<month>{month})\.?(?:,?\s+|-)(?P<year>\d{{4}})\b"
        rf"|\b(?P<month2>{month})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b.*?\b(?<![+-])(?P<year2>\d{{4}})\b(?!:)",
        re.IGNORECASE,
    )


_ISO_PARTS = re.compile(r"(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMBER_PARTS = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_ISO_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}(?:Z|[+-]\d{4})?)?")


def parse_date(value: object) -> date:
    """Read the day that a value names; raise ValueError, with what is wrong, where it names none surely."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("is no written date")
    written = " ".join(str(value).split())
    if basic := _ISO_BASIC.fullmatch(written):
        year, month, day = map(int, basic.groups())
        if not 1800 <= year <= 2200:
            raise ValueError("is a number, not a written date")
        return _make_date(year, month, day)
    if written.isdigit():
        raise ValueError("is a number, not a written date")
    if not _whole_form().fullmatch(written):
        raise ValueError("is not understood: write it as 2020-12-27")
    return _read_parts(written)


def _read_parts(written: str) -> date:
    if parts := _ISO_PARTS.search(written):
        return _make_date(int(parts[1]), int(parts[3]), int(parts[4]))
    if parts := _named_parts().search(written):
        found = parts.groupdict()
        month = load_words().months[(found["month"] or found["month2"]).lower()]
        return _make_date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"]))
    parts = _NUMBER_PARTS.search(written)
    assert parts is not None, written
    first, second, year = int(parts[1]), int(parts[3]), int(parts[4])
    if first <= 12 and second <= 12 and first != second:
        raise ValueError("may be day or month first: write it as 2020-12-27")
    return _make_date(year, first, second) if second > 12 else _make_date(year, second, first)


def _make_date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("is no day of the calendar") from None

"""Which written dates are read, as which day, and which are refused with what reason."""

from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.dates import parse_date

DAY = date(2020, 12, 27)

READ = [
    "2020-12-27",
    "2020/12/27",
    "2020.12.27",
    "20201227",
    "20201227T103000Z",
    "2020-12-27T10:00:00Z",
    "2020-12-27T10:00:00.123456+00:00",
    "2020-12-27 10:00",
    "27 Dec 2020",
    "27 December, 2020",
    "27th of December 2020",
    "27-Dec-2020",
    "December 27, 2020",
    "Dec. 27, 2020 10:30 am",
    "December 27, 2020 at 6:00 p.m. EST",
    "DECEMBER 27 2020",
    "Sunday, December 27, 2020.",
    "Sun, 27 Dec 2020 10:00:00 +0200",  # RFC 822
    "Sun Dec 27 10:00:00 2020",  # ctime
    "Sun Dec 27 10:00:00 +0000 2020",  # as one network writes it
    "10:30 GMT, 27 December 2020",
    "27/12/2020",  # no month 27: day first
    "12/27/2020",  # no month 27: month first
    "27.12.2020",
    "  27 Dec 2020 ",
]


@pytest.mark.parametrize("written", READ)
def test_date_is_read(written: str) -> None:
    assert parse_date(written) == DAY


REFUSED = [
    ("03/04/2020", "day or month first"),
    ("3.4.2020", "day or month first"),
    ("2020-02-31", "no day of the calendar"),
    ("31 Feb 2020", "no day of the calendar"),
    ("13/13/2020", "no day of the calendar"),
    ("1609027200", "a number"),  # seconds since 1970 are not guessed
    ("2020", "a number"),
    ("99999999", "a number"),
    ("Dec 2020", "not understood"),  # no day
    ("27/12/20", "not understood"),  # which century?
    ("yesterday", "not understood"),
    ("", "not understood"),
    ("2020-12-27 is a date", "not understood"),
]


@pytest.mark.parametrize(("written", "reason"), REFUSED)
def test_date_is_refused(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date(written)


def test_equal_numbers_are_no_riddle() -> None:
    assert parse_date("05/05/2020") == date(2020, 5, 5)


def test_time_zone_never_moves_the_day() -> None:
    assert parse_date("2020-12-27T23:30:00-05:00") == DAY
    late = datetime(2020, 12, 27, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert parse_date(late) == DAY


@pytest.mark.parametrize("value", [None, True, 3.5, ["2020-12-27"]])
def test_other_values_are_no_dates(value: object) -> None:
    with pytest.raises(ValueError):
        parse_date(value)


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31)))
def test_every_form_of_a_day_reads_as_that_day(day: date) -> None:
    forms = (
        "{:%Y-%m-%d}",
        "{:%Y/%m/%d}",
        "{:%Y%m%d}",
        "{:%d %B %Y}",
        "{:%b %d, %Y}",
        "{:%a, %d %b %Y 10:00:00 GMT}",
    )
    for written in (form.format(day) for form in forms):
        assert parse_date(written) == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(written: str) -> None:
    with suppress(ValueError):  # no other error
        assert isinstance(parse_date(written), date)

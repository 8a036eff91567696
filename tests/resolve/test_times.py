"""Time phrases and the days that they mean, counted from Wednesday 14 October 2020."""

from datetime import date

import pytest

from dragoman.record.mention import Mention, TimeSpan
from dragoman.resolve.times import resolve_times, shift_future

WEDNESDAY = date(2020, 10, 14)


def resolve(text: str, published: date | None = WEDNESDAY, anchor: date | None = None) -> TimeSpan:
    """Resolve one phrase that fills its document."""
    mention = Mention(kind="time", text=text, start=0, end=len(text), sentence=0)
    return resolve_times([mention], published, anchor)[0]


def show(span: TimeSpan) -> str:
    """Write a span as `first..last grain`, a single day once, an open end as nothing."""
    first, last = (str(day) if day else "" for day in (span.first, span.last))
    return f"{first if first == last and first else f'{first}..{last}'} {span.grain}"


ROWS = [
    # weekdays: the latest on or before publication, which is a Wednesday
    ("Sunday", "2020-10-11 day"),
    ("Wednesday", "2020-10-14 day"),  # the day itself
    ("Thursday", "2020-10-08 day"),
    ("last Wednesday", "2020-10-07 day"),  # strictly before
    ("last Saturday", "2020-10-10 day"),
    ("next Wednesday", "2020-10-21 day"),  # strictly after
    ("next Monday", "2020-10-19 day"),
    ("this Friday", "2020-10-09 day"),  # like the bare weekday until a future clause shifts it
    ("this coming Friday", "2020-10-16 day"),
    ("this past Friday", "2020-10-09 day"),
    ("Monday night", "2020-10-12 day"),
    ("Tuesday morning", "2020-10-13 day"),
    ("early on Friday", "2020-10-09 day"),  # a part of a day is that day
    ("late on Monday", "2020-10-12 day"),
    ("late Friday night", "2020-10-09 day"),
    ("before dawn on Sunday", "2020-10-11 day"),  # not before that Sunday
    ("about 1pm on Sunday", "2020-10-11 day"),
    ("around 5:30 p.m. Tuesday", "2020-10-13 day"),
    ("Tuesday of last week", "2020-10-06 day"),
    ("Monday and Tuesday", "2020-10-12..2020-10-13 span"),
    ("last Thursday and Friday", "2020-10-08..2020-10-09 span"),
    # days counted from publication
    ("today", "2020-10-14 day"),
    ("tonight", "2020-10-14 day"),
    ("this morning", "2020-10-14 day"),
    ("yesterday", "2020-10-13 day"),
    ("yesterday evening", "2020-10-13 day"),
    ("last night", "2020-10-13 day"),
    ("tomorrow", "2020-10-15 day"),
    ("the day before yesterday", "2020-10-12 day"),
    ("the day after tomorrow", "2020-10-16 day"),
    ("overnight", "2020-10-13..2020-10-14 span"),
    ("dawn", "2020-10-14 day"),
    # ago: to the day, but several years name a calendar year
    ("three days ago", "2020-10-11 day"),
    ("10 days ago", "2020-10-04 day"),
    ("two weeks ago", "2020-09-30 day"),
    ("a fortnight ago", "2020-09-30 day"),
    ("a month ago", "2020-09-14 day"),
    ("a couple of months ago", "2020-08-14 day"),
    ("a year ago", "2019-10-14 day"),
    ("three years ago", "2017-01-01..2017-12-31 year"),
    ("seven years ago today", "2013-10-14 day"),
    ("just two days ago", "2020-10-12 day"),
    ("48 hours ago", "2020-10-12 day"),
    ("half a year ago", "2020-04-14 day"),
    ("more than a year ago", "..2019-10-14 vague"),
    ("over two years ago", "..2018-10-14 vague"),  # "over" is no lead here
    ("less than a month ago", "2020-09-14..2020-10-14 vague"),
    ("nearly two years ago", ".. vague"),
    ("several weeks ago", ".. vague"),
    ("a few days ago", ".. vague"),
    ("years ago", "..2020-10-14 vague"),
    # weeks, months, years
    ("last week", "2020-10-05..2020-10-11 week"),
    ("this week", "2020-10-12..2020-10-14 week"),  # up to publication
    ("next week", "2020-10-19..2020-10-25 week"),
    ("earlier this week", "2020-10-12..2020-10-14 week"),
    ("earlier in the week", "2020-10-12..2020-10-14 week"),
    ("later this week", "2020-10-14..2020-10-18 week"),
    ("late last week", "2020-10-08..2020-10-11 span"),
    ("early last week", "2020-10-05..2020-10-06 span"),
    ("last month", "2020-09-01..2020-09-30 month"),
    ("this month", "2020-10-01..2020-10-14 month"),
    ("next month", "2020-11-01..2020-11-30 month"),
    ("late last month", "2020-09-21..2020-09-30 span"),
    ("early last month", "2020-09-01..2020-09-10 span"),
    ("earlier this month", "2020-10-01..2020-10-14 month"),
    ("last year", "2019-01-01..2019-12-31 year"),
    ("this year", "2020-01-01..2020-10-14 year"),
    ("earlier this year", "2020-01-01..2020-10-14 year"),
    ("early this year", "2020-01-01..2020-03-31 span"),
    ("late last year", "2019-10-01..2019-12-31 span"),
    ("next year", "2021-01-01..2021-12-31 year"),
    ("the start of this year", "2020-01-01..2020-01-31 span"),
    ("the end of the year", "2020-12-31 day"),  # still to come: its last day
    ("the end of this month", "2020-10-31 day"),
    ("the end of last year", "2019-12-01..2019-12-31 span"),  # over: its last part
    ("the end of March", "2020-03-21..2020-03-31 span"),
    ("over the weekend", "2020-10-10..2020-10-11 span"),
    ("the weekend", "2020-10-10..2020-10-11 span"),
    ("last weekend", "2020-10-10..2020-10-11 span"),
    ("this weekend", "2020-10-17..2020-10-18 span"),
    ("the first week of May", "2020-05-01..2020-05-07 week"),
    ("the last week of September", "2020-09-24..2020-09-30 week"),
    # stretches that run up to now or from now
    ("the past two days", "2020-10-12..2020-10-14 span"),
    ("over the last three years", "2017-10-14..2020-10-14 span"),
    ("the past week", "2020-10-07..2020-10-14 span"),
    ("the next 48 hours", "2020-10-14..2020-10-16 span"),
    ("the next two months", "2020-10-14..2020-12-14 span"),
    ("the past 18 months", "2019-04-14..2020-10-14 span"),
    ("over the past decade", "..2020-10-14 vague"),
    ("recent weeks", "..2020-10-14 vague"),
    ("the last few days", "..2020-10-14 vague"),
    ("the coming days", "2020-10-14.. vague"),
    ("the fourth straight day", "2020-10-11..2020-10-14 span"),
    ("for a fifth day", "2020-10-10..2020-10-14 span"),
    ("a third consecutive week", "2020-09-28..2020-10-14 span"),
    # months
    ("January", "2020-01-01..2020-01-31 month"),
    ("October", "2020-10-01..2020-10-31 month"),
    ("November", "2019-11-01..2019-11-30 month"),  # the latest that has begun
    ("March", "2020-03-01..2020-03-31 month"),
    ("last December", "2019-12-01..2019-12-31 month"),
    ("next March", "2021-03-01..2021-03-31 month"),
    ("this November", "2020-11-01..2020-11-30 month"),
    ("October last year", "2019-10-01..2019-10-31 month"),
    ("March of this year", "2020-03-01..2020-03-31 month"),
    ("March 2016", "2016-03-01..2016-03-31 month"),
    ("February 2016", "2016-02-01..2016-02-29 month"),  # a leap year
    ("Sept. 2016", "2016-09-01..2016-09-30 month"),
    ("early March", "2020-03-01..2020-03-10 span"),
    ("mid-January", "2020-01-11..2020-01-20 span"),
    ("late February", "2020-02-21..2020-02-29 span"),
    ("early March 2016", "2016-03-01..2016-03-10 span"),
    # days
    ("March 3", "2020-03-03 day"),
    ("3 March", "2020-03-03 day"),
    ("3rd of March", "2020-03-03 day"),
    ("March 3rd", "2020-03-03 day"),
    ("3 March 2016", "2016-03-03 day"),
    ("March 3, 2016", "2016-03-03 day"),
    ("1st Oct 2017", "2017-10-01 day"),
    ("Sept. 11", "2020-09-11 day"),
    ("Sept. 11, 2001", "2001-09-11 day"),
    ("9/11", "2001-09-11 day"),
    ("20 October", "2020-10-20 day"),  # the past one is 360 days back and would bear its year
    ("12 February", "2020-02-12 day"),
    ("26 May last year", "2019-05-26 day"),
    ("Friday, 3 May", "2019-05-03 day"),  # 3 May was a Friday in 2019, not in 2020
    ("Friday, October 9", "2020-10-09 day"),
    ("Monday 5 October 2020", "2020-10-05 day"),
    ("the evening of Monday, October 5", "2020-10-05 day"),
    ("the 3rd", "2020-10-03 day"),
    ("the 20th", "2020-09-20 day"),  # the latest
    ("the 3rd of last month", "2020-09-03 day"),
    ("30 February", ".. day"),  # no such day
    ("2020-12-27", "2020-12-27 day"),
    ("27.12.2020", "2020-12-27 day"),
    ("12/27/2020", "2020-12-27 day"),
    ("27/12/2020", "2020-12-27 day"),
    ("3/4/2020", ".. day"),  # one day in Boston, another in London
    # years and longer
    ("2016", "2016-01-01..2016-12-31 year"),
    ("mid-2019", "2019-06-01..2019-08-31 span"),
    ("late 2016", "2016-10-01..2016-12-31 span"),
    ("early 2016", "2016-01-01..2016-03-31 span"),
    ("2014-16", "2014-01-01..2016-12-31 span"),
    ("the 1990s", "1990-01-01..1999-12-31 span"),
    ("the first half of 2020", "2020-01-01..2020-06-30 span"),
    ("the second half of 2019", "2019-07-01..2019-12-31 span"),
    ("the third quarter of 2019", "2019-07-01..2019-09-30 span"),
    ("the first quarter", "2020-01-01..2020-03-31 span"),
    ("the fourth quarter of last year", "2019-10-01..2019-12-31 span"),
    ("summer 2014", "2014-06-01..2014-08-31 season"),
    ("the summer of 2010", "2010-06-01..2010-08-31 season"),
    ("last summer", "2020-06-01..2020-08-31 season"),  # the latest that is over
    ("last autumn", "2019-09-01..2019-11-30 season"),
    ("the spring", "2020-03-01..2020-05-31 season"),
    ("last winter", "2019-12-01..2020-02-29 season"),  # runs over the new year
    ("winter 2015", "2015-12-01..2016-02-29 season"),
    ("next spring", "2021-03-01..2021-05-31 season"),
    # feasts
    ("New Year's Day", "2020-01-01 day"),
    ("Christmas", "2019-12-25 day"),  # the latest; a preview needs shift_future
    ("by Christmas", "..2020-12-25 deadline"),
    ("Christmas Eve 2018", "2018-12-24 day"),
    ("last Christmas", "2019-12-25 day"),
    ("Easter Sunday", "2020-04-12 day"),
    ("Good Friday", "2020-04-10 day"),
    ("Easter Monday 2018", "2018-04-02 day"),
    ("Ramadan", ".. vague"),
    # leads
    ("since Monday", "2020-10-12.. since"),
    ("since 2014", "2014-01-01.. since"),
    ("Since last week", "2020-10-05.. since"),
    ("from late on Saturday afternoon", "2020-10-10.. since"),
    ("by 1 March", "..2021-03-01 deadline"),  # "by" looks forward
    ("by Friday", "..2020-10-16 deadline"),
    ("by the end of the year", "..2020-12-31 deadline"),
    ("by the end of March", "..2021-03-31 deadline"),
    ("by November", "..2020-11-30 deadline"),
    ("no later than 5 November", "..2020-11-05 deadline"),
    ("until June", "..2021-06-30 deadline"),
    ("until next Friday", "..2020-10-16 deadline"),
    ("before last Christmas", "..2019-12-24 deadline"),
    ("before Ramadan", ".. deadline"),
    ("after 3 March 2016", "2016-03-04.. since"),
    ("shortly after 3 March 2016", "2016-03-03.. since"),
    ("within 48 hours", "2020-10-14..2020-10-16 deadline"),
    ("within two weeks", "2020-10-14..2020-10-28 deadline"),
    ("within the next two months", "2020-10-14..2020-12-14 deadline"),
    ("within days", "2020-10-14.. deadline"),
    ("two weeks' time", "2020-10-28 day"),
    # spans
    ("from 3 to 5 May", "2020-05-03..2020-05-05 span"),
    ("3-5 May 2019", "2019-05-03..2019-05-05 span"),
    ("April 3-5", "2020-04-03..2020-04-05 span"),
    ("between April 3 and 6", "2020-04-03..2020-04-06 span"),
    ("between 2014 and 2016", "2014-01-01..2016-12-31 span"),
    ("from 2003 to 2016", "2003-01-01..2016-12-31 span"),
    ("from Friday until Monday", "2020-10-09..2020-10-12 span"),
    ("from Monday to Thursday", "2020-10-05..2020-10-08 span"),  # both ends in the same run
    ("from March to June 2016", "2016-03-01..2016-06-30 span"),  # the year of the end serves the start
    ("from 28 December 2019 to 3 January 2020", "2019-12-28..2020-01-03 span"),
    ("January-February of 2018", "2018-01-01..2018-02-28 span"),
    # without a date
    ("as soon as possible", ".. deadline"),
    ("immediately", ".. deadline"),
    ("soon", ".. deadline"),
    ("recently", "..2020-10-14 vague"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_phrase_means_days(text: str, expected: str) -> None:
    assert show(resolve(text)) == expected


ANCHORED = [  # counted from Friday 2 October 2020, which the report told last
    ("a day earlier", "2020-10-01 day"),
    ("the previous day", "2020-10-01 day"),
    ("the day before", "2020-10-01 day"),
    ("the following day", "2020-10-03 day"),
    ("the next day", "2020-10-03 day"),
    ("two days later", "2020-10-04 day"),
    ("a week later", "2020-10-09 day"),
    ("hours later", "2020-10-02 day"),
    ("that night", "2020-10-02 day"),
    ("the same day", "2020-10-02 day"),
    ("later in the day", "2020-10-02 day"),
    ("the following week", "2020-10-05..2020-10-11 week"),
    ("the previous month", "2020-09-01..2020-09-30 month"),
    ("The following year", "2021-01-01..2021-12-31 year"),
    ("August that year", "2020-08-01..2020-08-31 month"),
    ("several days later", ".. vague"),
]


@pytest.mark.parametrize(("text", "expected"), ANCHORED)
def test_phrase_counts_from_the_day_told_last(text: str, expected: str) -> None:
    assert show(resolve(text, anchor=date(2020, 10, 2))) == expected


@pytest.mark.parametrize("text", [text for text, _ in ANCHORED])
def test_anchored_phrase_without_anchor_has_no_date(text: str) -> None:
    span = resolve(text)
    assert (span.first, span.last) == (None, None)


def test_each_resolved_phrase_is_the_anchor_of_the_next() -> None:
    words = ["Monday", "the following day", "2014", "the following year"]
    mentions = [Mention(kind="time", text=word, start=0, end=len(word), sentence=0) for word in words]
    firsts = [str(span.first) for span in resolve_times(mentions, WEDNESDAY)]
    assert firsts == ["2020-10-12", "2020-10-13", "2014-01-01", "2015-01-01"]


def test_other_mentions_are_left_out() -> None:
    assert resolve_times([Mention(kind="place", text="Monday", start=0, end=6, sentence=0)], WEDNESDAY) == []


FUTURE = [
    ("Friday", "2020-10-16 day"),
    ("Wednesday", "2020-10-14 day"),  # a preview on the day itself
    ("this Friday", "2020-10-16 day"),
    ("last Friday", "2020-10-09 day"),  # says itself that it is over
    ("12 February", "2021-02-12 day"),
    ("January", "2021-01-01..2021-01-31 month"),
    ("this week", "2020-10-14..2020-10-18 week"),
    ("this year", "2020-10-14..2020-12-31 year"),
    ("the weekend", "2020-10-17..2020-10-18 span"),
    ("the 3rd", "2020-11-03 day"),
    ("3 May 2016", "2016-05-03 day"),
    ("the spring", "2021-03-01..2021-05-31 season"),
]


@pytest.mark.parametrize(("text", "expected"), FUTURE)
def test_shift_future_reads_a_preview(text: str, expected: str) -> None:
    assert show(shift_future(resolve(text), WEDNESDAY)) == expected


def test_shift_future_keeps_what_was_counted_from_an_anchor() -> None:
    span = resolve("two days later", anchor=date(2020, 10, 2))
    assert shift_future(span, WEDNESDAY) == span


UNDATED = [  # a report without a day of publication
    ("3 March 2016", "2016-03-03 day"),
    ("March 2016", "2016-03-01..2016-03-31 month"),
    ("2016", "2016-01-01..2016-12-31 year"),
    ("between 2014 and 2016", "2014-01-01..2016-12-31 span"),
    ("since 2014", "2014-01-01.. since"),
    ("mid-2019", "2019-06-01..2019-08-31 span"),
    ("Sunday", ".. day"),
    ("March 3", ".. day"),
    ("last week", ".. week"),
    ("three days ago", ".. day"),
    ("by Friday", ".. deadline"),
    ("over the weekend", ".. span"),
]


@pytest.mark.parametrize(("text", "expected"), UNDATED)
def test_without_publication_only_absolute_dates_resolve(text: str, expected: str) -> None:
    assert show(resolve(text, published=None)) == expected


def test_last_weekend_on_a_sunday_is_the_one_before() -> None:
    assert show(resolve("last weekend", date(2020, 10, 11))) == "2020-10-03..2020-10-04 span"
    assert (
        show(resolve("last week", date(2020, 10, 11))) == "2020-10-04..2020-10-10 week"
    )  # a Sunday's is the one that ends


def test_words_that_are_no_time_are_vague() -> None:
    assert show(resolve("the harbour")) == ".. vague"


def test_span_keeps_the_words_and_their_place() -> None:
    mention = Mention(kind="time", text="last\nweek", start=7, end=16, sentence=3)
    span = resolve_times([mention], WEDNESDAY)[0]
    assert (span.text, span.start, span.end) == ("last\nweek", 7, 16)
    assert show(span) == "2020-10-05..2020-10-11 week"


@pytest.mark.parametrize(("text", "published"), [("yesterday", date.min), ("tomorrow", date.max)])
def test_what_lies_beyond_the_calendar_has_no_date(text: str, published: date) -> None:
    assert (resolve(text, published).first, shift_future(resolve(text, published), published).first) == (None, None)

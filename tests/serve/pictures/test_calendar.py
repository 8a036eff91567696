"""A month of deadlines: whole weeks from Monday, each deadline on its day, and the way to the next month that has any."""

from datetime import date

import pytest

from dragoman.record.commitment import Commitment, Term
from dragoman.serve.pictures.calendar import SHOWN, make_month

TODAY = date(2021, 2, 10)


def pledge(id: str, due: date | None) -> Commitment:
    return Commitment(
        id=id, kind="promise", by=(), to=(), content=None, condition=None, deadline=Term(text="then", date=due), made_on=None,
        attribution=(), expects=None, state="open", state_since=None, history=(), reports=(), events=(), confidence=0.5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("month", "weeks", "first", "last"),
    [
        (date(2021, 2, 1), 4, date(2021, 2, 1), date(2021, 2, 28)),  # four whole weeks
        (date(2021, 3, 17), 5, date(2021, 3, 1), date(2021, 4, 4)),
        (date(2021, 5, 1), 6, date(2021, 4, 26), date(2021, 6, 6)),
        (date(2024, 2, 1), 5, date(2024, 1, 29), date(2024, 3, 3)),  # a leap year
        (date(9999, 12, 1), 5, date(9999, 11, 29), date.max),  # the end of the calendar
        (date(1, 1, 1), 5, date(1, 1, 1), date(1, 2, 4)),
    ],
)
def test_weeks_are_whole(month: date, weeks: int, first: date, last: date) -> None:
    shown = make_month([], month, TODAY)
    assert [len(week) for week in shown.weeks] == [7] * weeks
    assert (shown.weeks[0][0].day, shown.weeks[-1][-1].day) == (first, last)
    inside = {square.day for week in shown.weeks for square in week if square.inside}
    assert {day.month for day in inside} == {month.month}
    assert len(inside) == {2: 29 if month.year == 2024 else 28, 3: 31, 5: 31, 12: 31, 1: 31}[month.month]


def test_each_deadline_stands_on_its_day_and_too_many_are_counted() -> None:
    due = date(2021, 3, 1)
    shown = make_month(
        [*(pledge(f"{n}", due) for n in range(SHOWN + 2)), pledge("x", None), pledge("y", date(2021, 4, 1))], due, TODAY
    )
    (square,) = [s for week in shown.weeks for s in week if s.due and s.inside]
    assert (square.day, len(square.due), square.more, square.following) == (due, SHOWN, 2, "2021-03-02")
    assert shown.number == SHOWN + 2


def test_without_a_wish_the_next_month_with_a_deadline_is_shown_else_the_last() -> None:
    past, soon, far = (pledge(str(d), d) for d in (date(2020, 1, 9), date(2021, 2, 1), date(2022, 7, 1)))
    assert make_month([past, soon, far], None, TODAY).first == date(2021, 2, 1), "this month counts"
    assert make_month([past, far], None, TODAY).first == date(2022, 7, 1)
    assert make_month([past], None, TODAY).first == date(2020, 1, 1)
    assert make_month([], None, TODAY).first == date(2021, 2, 1)
    shown = make_month([past, far], date(2021, 6, 1), TODAY)
    assert (shown.before, shown.after, shown.number) == (date(2020, 1, 1), date(2022, 7, 1), 0)

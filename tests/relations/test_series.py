"""Counts by period, as `dragoman dyad` gives them."""

from datetime import date

from dragoman.ask.dyads import list_periods
from dragoman.relations.parties import split_sides
from dragoman.relations.series import make_series
from relations.make import day, happen, party

FIRST, SECOND = party("NOR"), party("TCD")


def test_both_ways_there_and_back_with_empty_periods_between() -> None:
    happenings = [
        happen("a", "ACCUSE", ["NOR"], ["TCD"], on=0),
        happen("b", "CONSULT", ["NOR", "TCD"], on=10),
        happen("c", "ASSAULT", ["TCD"], ["NOR"], on=70),
        happen("d", "ASSAULT", ["TCD"], ["NOR"], on=None, first_reported=None),
    ]
    series = make_series(split_sides(happenings, FIRST, SECOND), FIRST, SECOND, "month")
    assert series.directions == ("NOR-TCD", "NOR>TCD", "TCD>NOR")
    both = series.follow("NOR-TCD")
    assert [(p.period, p.total, p.mean_scale) for p in both] == [
        (date(2021, 1, 1), 2, -0.25),
        (date(2021, 2, 1), 0, None),
        (date(2021, 3, 1), 1, -9.0),
    ]
    assert [p.total for p in series.follow("NOR>TCD")] == [2, 0, 0]
    assert [p.total for p in series.follow("TCD>NOR")] == [1, 0, 1]
    assert (both[0].verbal_conflict, both[0].verbal_cooperation, both[2].material_conflict) == (1, 1, 1)
    assert series.undated == 1


def test_it_runs_over_the_days_that_were_asked_for() -> None:
    sides = split_sides([happen("a", "ACCUSE", ["NOR"], ["TCD"], on=40)], FIRST, SECOND)
    series = make_series(sides, FIRST, SECOND, "month", since=day(0), until=day(100))
    assert [p.total for p in series.follow("NOR-TCD")] == [0, 1, 0, 0]


def test_nothing_between_them_is_no_period() -> None:
    assert make_series(split_sides([], FIRST, SECOND), FIRST, SECOND, "year").periods == ()


def test_periods_of_every_length_follow_each_other() -> None:
    assert list(list_periods(date(2020, 2, 28), date(2020, 3, 1), "day")) == [
        date(2020, 2, 28),
        date(2020, 2, 29),
        date(2020, 3, 1),
    ]
    assert list(list_periods(date(2020, 12, 31), date(2021, 1, 4), "week")) == [date(2020, 12, 28), date(2021, 1, 4)]
    assert list(list_periods(date(2020, 11, 1), date(2021, 5, 1), "quarter")) == [
        date(2020, 10, 1),
        date(2021, 1, 1),
        date(2021, 4, 1),
    ]

"""Happenings are counted along time: every period once, by quad class, and what lies far before all others is left out and counted."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from ask.made import make_archive
from dragoman.archive import Archive
from dragoman.ask.dyads import PERIODS, list_periods
from dragoman.ask.timeline import MOST, end_period, pick_unit
from dragoman.errors import UsageError
from dragoman.store import open_store


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(make_archive(tmp_path_factory.mktemp("timeline") / "made.duckdb")) as archive:
        yield archive


def test_periods_run_from_the_first_happening_to_the_last_with_empty_ones(archive: Archive) -> None:
    timeline = archive.timeline(by="month")
    told = [
        (p.period.isoformat(), p.verbal_cooperation, p.material_cooperation, p.verbal_conflict, p.material_conflict)
        for p in timeline.periods
    ]
    # meet, aid and raid in December; shell and expel in January; warn in February; blame has no day.
    assert told == [("2020-12-01", 1, 1, 1, 0), ("2021-01-01", 0, 0, 0, 2), ("2021-02-01", 0, 0, 1, 0)]
    assert [p.mean_scale for p in timeline.periods] == [1.3333, -7.25, -4.0]
    assert (timeline.undated, timeline.earlier) == (1, 0)


def test_filters_hold(archive: Archive) -> None:
    assert [p.total for p in archive.timeline(by="year", actor="EGY", status="actual").periods] == [2, 1]
    assert archive.timeline(actor="NOR").periods == ()
    assert archive.timeline(actor="NOR").undated == 1


def test_every_happening_is_in_one_period_whatever_its_length(archive: Archive) -> None:
    for by in PERIODS:
        timeline = archive.timeline(by=by)
        assert timeline.by == by
        assert sum(p.total for p in timeline.periods) + timeline.undated == archive.happenings().count()


def test_what_lies_far_before_all_others_is_counted_apart_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "made.duckdb")
    with open_store(path, write=True) as store:
        # Forty more of one month, and one that a report remembers.
        store.change(
            "INSERT INTO happening SELECT * EXCLUDE (range) REPLACE ('m' || range AS id) FROM happening, range(40) WHERE id = 'h-meet'"
        )
        store.change(
            "INSERT INTO happening SELECT * REPLACE ('old' AS id, DATE '1956-11-05' AS date, DATE '1956-11-05' AS enddate)"
            " FROM happening WHERE id = 'h-shell'"
        )
    with Archive(path) as archive:
        timeline = archive.timeline(by="year")
        assert (timeline.periods[0].period.year, timeline.earlier) == (2020, 1)
        whole = archive.timeline(by="year", since="1900")
        assert (whole.periods[0].period.year, whole.earlier) == (1956, 0)
        assert sum(p.total for p in whole.periods) == sum(p.total for p in timeline.periods) + 1


def test_a_wrong_period_is_told(archive: Archive) -> None:
    with pytest.raises(UsageError, match="by: 'moon' is no period"):
        archive.timeline(by="moon")


@pytest.mark.parametrize(
    ("days", "asked", "unit"),
    [
        (10, None, "day"),
        (600, None, "week"),
        (1000, None, "month"),
        (40_000, None, "year"),
        (300, "day", "day"),
        (4000, "day", "month"),  # too many days and weeks
        (4000, "year", "year"),
        (3_000_000, "month", "year"),
    ],
)
def test_the_unit_is_the_one_asked_for_or_the_next_that_can_be_drawn(days: int, asked: str | None, unit: str) -> None:
    first = date(2, 1, 1)
    last = first + timedelta(days=days)
    assert pick_unit(first, last, asked) == unit
    if unit != "year":
        assert len(list(list_periods(first, last, unit))) <= MOST + 2


@pytest.mark.parametrize("by", PERIODS)
def test_a_period_ends_on_the_day_before_the_next(by: str) -> None:
    starts = list(list_periods(date(2019, 12, 1), date(2021, 2, 1), by))
    for one, following in pairwise(starts):
        assert end_period(one, by) + timedelta(days=1) == following
    assert end_period(date(9999, 12, 31), by) == date.max

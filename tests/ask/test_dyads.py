"""Two codes and a filter become a series: every period, each direction, counts by quad class and a mean scale."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ask.made import make_archive
from dragoman.archive import Archive
from dragoman.ask.dyads import PERIODS, DyadSeries, list_periods, start_period
from dragoman.errors import UsageError
from dragoman.store import open_store


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(make_archive(tmp_path_factory.mktemp("dyads") / "made.duckdb")) as archive:
        yield archive


def tell(series: DyadSeries, direction: str) -> list[tuple[str, int, int, int, int, float | None]]:
    return [
        (
            p.period.isoformat(),
            p.verbal_cooperation,
            p.material_cooperation,
            p.verbal_conflict,
            p.material_conflict,
            p.mean_scale,
        )
        for p in series.follow(direction)
    ]


def test_happenings_are_counted_each_way_and_both(archive: Archive) -> None:
    series = archive.dyad("EGY", "LBY")
    assert series.directions == ("EGY-LBY", "EGY>LBY", "LBY>EGY")
    # meet (1.0), aid (5.0) and raid (-2.0) in December; shell (-9.5) in January; expel is only planned.
    assert tell(series, "EGY-LBY") == [("2020-12-01", 1, 1, 1, 0, 1.3333), ("2021-01-01", 0, 0, 0, 1, -9.5)]
    assert tell(series, "EGY>LBY") == [("2020-12-01", 1, 1, 0, 0, 3.0), ("2021-01-01", 0, 0, 0, 1, -9.5)]
    assert tell(series, "LBY>EGY") == [("2020-12-01", 0, 0, 1, 0, -2.0), ("2021-01-01", 0, 0, 0, 0, None)]


def test_events_are_counted_when_asked_for(archive: Archive) -> None:
    december = archive.dyad("EGY", "LBY", count="events").follow("EGY-LBY")[0]
    assert (december.verbal_cooperation, december.total) == (2, 4), "two reports tell of the meeting"


def test_the_sides_may_be_named_and_turned(archive: Archive) -> None:
    turned = archive.dyad("Libya", "Egypt")
    assert turned.directions == ("LBY-EGY", "LBY>EGY", "EGY>LBY")
    assert tell(turned, "EGY>LBY") == tell(archive.dyad("EGY", "LBY"), "EGY>LBY")


def test_where_all_are_actors_of_a_meeting_each_meets_each(tmp_path: Path) -> None:
    """No host and no guest: both are actors, none is a recipient. Of an attack that would only mean that both attack somebody."""
    path = make_archive(tmp_path / "made.duckdb")
    with open_store(path, write=True) as store:
        store.change(
            "UPDATE happening SET actor = actor || recipient, recipient = [] WHERE id IN ('h-meet', 'h-shell')"
        )
    with Archive(path) as archive:
        series = archive.dyad("EGY", "LBY")
        assert tell(series, "EGY-LBY") == [("2020-12-01", 1, 1, 1, 0, 1.3333)]
        assert [(p.verbal_cooperation, p.total) for p in series.follow("LBY>EGY")] == [(1, 2)]
        assert sorted(h.id for h in archive.happenings(dyad="LBY>EGY")) == ["h-expel", "h-meet", "h-raid"]
        pairs = archive.sql("SELECT actor, recipient FROM dyads WHERE happening IN ('h-meet', 'h-shell') ORDER BY ALL")
        assert pairs.to_pylist() == [{"actor": "EGY", "recipient": "LBY"}, {"actor": "LBY", "recipient": "EGY"}]


def test_a_status_may_be_asked_for(archive: Archive) -> None:
    assert [p.total for p in archive.dyad("EGY", "LBY", status="future").follow("LBY>EGY")] == [1]
    both = archive.dyad("EGY", "LBY", status=["actual", "future"]).follow("LBY>EGY")
    assert [p.total for p in both] == [1, 1]


def test_empty_periods_are_there_as_zero(archive: Archive) -> None:
    months = archive.dyad("EGY", "LBY", since="2020-10-15", until="2021-03-02").follow("EGY-LBY")
    assert [(p.period.isoformat(), p.total) for p in months] == [
        ("2020-10-01", 0),
        ("2020-11-01", 0),
        ("2020-12-01", 3),
        ("2021-01-01", 1),
        ("2021-02-01", 0),
        ("2021-03-01", 0),
    ]


def test_what_has_no_day_is_counted_apart(archive: Archive) -> None:
    series = archive.dyad("NOR", "TCD")
    assert (list(series), series.undated) == ([], 1)
    assert archive.dyad("NOR", "TCD", since="2020").undated == 0, "it is in no time that was asked for"


@pytest.mark.parametrize(
    ("by", "first"),
    [
        ("day", "2020-12-01"),
        ("week", "2020-11-30"),
        ("month", "2020-12-01"),
        ("quarter", "2020-10-01"),
        ("year", "2020-01-01"),
    ],
)
def test_periods_are_those_of_the_store(archive: Archive, by: str, first: str) -> None:
    """What Python counts out and what SQL cuts are one calendar: nothing falls between two periods."""
    series = archive.dyad("EGY", "LBY", by=by)
    assert series.periods[0].period.isoformat() == first
    assert sum(p.total for p in series.follow("EGY-LBY")) == 4
    days = [p.period for p in series.follow("EGY-LBY")]
    assert days == sorted(set(days))
    assert (
        archive.sql(f"SELECT date_trunc('{by}', DATE '2020-12-01')::DATE AS d").column("d")[0].as_py().isoformat()
        == first
    )


@pytest.mark.parametrize("by", PERIODS)
def test_periods_end_with_the_calendar(by: str) -> None:
    assert list(list_periods(date(9999, 12, 30), date.max, by))[-1] == start_period(date.max, by)


@pytest.mark.parametrize("by", PERIODS)
def test_a_period_starts_on_one_day_wherever_one_stands_in_it(by: str) -> None:
    last = None
    for number in range(3 * 366):
        day = date.fromordinal(date(2019, 12, 20).toordinal() + number)
        start = start_period(day, by)
        assert start <= day
        assert start_period(start, by) == start
        assert last is None or start >= last
        last = start


def test_the_table_has_a_row_for_each_period_and_direction(archive: Archive) -> None:
    series = archive.dyad("EGY", "LBY")
    table = series.table
    assert table.num_rows == len(list(series)) == 6
    assert table.column_names[:2] == ["period", "direction"]
    assert archive.dyad("EGY", "TCD").table.num_rows == 0


@pytest.mark.parametrize(
    ("first", "second", "words", "said"),
    [
        ("EGY", "Egypt", {}, "is the same as the first"),
        ("EGY", "Libia", {}, "did you mean Liberia or Libya"),
        ("EGY", "LBY", {"by": "decade"}, "one of day, week, month, quarter, year"),
        ("EGY", "LBY", {"count": "reports"}, "one of happenings, events"),
        ("EGY", "LBY", {"actor": "EGY"}, "is no filter of dyad"),
    ],
)
def test_wrong_questions_are_refused(
    archive: Archive, first: str, second: str, words: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        archive.dyad(first, second, **words)

"""What is asked of happenings taken together, on the invented archive of ask/made.py."""

from collections.abc import Iterator
from datetime import date

import pytest

from ask.made import make_archive
from dragoman.archive import Archive
from dragoman.ask.filters import make_filter
from dragoman.ask.values import read_who
from dragoman.errors import UsageError
from dragoman.relations.questions import count_involved, list_involved


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(make_archive(tmp_path_factory.mktemp("archive") / "made.duckdb")) as archive:
        yield archive


def test_a_relation_is_between_two(archive: Archive) -> None:
    relation = archive.relation("EGY", "Libya", by="year")
    assert [h.id for h in relation.sides.there] == ["h-aid", "h-meet", "h-shell"]
    assert [h.id for h in relation.sides.back] == ["h-raid"]  # the expulsion is yet to come
    assert {p.period.year for p in relation.series.periods} == {2020, 2021}
    with pytest.raises(UsageError, match="two sides"):
        archive.relation("EGY", "Egypt")
    with pytest.raises(UsageError, match="by: 'fortnight'"):
        archive.relation("EGY", "LBY", by="fortnight")


def test_a_name_is_known_by_all_that_the_archive_calls_it(archive: Archive) -> None:
    assert [tie.name for tie in archive.ties("Salma Noor")] == ["LBY"]
    profile = archive.profile("Salma Noor")
    assert profile is not None
    assert profile.name == "Salma Nour"
    assert archive.profile("Nobody at All") is None


def test_a_profile_stands_as_of_a_day(archive: Archive) -> None:
    profile = archive.profile("EGY", as_of="2020-12")
    assert profile is not None
    assert profile.as_of == date(2020, 12, 31)
    assert [h.id for h in profile.deeds] == ["h-meet", "h-aid"]


def test_networks_and_storylines_count_what_took_place(archive: Archive) -> None:
    assert {(e.first, e.second): e.happenings for e in archive.network().edges}["EGY", "LBY"] == 4
    assert {(e.first, e.second) for e in archive.network(least=2).edges} == {("EGY", "LBY")}
    with pytest.raises(UsageError, match="by: 'colour'"):
        archive.network(by="colour")
    told = [h.id for story in archive.stories(least=1, actor="SDN") for h in story.happenings]
    assert told == ["h-warn"]


def test_what_would_be_fetched_can_be_counted_before(archive: Archive) -> None:
    wanted = make_filter("dyad", {"since": "2020-12"})
    for name in ("EGY", "Karim Déby", ":MIL"):
        whom = [read_who("actor", name)]
        assert count_involved(archive, wanted, whom) == len(list_involved(archive, wanted, whom)) > 0
    assert count_involved(archive, wanted, []) == 5

"""Happenings by place: each place once, the one of most happenings first."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ask.made import make_archive
from dragoman.archive import Archive
from dragoman.ask.spots import Spot
from dragoman.store import open_store

ALONG = "INSERT INTO happening SELECT * REPLACE ('again' AS id, DATE '2021-03-01' AS date) FROM happening WHERE id = 'h-warn'"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = make_archive(tmp_path_factory.mktemp("spots") / "made.duckdb")
    with open_store(path, write=True) as store:
        store.change(ALONG)
    with Archive(path) as archive:
        yield archive


def test_places_of_most_happenings_stand_first(archive: Archive) -> None:
    spots = archive.spots()
    assert [(s.name, s.country, s.happenings) for s in spots.found] == [
        ("Khartoum", "SDN", 2),
        ("Darnah", "LBY", 1),
        ("Tripoli", "LBY", 1),
    ]
    assert spots.found[0] == Spot(
        name="Khartoum", country="SDN", lat=None, lon=None, happenings=2, last=date(2021, 3, 1)
    )
    assert (spots.places, spots.placed) == (3, 4)


def test_what_is_left_out_is_counted(archive: Archive) -> None:
    spots = archive.spots(most=1)
    assert ([s.name for s in spots.found], spots.places, spots.placed) == (["Khartoum"], 3, 4)


def test_filters_hold(archive: Archive) -> None:
    assert [s.name for s in archive.spots(actor="EGY").found] == ["Darnah", "Tripoli"]
    assert archive.spots(actor="NOR").found == ()
    assert archive.spots(actor="NOR").places == 0

"""The beginning of a word brings what may be meant, the most told first."""

from collections.abc import Iterator

import pytest

from ask.made import make_archive
from dragoman.archive import Archive
from dragoman.ask.suggest import Names, read_names, suggest_names


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Names]:
    with Archive(make_archive(tmp_path_factory.mktemp("suggest") / "made.duckdb")) as archive:
        yield read_names(archive)


@pytest.mark.parametrize(
    ("begun", "found"),
    [
        ("egy", ["actor Egypt (EGY)", "actor Salma Nour (EGY)"]),  # she is called "the Egyptian foreign minister", too
        ("EGY", ["actor Egypt (EGY)", "actor Salma Nour (EGY)"]),
        ("nour", ["actor Salma Nour (EGY)"]),
        ("noor", ["actor Salma Nour (EGY)"]),  # by another name
        ("deby", ["actor Karim Déby (LBY)"]),  # without the accent
        ("Déb", ["actor Karim Déby (LBY)"]),
        ("trip", ["place Tripoli (LBY)", "source Tripoli Wire"]),
        ("harbour po", ["source The Harbour Post"]),
        ("assau", ["type ASSAULT"]),
        ("our", []),  # no word begins so
        ("  ", []),
        ("%", []),
        ("'; DROP TABLE actor; --", []),
    ],
)
def test_what_begins_so_is_found(names: Names, begun: str, found: list[str]) -> None:
    assert [f"{s.kind} {s.label}" for s in suggest_names(names, begun)] == found


def test_no_more_of_a_kind_than_wanted(names: Names) -> None:
    for most in (1, 2, 3):
        found = suggest_names(names, "s", most)
        assert [s.value for s in found if s.kind == "type"] == ["SANCTION", "SUPPORT"][:most]
        assert len([s for s in found if len(s.value) == 3]) == most, "countries, of which there are many"
        assert [s.value for s in found if s.value == "Salma Nour"] == ["Salma Nour"]


def test_a_country_is_suggested_by_its_code_once(names: Names) -> None:
    assert [s.value for s in suggest_names(names, "lib") if "Libya" in s.label] == ["LBY"]

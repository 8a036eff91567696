"""The gazetteer: names give the rows that they may stand for, and a broken table names its line."""

import pytest

from dragoman.errors import CodebookError
from dragoman.world import tables
from dragoman.world.places import EXTRA_COLUMNS, load_gazetteer, read_extra

HEADER = ",".join(EXTRA_COLUMNS.split())


@pytest.mark.parametrize(
    ("form", "code", "feature", "why"),
    [
        ("Hodeidah", "YEM", "PPL", "a news spelling that GeoNames writes otherwise"),
        ("Donbas", "UKR", "RGN", "a region that is no administrative one"),
        ("Strait of Hormuz", "", "STRT", "a strait belongs to no one country"),
        ("Mosul", "IRQ", "PPL", "a town of GeoNames"),
        ("Libya", "LBY", "PCLI", "a country by name"),
        ("Ky.", "USA", "ADM1", "a state's abbreviation"),
        ("Zaatari camp", "JOR", "CMP", "a refugee camp"),
    ],
)
def test_first_row(form: str, code: str, feature: str, why: str) -> None:
    first = load_gazetteer().find_places(form)[0]
    assert (first.code, first.feature) == (code, feature), why


def test_namesakes_are_all_given() -> None:
    assert {row.code for row in load_gazetteer().find_places("Tripoli")} >= {"LBY", "LBN", "GRC"}


def test_a_town_of_ours_takes_the_number_of_geonames() -> None:
    rows = load_gazetteer().find_places("Idlib")
    assert rows[0].geonameid == 169389
    assert len([row for row in rows if row.code == "SYR"]) == 1


def test_unknown_name_gives_nothing() -> None:
    assert load_gazetteer().find_places("Norlandville") == ()


def test_resolution_follows_the_feature() -> None:
    levels = [load_gazetteer().find_places(f)[0].resolution for f in ("Syria", "Sinai", "Mosul", "Trump Tower")]
    assert levels == [1, 2, 4, 5]


def test_shipped_table_is_long_and_sound() -> None:
    assert len(list(read_extra())) >= 300


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["Xa,,SYR,,,PPL,95,36,"], "lies beyond 90"),
        (["Xa,,SYR,,,PPL,north,36,"], "must be degrees"),
        (["Xa,,QQQ,,,PPL,35,36,"], "no country"),
        (["Xa,,SYR,,,town,35,36,"], "no GeoNames code"),
        (["Xb,,SYR,,,PPL,35,36,", "Xa,,SYR,,,PPL,35,36,"], "sorted"),
        (["Xa,,SYR,,,PPL,35,36,abc"], "must be a number"),
        (["Xé,,SYR,,,PPL,35,36,"], "without accents"),
        (["Xa,,USA,,,=,,,"], "no region"),
    ],
)
def test_broken_table_names_its_line(
    lines: list[str], reason: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tables.Path(str(tmp_path))
    (folder / "places_extra.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    countries, regions = tables.read_countries(), ()
    monkeypatch.setattr(tables, "FOLDER", folder)
    with pytest.raises(CodebookError, match=reason) as error:
        list(read_extra(countries, regions))
    assert error.value.place == f"places_extra.csv:{len(lines) + 1}"

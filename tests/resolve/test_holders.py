"""Rows: two titles, and whether they are one office."""

from datetime import date

import pytest

from dragoman.codebook.roles import load_roles
from dragoman.record.document import Document
from dragoman.resolve.holders import Holders, holds, read_office
from dragoman.resolve.parties import Party
from dragoman.resolve.report import Report, read_report
from dragoman.world.load import load_world

ROWS = [
    ("Secretary of Defense", "defence secretary", True, "in any order and spelling"),
    ("Commander of the Army", "army commander", True, "little words say nothing"),
    ("Secretary-General", "secretary general", True, "a hyphen says nothing"),
    ("Foreign Minister", "deputy foreign minister", False, "a deputy is another"),
]


@pytest.mark.parametrize(("one", "other", "same", "reason"), ROWS)
def test_offices(one, other, same, reason):
    assert (read_office(one) == read_office(other)) is same, reason


def make_holders(people=()):
    nothing = {name: {} for name in ("weights", "full_names", "genders", "long_forms")}
    report = Report(text="", names=(), starts=(), **nothing, home=None, counterpart=None)
    return Holders(report, people, load_world(), load_roles(), date(2018, 3, 1))


def test_the_report_comes_before_the_world():
    berg = Party(code="FRA", kind="official", name="Ada Berg", office="President")
    assert make_holders([berg]).find("FRA", "president", abroad=True).name == "Ada Berg"
    assert make_holders().find("FRA", "president", abroad=True).name == "Emmanuel Macron"


def test_nobody_is_better_than_a_guess():
    assert make_holders().find("FRA", "president", abroad=False) is None
    assert make_holders().find("FRA", "leader", abroad=True) is None
    two = [Party(code="FRA", name=name, office="Spokesman") for name in ("Ada Berg", "Bo Dahl")]
    assert make_holders(two).find("FRA", "spokesman", abroad=True) is None


PAST = (
    "Emmanuel Macron and Nikki Haley met Theresa May.",
    [
        ("FRA", "economy minister", set(), True, "Emmanuel Macron", "an office of years ago"),
        ("FRA", "economy minister", set(), False, None, "which he holds no more"),
        ("USA", "South Carolina governor", {"south", "carolina"}, True, "Nikki Haley", "the state is told"),
        ("USA", "governor", set(), True, None, "not enough of a longer office"),
        ("GBR", "vice prime minister", set(), False, None, "another office"),
        ("NOR", "prime minister", set(), False, None, "another country"),
    ],
)


@pytest.mark.parametrize(("code", "title", "places", "former", "name", "reason"), PAST[1])
def test_whom_a_report_names_is_known_by_what_he_was(code, title, places, former, name, reason):
    world, day = load_world(), date(2018, 3, 1)
    document = Document(id="t", text=PAST[0], published=day)
    report = read_report(document, [], world, load_roles())
    found = Holders(report, (), world, load_roles(), day).recall(code, title, places, former=former)
    assert (found.name if found else None) == name, reason


def test_of_two_who_held_an_office_nobody_knows_which_is_meant():
    document = Document(id="t", text="Bill Clinton met Barack Obama.", published=date(2018, 3, 1))
    report = read_report(document, [], load_world(), load_roles())
    holders = Holders(report, (), load_world(), load_roles(), document.published)
    assert holders.recall("USA", "president", set(), former=True) is None


def test_an_office_is_held_within_its_days():
    entry = next(e for e in load_world().find_name("Barack Obama") if e.office == "President")
    assert holds(entry, date(2012, 1, 1))
    assert not holds(entry, date(2018, 1, 1))

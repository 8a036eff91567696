"""Who stands on which side."""

from datetime import date

import pytest

from dragoman.ask.kinds import KnownActor
from dragoman.ask.values import read_who
from dragoman.record.mention import Actor
from dragoman.relations.parties import (
    list_pairs,
    make_party,
    name_state,
    rank_happenings,
    spell_parties,
    spell_party,
    split_sides,
    tell_day,
)
from relations.make import happen, party, who

SIDES = [
    ("NOR", "NOR", True),
    ("NOR", "Ada Berg/NOR", True),  # a code holds everyone of it
    ("NOR", "TCD", False),
    ("NOR:GOV", "NOR", True),
    ("NOR:MIL", "NOR", False),
    ("Ada Berg", "Ada Berg/NOR", True),
    ("Berg", "Ada Berg/NOR", True),  # part of a name
    ("ada bérg", "Ada Berg/NOR", True),  # neither case nor accents matter
    ("Ada Berg", "Berg/NOR", False),  # less than was asked for is somebody else, as far as is known
    ("Norway", "NOR", True),  # a country's name is its code
]


@pytest.mark.parametrize(("asked", "mention", "is_it"), SIDES)
def test_a_mention_is_the_party_asked_for_or_is_not(asked: str, mention: str, is_it: bool) -> None:
    assert party(asked).is_party(who(mention)) is is_it


def test_a_party_is_labelled_by_its_code_however_it_was_asked_for() -> None:
    assert party("Norway") == party("NOR")
    assert [party(text).label for text in ("Norway", "Norway:mil", ":MIL", "Ada Berg")] == [
        "NOR",
        "NOR:MIL",
        ":MIL",
        "Ada Berg",
    ]


def test_names_that_the_archive_knows_are_the_party_too() -> None:
    known = KnownActor(
        id="a",
        name="Ada Berg",
        code="NOR",
        sector=("GOV",),
        identifier_id=None,
        aliases=("the minister from Bergen",),
        offices=(),
        first_seen=None,
        last_seen=None,
        events=3,
    )
    asked = make_party(read_who("actor", "Berg"), [known])
    assert asked.name == "Ada Berg"
    assert asked.is_party(who("The Minister from Bergen/NOR"))
    assert not asked.is_party(who("the minister from Oslo/NOR"))


def test_a_meeting_without_host_is_on_both_sides_and_counts_once() -> None:
    meeting, threat = happen("m", "CONSULT", ["NOR", "TCD"]), happen("t", "THREATEN", ["TCD"], ["NOR"], on=1)
    pact = happen("p", "AGREE", ["NOR", "TCD"])  # not a meeting: whom they agreed with is not told
    sides = split_sides([threat, pact, meeting], party("NOR"), party("TCD"))
    assert [h.id for h in sides.there] == ["m"]
    assert [h.id for h in sides.back] == ["m", "t"]
    assert [h.id for h in sides.both] == ["m", "t"]
    assert len(list(list_pairs(meeting))) == 2


def test_what_matters_is_scale_times_confidence_times_sources() -> None:
    loud = happen("loud", "ASSAULT", ["NOR"], ["TCD"], confidence=0.39)  # 3.5, but not sure enough to be named
    sure = happen("sure", "ACCUSE", ["NOR"], ["TCD"], confidence=0.9)  # 2.7
    told = happen("told", "ACCUSE", ["NOR"], ["TCD"], confidence=0.4, independent_sources=3)  # 3.6
    last = happen("last", "ACCUSE", ["NOR"], ["TCD"], confidence=0.5)  # 1.5
    assert [h.id for h in rank_happenings([last, loud, sure, told], 2)] == ["told", "sure"]


def test_a_state_is_its_code_and_what_gathers_many_is_not_one() -> None:
    assert name_state(who("Ada Berg/NOR")) == "NOR"
    assert name_state(who("Red Column/IMG")) == "Red Column"
    assert name_state(Actor(code=None, sector=(), entity_text="the  rebels", start=0, end=11)) == "the rebels"


def test_a_country_is_told_where_the_name_does_not_tell_it() -> None:
    assert spell_party(who("Ada Berg/NOR")) == "Ada Berg (Norway)"
    assert spell_party(who("Norwegian police/NOR")) == "Norwegian police"
    assert spell_party(who("Oslo/NOR")) == "Oslo"
    assert spell_parties([who("Ada Berg/NOR"), who("Chad/TCD"), who("Mali/MLI")]) == "Ada Berg (Norway), Chad and Mali"
    assert spell_parties([]) == ""


def test_a_day_is_its_own_or_that_of_the_first_report() -> None:
    assert tell_day(happen("a", "ACCUSE", ["NOR"], date=None)) == date(2021, 1, 1)
    assert tell_day(happen("a", "ACCUSE", ["NOR"], date=None, enddate=None, first_reported=None)) is None

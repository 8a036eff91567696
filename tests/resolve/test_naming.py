"""Rows: a party, the words of its mention, and its canonical name."""

import pytest

from dragoman.resolve.naming import name_party, spell_out
from dragoman.resolve.parties import Party
from dragoman.world.load import load_world

ROWS = [
    (Party(code="NOR", kind="person", name="Ada Berg"), "the minister", "Ada Berg", "a known name stays"),
    (Party(code="NOR", kind="state"), "both countries", "Norway", "a state by its name"),
    (Party(code="NOR", kind="government", basis="home"), "The government", "Government of Norway", "a government"),
    (Party(code="CHL", kind="government", basis="possessor"), "Chile's regime", "Chilean government", "in one form"),
    (Party(code="CHL", kind="government", basis="home"), "the authorities", "Chilean authorities", "the adjective"),
    (
        Party(code="CHL", kind="forces", basis="name"),
        "Chile's military",
        "Chilean armed forces",
        "all of a state's forces",
    ),
    (
        Party(code="CHL", kind="court", basis="possessor"),
        "Chile’s top court",
        "top court of Chile",
        "a state has one",
    ),
    (Party(code="PER", kind="people", basis="home"), "three miners", "miners", "people are not named after the report"),
    (
        Party(code="PER", kind="body", basis="home"),
        "the Front (PF), a new body",
        "Front",
        "without what is said beside",
    ),
    (
        Party(code="PER", kind="body", basis="demonym"),
        "The Peruvian Front (PF), Peru's largest opposition group",
        "Peruvian Front",
        "what is said beside may begin with a country",
    ),
    (Party(code="FRA", kind="police", basis="home"), "police", "French police", "the adjective, not Frenchwoman"),
    (Party(code="PER", kind="people", basis="home"), "the “man", "man", "a quotation mark without its fellow"),
    (Party(code="PER", kind="body", basis="name"), "the “Iron” Front", "“Iron” Front", "two are left"),
    (Party(code="TUR", kind="forces", basis="home"), "the army", "Turkish army", "the adjective, not the people"),
    (Party(code="TUR", kind="forces", basis="demonym"), "the Turkish army", "Turkish army", "said already"),
    (
        Party(code="PER", kind="people", basis="home"),
        "at least 14 miners",
        "14 miners",
        "how sure the number is, is no name",
    ),
    (Party(code="TCD", kind="thing"), "the northern town of Faya", "Faya", "the place, not the word for it"),
    (
        Party(code="PER", kind="person"),
        "a baker of the town of Puno",
        "baker of the town of Puno",
        "a person is no place",
    ),
    (
        Party(code="PER", kind="official", basis="possessor", office="transport minister"),
        "Peru's transport minister",
        "transport minister of Peru",
        "who holds an office that the report does not name",
    ),
    (
        Party(code="PER", kind="official", basis="demonym", office="minister"),
        "A Peruvian minister",
        "Peruvian minister",
        "any of them",
    ),
    (
        Party(code="PER", kind="official", basis="earlier", office="attorney general"),
        "the country's attorney general",
        "attorney general of Peru",
        "the country is Peru",
    ),
    (
        Party(code="PER", kind="official", basis="home", office="mayor"),
        "The mayor",
        "Peruvian mayor",
        "a mayor is a town's",
    ),
    (
        Party(code="NER", kind="forces", basis="home"),
        "at least 46 of its soldiers",
        "46 Nigerien soldiers",
        "a number stands first",
    ),
    (Party(code="PER", kind="people", basis="home"), "some of the miners", "miners", "a part is called like the whole"),
    (
        Party(code="PER", kind="official", basis="home"),
        "most of the ministers",
        "Peruvian ministers",
        "of what there is most",
    ),
    (
        Party(code="NGA", kind="armed_group", basis="name"),
        "Boko Haram fighters",
        "Boko Haram",
        "a group's people are the group",
    ),
    (
        Party(code="SYR", kind="armed_group", basis="place"),
        "foreign fighters",
        "foreign fighters",
        "of no group that is known",
    ),
    (Party(code="PER", kind="people", basis="demonym"), "the Peruvian side", "Peru", "a side is its country"),
    (
        Party(code="SYR", kind="government", basis="possessor"),
        "Bashar al-Assad’s regime",
        "Syrian government",
        "called after who heads it",
    ),
    (
        Party(code="SYR", kind="government", basis="title"),
        "the Assad government",
        "Syrian government",
        "a known head of it, without a possessor",
    ),
    (
        Party(code="PER", kind="government", basis="title"),
        "the Conservative government",
        "Conservative government",
        "a party is no head",
    ),
    (
        Party(code="GBR", kind="government", basis="earlier"),
        "the UK government",
        "Government of the United Kingdom",
        "a country's short name is its name",
    ),
    (
        Party(code="PHL", kind="parliament", basis="possessor"),
        "Manila’s lower house",
        "Philippine lower house",
        "a capital stands for its country",
    ),
    (
        Party(code="PER", kind="official", basis="possessor"),
        "Ada Berg's aides",
        "Ada Berg's aides",
        "whose they are says more than the country",
    ),
    (Party(code=None, kind="people"), "the villagers", "villagers", "no country known"),
]


@pytest.mark.parametrize(("party", "words", "name", "reason"), ROWS)
def test_names(party, words, name, reason):
    assert name_party(party, words, load_world()) == name, reason


def test_bodies_are_written_in_full():
    words = "Farc fighters"
    assert spell_out(words, 0, load_world().scan_names(words + " in Colombia")[:1]) == "FARC fighters"
    assert spell_out("US-led talks", 0, load_world().scan_names("US-led talks")) == "US-led talks"

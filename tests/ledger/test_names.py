"""Places and halves: what the words of a saying and of a deed name."""

import pytest

from dragoman.codebook.stems import stem, stem_words
from dragoman.ledger.deeds import read_matter
from dragoman.ledger.names import has_half, lies_elsewhere, list_bare, list_named, read_names

NOBODY: frozenset[str] = frozenset()


def test_names_are_those_of_places_and_things_but_not_of_parties_and_months():
    text = "open its mission in Abeche by March with Norway"
    assert read_names(text, frozenset({"norway"})) == {stem("Abeche")}


@pytest.mark.parametrize(
    ("text", "elsewhere", "reason"),
    [
        ("Norway opened a mission in Abeche.", False, "the same place"),
        ("Norway opened a mission in Faya.", True, "another place"),
        ("Norway opened a mission.", False, "no place"),
        ("Norway opened a mission in the Chadian capital.", False, "a country that is meant"),
    ],
)
def test_a_deed_with_other_names_lies_elsewhere(text, elsewhere, reason):
    assert lies_elsewhere(frozenset({stem("Abeche")}), NOBODY, frozenset({"TCD"}), [text]) is elsewhere, reason


def test_half_of_what_was_named_is_seen():
    content = "lift the curfew in Abeche and Faya"
    matter = read_matter(content)
    assert has_half(content, matter, frozenset(stem_words("lifted the curfew in Faya")))
    assert not has_half(content, matter, frozenset(stem_words("lifted the curfew in Faya and Abeche")))
    assert not has_half(content, matter, frozenset(stem_words("lifted the curfew")))


def test_a_bare_noun_says_nothing_of_what_it_is():
    assert stem("word") in list_bare("broke its word")
    assert stem("word") in list_bare("broke its word to Chad")
    assert stem("promise") not in list_bare("broke its promise to leave")
    assert list_bare("word") == {stem("word"): NOBODY}
    assert list_bare("broke its fragile truce deal")[stem("deal")] == {stem("fragile"), stem("truce")}
    assert list_bare("rejected the Russian demand")[stem("demand")] == NOBODY
    assert list_bare("left the mayor's pact")[stem("pact")] == {stem("mayor")}
    assert stem("deal") not in list_bare("in one of the worst breaches of a deal")


def test_countries_are_named_with_their_places_in_the_text():
    assert list_named("Envoys of Norway met Chadian officials.") == ((2, "NOR"), (4, "TCD"))

"""Rows: a party, the words of its mention, and its canonical name."""

import pytest

from dragoman.resolve.naming import name_party
from dragoman.resolve.parties import Party
from dragoman.world.load import load_world

ROWS = [
    (Party(code="NOR", kind="person", name="Ada Berg"), "the minister", "Ada Berg", "a known name stays"),
    (Party(code="NOR", kind="state"), "both countries", "Norway", "a state by its name"),
    (Party(code="NOR", kind="government", basis="home"), "The government", "Government of Norway", "a government"),
    (Party(code="TUR", kind="forces", basis="home"), "the army", "Turkish army", "the adjective, not the people"),
    (Party(code="TUR", kind="forces", basis="demonym"), "the Turkish army", "Turkish army", "said already"),
    (Party(code=None, kind="people"), "the villagers", "villagers", "no country known"),
]


@pytest.mark.parametrize(("party", "words", "name", "reason"), ROWS)
def test_names(party, words, name, reason):
    assert name_party(party, words, load_world()) == name, reason

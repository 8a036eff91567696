"""Rows: a sentence, the mentions that must be found in it, and why the span ends where it does."""

import pytest

from dragoman.find.actors import find_actors
from dragoman.record.document import Document

ROWS = [
    ("The old mayor of Lyon, who was ill, resigned.", ["The old mayor of Lyon"], "of-phrase in, relative clause out"),
    (
        "The French minister, Jean Petit, left on Monday.",
        ["The French minister, Jean Petit"],
        "apposition in, time out",
    ),
    ("Chad's army attacked the rebels.", ["Chad", "Chad's army", "the rebels"], "a possessor is a mention of its own"),
    ("Kenya and Uganda signed it.", ["Kenya", "Uganda", "it"], "each conjunct, and the pronoun"),
    (
        "Turkish troops fired at their cars.",
        ["Turkish", "Turkish troops", "their"],
        "a people's adjective, a possessive",
    ),
    ("Protesters in Minsk threw stones.", ["Protesters in Minsk", "stones"], "a place that belongs to the name"),
    ("Chad's envoys in Paris left.", ["Chad's envoys"], "who is named already needs no place"),
    ("Ada Berg, 52, resigned.", ["Ada Berg"], "an age is no name"),
    (
        "Ada Berg said she had resigned after the vote, a claim that nobody believed.",
        ["Ada Berg"],
        "nothing behind the verb",
    ),
    ("US-backed rebels fled.", ["US-backed rebels"], "a hyphen binds"),
    ("In 1989 India's army closed the road.", ["India", "India's army", "the road"], "a year is no part of a name"),
    ("On Thursday Kosovo's government resigned.", ["Kosovo", "Kosovo's government"], "nor is a weekday"),
    ("Two were killed.", ["Two"], "a number that stands alone"),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), ROWS)
def test_finds_mentions_with_their_spans(parse, text, wanted, reason):
    found = [m.text for m in find_actors(Document(id="t", text=text), [parse(text)])]
    assert [w for w in wanted if w not in found] == [], reason


def test_offsets_quote_the_text(parse):
    text = "The People's Front (PF) met President Ada Berg."
    for mention in find_actors(Document(id="t", text=text), [parse(text)]):
        assert text[mention.start : mention.end] == mention.text
        assert mention.kind == "actor"


def test_given_names_are_no_mentions_of_their_own(parse):
    text = "Minister Ada Berg spoke."
    heads = [m.text for m in find_actors(Document(id="t", text=text), [parse(text)])]
    assert "Ada" not in heads


def test_unparsed_sentences_hold_no_mentions():
    from dragoman.record.document import Sentence

    assert find_actors(Document(id="t", text="Chad fell."), [Sentence(sequence=0, start=0, end=10)]) == []

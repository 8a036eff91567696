"""Which words of a sentence are places; each row tells why."""

import re

import pytest

from dragoman.find.places import find_places
from dragoman.record.document import Document, Sentence, Token
from dragoman.world.load import load_world


def make_sentence(text: str) -> Sentence:
    """A sentence as the parser gives it, every capitalised word a proper noun."""
    tokens = tuple(
        Token(i, m.start(), m.end(), m.group(), m.group(), _tag(m.group(), i), i, "other")
        for i, m in enumerate(re.finditer(r"[\w.'’]+|[^\w\s]", text))
    )
    return Sentence(sequence=0, start=0, end=len(text), tokens=tokens)


def _tag(word: str, i: int) -> str:
    if i == 0 and word in ("In", "The", "From", "Fighting", "Reading"):
        return "IN"
    return "NNP" if word[0].isupper() else "NN"


@pytest.mark.parametrize(
    ("text", "places", "why"),
    [
        ("In Hodeidah a ship burned.", ["Hodeidah"], "a place in the news"),
        ("Troops left the Gaza Strip for Sinai.", ["Gaza Strip", "Sinai"], "the longest name"),
        ("He flew to Libya’s capital, Tripoli.", ["Libya", "Tripoli"], "the curly 's stays outside"),
        ("Rebels shelled Deir ez-Zor on Monday.", ["Deir ez-Zor"], "hyphens and small words inside a name"),
        ("The camps at Cox's Bazar are full.", ["Cox's Bazar"], "an apostrophe inside a name"),
        ("The Moscow-backed militia withdrew.", [], "an adjective"),
        ("Iranian envoys met the Syrians.", [], "demonyms"),
        ("Mr Jack London spoke to reporters.", [], "a surname behind a given name"),
        ("Reading the letter took an hour.", [], "an English word"),
        ("A bomb went off in Reading, England.", ["Reading", "England"], "its country stands behind it"),
        ("The Washington Post reported it.", [], "a newspaper"),
        ("Fighting spread through Mariupol, Kherson and Bakhmut.", ["Mariupol", "Kherson", "Bakhmut"], "a list"),
        ("Ships crossed the Strait of Hormuz.", ["Strait of Hormuz"], "a strait"),
        ("A man from Lewisburg, West Virginia, died.", ["Lewisburg", "West Virginia"], "a small town with its state"),
        ("Protesters gathered in eastern Ghouta.", ["eastern Ghouta"], "a name that begins in small letters"),
        ("It arrived in Lagos on Tuesday.", ["Lagos"], "a town"),
        ("Police shot a man in El-Arish.", ["El-Arish"], "a hyphen where the table has a blank"),
        (
            "Rebels left Mocimboa da Praia, Mozambique.",
            ["Mocimboa da Praia", "Mozambique"],
            "small words inside a name",
        ),
        ("Rebels overran Birao.", ["Birao"], "what is overrun is a place"),
        ("Rebels praised Birao.", [], "what is praised need be none"),
        ("They reached the village of Ombuku.", ["Ombuku"], "a name that no table knows, told by a noun"),
        ("They camped in Ombuku, northern Namibia.", ["Ombuku", "Namibia"], "the same, told by the country behind it"),
        ("Police patrolled the Ombuku district.", ["Ombuku"], "the same, told by the noun behind it"),
        ("Police patrolled Namibia's Ombuku district.", ["Namibia", "Ombuku"], "the same, behind whose it is"),
        ("The Ombuku camp rejected the talks.", [], "those who follow a politician"),
        ("They read of Ombuku.", [], "nothing tells that it is a place"),
    ],
)
def test_find_places(text: str, places: list[str], why: str) -> None:
    document = Document(id="x", text=text)
    found = find_places(document, [make_sentence(text)], load_world())
    assert [mention.text for mention in found] == places, why
    assert all(text[m.start : m.end] == m.text and m.kind == "place" and m.head == -1 for m in found)


def test_unparsed_sentences_name_places_too() -> None:
    text = "Troops entered Mosul."
    found = find_places(Document(id="x", text=text), [Sentence(sequence=0, start=0, end=21)], load_world())
    assert [m.text for m in found] == ["Mosul"]


def test_a_surname_of_the_report_is_no_town_later() -> None:
    text = "Judge Emily Houston resigned. Houston gave no reason."
    first, second = make_sentence(text[:29]), make_sentence(text[:29])
    cut = make_sentence(text[30:])
    second = Sentence(
        sequence=1, start=30, end=len(text),
        tokens=tuple(Token(t.i, t.start + 30, t.end + 30, t.text, t.lemma, t.tag, t.head, t.function) for t in cut.tokens),
    )  # fmt: skip
    assert find_places(Document(id="x", text=text), [first, second], load_world()) == []

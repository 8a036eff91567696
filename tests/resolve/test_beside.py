"""What stands in apposition to a noun: rows of a report, a mention, its first sector and its name."""

from datetime import date

import pytest

from dragoman.find import find_mentions
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences
from dragoman.world.load import load_world

ROWS = [
    ("The Peruvian Council, an opposition group, refused.", "Council", "OPP", "Peruvian Council", "what kind it is"),
    ("The Peruvian Council refused.", "Council", "GOV", "Peruvian Council", "nothing says more than the noun"),
    ("The Peruvian minister, Ada Berg, refused.", "minister", "GOV", "Ada Berg", "who it is"),
    ("The envoy to Peru, Ada Berg, refused.", "envoy", "GOV", "Ada Berg", "the name behind the last noun"),
    (
        "The commander of Peru's Northern Force, Brigadier-General Ada Berg, refused.",
        "commander",
        "MIL",
        "Ada Berg",
        "a hyphen joins the words before a name",
    ),
    ("The Peruvian people wept. Four people fell.", "people", "CVL", "people", "four are not the people of before"),
]


@pytest.mark.parametrize(("text", "word", "sector", "name", "reason"), ROWS)
def test_apposition(parser, text, word, sector, name, reason):
    document = Document(id="t", text=text, published=date(2021, 3, 1))
    sentences = parser.parse_sentences(text, split_sentences(document))
    known = resolve_mentions(document, sentences, find_mentions(document, sentences, load_world()), load_world())
    tokens = {(s.sequence, t.i): t.text for s in sentences for t in s.tokens}
    found = [r.actor for at, references in known.actors.items() if tokens[at] == word for r in references]
    assert (found[-1].sector[0], found[-1].identifier_text) == (sector, name), reason


CODES = [
    (
        "The Chad Campaign, a human rights group, refused.",
        "Campaign",
        "NGO",
        "a rights group, whatever it is named after",
    ),
    ("Turkey blamed its armed wing, the People's Protection Units.", "wing", "SYR", "the group's own name says more"),
    ("Turkey blamed its armed wing.", "wing", "TUR", "nothing says more than whose it is"),
]


@pytest.mark.parametrize(("text", "word", "code", "reason"), CODES)
def test_apposition_tells_the_country(parser, text, word, code, reason):
    document = Document(id="t", text=text, published=date(2021, 3, 1))
    sentences = parser.parse_sentences(text, split_sentences(document))
    known = resolve_mentions(document, sentences, find_mentions(document, sentences, load_world()), load_world())
    at = next((s.sequence, t.i) for s in sentences for t in s.tokens if t.text == word)
    assert [r.actor.code for r in known.actors[at]] == [code], reason

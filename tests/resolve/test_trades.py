"""Of what trade somebody is of whom the noun alone does not tell it: rows of a report, a mention, and its sector."""

from datetime import date

import pytest

from dragoman.find import find_mentions
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences
from dragoman.world.load import load_world

ROWS = [
    ("A Chadian general met his Malian counterpart.", "counterpart", ("MIL",), "a general's is a soldier"),
    ("A Chadian judge called her colleague from Mali.", "colleague", ("JUD",), "a judge's is a judge"),
    ("Chad's foreign minister met his Malian counterpart.", "counterpart", ("GOV",), "a minister's is a minister"),
    ("Chad met a counterpart from Mali.", "counterpart", ("GOV",), "nobody's: of a state"),
    ("A military court in Chad jailed two officers.", "officers", ("MIL",), "the sentence speaks of soldiers"),
    ("A court in Chad jailed two officers.", "officers", ("COP",), "the sentence speaks of no soldiers"),
    ("The army in Chad handed two officers to the police.", "officers", ("COP",), "it speaks of both"),
]


@pytest.mark.parametrize(("text", "word", "sector", "reason"), ROWS)
def test_of_what_trade_somebody_is(parser, text, word, sector, reason):
    document = Document(id="t", text=text, published=date(2021, 3, 1))
    sentences = parser.parse_sentences(text, split_sentences(document))
    known = resolve_mentions(document, sentences, find_mentions(document, sentences, load_world()), load_world())
    at = next((s.sequence, t.i) for s in sentences for t in s.tokens if t.text == word)
    assert known.actors[at][0].actor.sector == sector, reason

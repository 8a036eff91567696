"""The parser's first half as dragoman runs it: the numbers that spaCy gives, and no word's depend on what was read before."""

import numpy as np
import pytest
from spacy.tokens import Doc

from dragoman.parse import vectors as module
from dragoman.parse.spacy_parser import SpacyParser
from dragoman.parse.vectors import Encoder

SENTENCES = [
    "Norway condemned Chad on Monday.",
    "“No,” said the envoy.",
    "Stop",
    "The committee, whose seven members had met behind closed doors since noon, agreed with Chad on a truce that its army "
    "would keep until the ferries, the mines and the two northern harbours of Lake Bol had been handed back to the province.",
]
FEW = 60


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def make_docs(parser: SpacyParser, sentences: list[str]) -> list[Doc]:
    return [parser._make_doc(sentence) for sentence in sentences]


def make_encoder(parser: SpacyParser) -> Encoder:
    return Encoder(parser._nlp.get_pipe("tok2vec").model)


def test_the_numbers_are_those_of_spacy(parser: SpacyParser) -> None:
    docs = make_docs(parser, SENTENCES)
    expected = parser._nlp.get_pipe("tok2vec").predict(docs)
    found = make_encoder(parser).encode(docs)
    for one, other in zip(found, expected, strict=True):
        assert one.shape == other.shape
        assert np.abs(one - other).max() < 1e-4


def test_what_was_read_before_changes_no_bit(parser: SpacyParser) -> None:
    docs = make_docs(parser, SENTENCES)
    fresh = make_encoder(parser).encode(docs)
    used = make_encoder(parser)
    for doc in reversed(make_docs(parser, [*SENTENCES, "Oslo", "The envoy agreed to a truce in Oslo."])):
        used.encode([doc])
    assert all(np.array_equal(one, other) for one, other in zip(used.encode(docs), fresh, strict=True))


def test_when_the_memory_is_full_it_begins_anew(parser: SpacyParser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", FEW)
    docs = make_docs(parser, SENTENCES)
    expected = make_encoder(parser).encode(docs)
    small = make_encoder(parser)
    for _ in range(3):
        found = [small.encode([doc])[0] for doc in make_docs(parser, [SENTENCES[3], SENTENCES[0]])]
        assert len(small._rows) <= FEW
    assert found[1].shape == expected[0].shape
    assert np.array_equal(found[1], small.encode(make_docs(parser, [SENTENCES[0]]))[0])

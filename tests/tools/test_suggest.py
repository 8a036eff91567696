"""The report of triggers that the lexicon lacks: only what the reader found alone, by word and type."""

from dataclasses import replace
from datetime import date

import pytest
from tools.reader.suggest import collect

from dragoman.flow import code_document
from dragoman.kit import load_kit
from dragoman.read import make_document
from dragoman.record.document import Document


@pytest.fixture(scope="module")
def coded():
    document = make_document("Norway condemned Chad on Monday. Chad denounced Norway.", published=date(2021, 2, 10))
    assert isinstance(document, Document)
    return code_document(document, load_kit(strict=True))


def test_only_what_the_reader_found_alone_is_told(coded):
    assert collect([coded]) == {}, "the rules know both verbs"
    by_reader = [{**why, "event": "the learned reader, 0.32"} for why in coded.explanations]
    found = collect([replace(coded, explanations=(by_reader[0], coded.explanations[1]))])
    ((word, event), [(_, sentence)]) = next(iter(found.items()))
    assert (word, event) == ("condemn", "ACCUSE")
    assert sentence == "Norway [condemned] Chad on Monday."

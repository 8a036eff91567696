"""Sentences that say outright what came of a commitment."""

from datetime import date

import pytest

from dragoman.find import find_remarks
from dragoman.read import make_document
from dragoman.record.document import Document
from dragoman.segment import split_sentences
from dragoman.world.load import load_world

CASES = [
    ("Sudan failed to free the prisoners as promised.", "broken"),  # outweighs "as promised"
    ("The prisoners were freed on Friday, as Sudan had promised.", None),  # "as" and "promised" do not touch
    ("The prisoners were freed on Friday as promised.", "kept"),
    ("The two armies extended the truce for a month.", "superseded"),
    ("Chad denied that it had agreed to any such thing.", "denied"),
    ("Kenya suspended the fishing agreement with Uganda.", "withdrawn"),
    ("Uganda's president rejected the demand.", "refused"),
    ("The band broke up.", None),
]


@pytest.mark.parametrize(("text", "state"), CASES)
def test_a_remark_is_found_by_its_words(text, state):
    document = make_document(text, published=date(2021, 2, 10))
    assert isinstance(document, Document)
    found = find_remarks(document, split_sentences(document), load_world())
    assert [r.state for r in found] == ([state] if state else [])


def test_a_remark_names_who_stands_in_its_sentence():
    text = "Nobody was hurt. Kenya suspended the fishing agreement with Uganda."
    document = make_document(text, published=date(2021, 2, 10))
    assert isinstance(document, Document)
    (remark,) = find_remarks(document, split_sentences(document), load_world())
    assert remark.codes == ("KEN", "UGA")
    assert text[remark.start : remark.end] == remark.text == "Kenya suspended the fishing agreement with Uganda."

"""Which sentences are parsed only because a later one points at them."""

import pytest

from dragoman.record.document import Document
from dragoman.segment import split_sentences
from dragoman.sift import add_antecedents

TEXT = "Ada Berg leads a party. She is old. Her home is in Oslo. Police arrested her. Rain fell."

# sentences worth a parse, those parsed, reason
ROWS = [
    ([3], [0, 1, 2, 3], "from one pronoun to the next, back to the name"),
    ([1], [0, 1], "one step"),
    ([0], [0], "a name needs nobody"),
    ([4], [4], "no pronoun"),
    ([], [], "nothing to parse"),
]


@pytest.mark.parametrize(("worth", "parsed", "reason"), ROWS)
def test_what_pronouns_point_at_is_parsed_too(worth, parsed, reason):
    sentences = split_sentences(Document(id="t", text=TEXT))
    chosen = add_antecedents(TEXT, sentences, [s for s in sentences if s.sequence in worth])
    assert [s.sequence for s in chosen] == parsed, reason


POINTING = [
    ("She resigned.", True, "a pronoun at the head"),
    ("On Friday they marched.", True, "a day is no name"),
    ("Police arrested him.", True, "the first word may be any"),
    ("The minister of Chad said that it was late.", False, "Chad stands before it"),
    ("I resigned.", False, "the speaker needs no name"),
    ("On Friday, the minister called for calm.", True, "which minister is told before"),
    ("The president left.", True, "the same at the head"),
    ("The president, Ada Berg, left.", False, "her name stands beside her office"),
    ("The rain stopped.", False, "no office"),
    ("In Chad the minister left.", False, "a name stands before the office"),
]


@pytest.mark.parametrize(("words", "points", "reason"), POINTING)
def test_a_pronoun_before_any_name_points_back(words, points, reason):
    text = f"Rain fell. {words}"
    sentences = split_sentences(Document(id="t", text=text))
    chosen = add_antecedents(text, sentences, sentences[1:])
    assert (len(chosen) == 2) == points, reason

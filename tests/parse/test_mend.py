"""Attachments that the small parser gets wrong: "of" belongs to the verb that wants it."""

import pytest

from dragoman.parse.mend import mend_attachments
from dragoman.record.document import Token

OF_VERBS = frozenset({"warn"})
ARMY = "She/she/PRP/1/subject warned/warn/VBD/1/root them/army/{tag}/1/object of/of/IN/2/preposition raids/raid/{behind}/3/prep_object"


def make(words: str) -> list[Token]:
    """Tokens of "text/lemma/tag/head/function" words."""
    rows = [word.split("/") for word in words.split()]
    return [Token(i, 0, 0, text, lemma, tag, int(head), what) for i, (text, lemma, tag, head, what) in enumerate(rows)]


@pytest.mark.parametrize(("tag", "head"), [("NN", 1), ("NNP", 1), ("CD", 2), ("DT", 2)])
def test_of_hangs_on_the_verb_and_not_on_the_object_unless_that_counts(tag: str, head: int) -> None:
    assert mend_attachments(make(ARMY.format(tag=tag, behind="NNS")), OF_VERBS)[3].head == head


def test_a_name_behind_of_says_whose_the_object_is() -> None:
    told = make(ARMY.format(tag="NN", behind="NNP"))
    assert mend_attachments(told, OF_VERBS) == told


def test_of_two_the_last_is_the_verbs() -> None:
    told = make(ARMY.format(tag="NN", behind="NNP") + " of/of/IN/4/preposition theft/theft/NN/5/prep_object")
    mended = mend_attachments(told, OF_VERBS)
    assert (mended[3].head, mended[5].head) == (2, 1)


def test_where_a_clause_tells_it_no_of_is_wanted() -> None:
    told = make(ARMY.format(tag="NN", behind="NNS") + " lied/lie/VBD/1/clause")
    assert mend_attachments(told, OF_VERBS) == told


def test_other_verbs_keep_their_objects_whole() -> None:
    told = make(ARMY.format(tag="NN", behind="NNS"))
    assert mend_attachments(told, frozenset({"accuse"})) == told

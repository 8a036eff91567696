"""Attachments that the small parser gets wrong: "of" belongs to the verb that wants it."""

import pytest

from dragoman.parse.mend import mend_attachments
from dragoman.record.document import Token


def make(words: str) -> list[Token]:
    """Tokens of "text/lemma/tag/head/function" words."""
    rows = [word.split("/") for word in words.split()]
    return [Token(i, 0, 0, text, lemma, tag, int(head), what) for i, (text, lemma, tag, head, what) in enumerate(rows)]


ARMY = "She/she/PRP/1/subject warned/warn/VBD/1/root them/army/{tag}/1/object of/of/IN/2/preposition raids/raid/NNS/3/prep_object"


@pytest.mark.parametrize(("tag", "head"), [("NN", 1), ("NNP", 1), ("CD", 2), ("DT", 2)])
def test_of_hangs_on_the_verb_and_not_on_the_object_unless_that_counts(tag: str, head: int) -> None:
    assert mend_attachments(make(ARMY.format(tag=tag)), frozenset({"warn"}))[3].head == head


def test_where_a_clause_tells_it_no_of_is_wanted() -> None:
    told = make(ARMY.format(tag="NN") + " lied/lie/VBD/1/clause")
    assert mend_attachments(told, frozenset({"warn"})) == told


def test_other_verbs_keep_their_objects_whole() -> None:
    told = make(ARMY.format(tag="NN"))
    assert mend_attachments(told, frozenset({"accuse"})) == told

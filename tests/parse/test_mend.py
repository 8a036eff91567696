"""Attachments that the small parser gets wrong: "of" belongs to the verb that wants it, "al-" to its name."""

from dataclasses import replace

import pytest

from dragoman.parse.mend import join_names, mend_attachments
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


@pytest.mark.parametrize("gap", [0, 1])
def test_a_name_with_an_article_is_one_phrase(gap: int) -> None:
    told = make(
        "Adnan/adnan/NNP/1/modifier al/al/NNP/4/subject -/-/NNP/4/subject Khatib/khatib/NNP/4/subject met/meet/VBD/4/root"
    )
    places = [(0, 5), (6, 8), (8, 9), (9 + gap, 15 + gap), (20, 23)]
    told = [replace(t, start=a, end=b) for t, (a, b) in zip(told, places, strict=True)]
    joined = join_names(told, frozenset({"al"}))
    if gap:
        assert joined == told  # "al - Khatib" is no name
    else:
        assert [(t.head, t.function) for t in joined[:4]] == [
            (3, "modifier"),
            (3, "modifier"),
            (3, "punctuation"),
            (4, "subject"),
        ]

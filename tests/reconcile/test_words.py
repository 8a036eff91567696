"""What is read from the words of a sentence."""

import pytest

from dragoman.reconcile.words import (
    cut_words,
    find_old,
    find_tolls,
    pick_numbers,
    pick_stems,
    sounds_again,
    sounds_done,
)

TOLLS = [
    ("Gunmen killed at least 12 people and wounded 30 in Kano.", {("dead", 12), ("wounded", 30)}),
    ("Fifteen soldiers were killed.", {("dead", 15)}),
    ("Twelve dead, dozens injured.", {("dead", 12)}),  # dozens counts nothing
    ("Police arrested twenty-two demonstrators.", {("arrested", 22), ("protesters", 22)}),  # both, and rightly so
    ("Fifteen people were killed and 30 wounded.", {("dead", 15), ("wounded", 30)}),
    ("A bomb wounded nine.", {("wounded", 9)}),
    ("Some 4,500 marchers filled the square.", {("protesters", 4500)}),
    ("The war of 2014 killed many.", set()),  # a year
    ("The 14 ministers met in Oslo.", set()),  # counts nobody harmed
]


@pytest.mark.parametrize(("sentence", "tolls"), TOLLS)
def test_tolls(sentence: str, tolls: set[tuple[str, int]]) -> None:
    assert find_tolls(sentence) == tolls


OLD = [
    ("The army arrested 12 after the raid.", "raid", False, "after"),
    ("Norway condemned Mali for the shelling.", "shelling", False, "for"),
    ("Osman flew to Mali for talks.", "talks", True, None),  # a purpose, not a charge
    ("Troops had shelled the town.", "shelled", False, "had"),
    ("After the vote, troops shelled the town.", "shelled", False, None),  # the comma parts them
    ("Troops shelled the town.", "shelled", False, None),
    ("Following a long and bitter quarrel of years they clashed.", "clashed", False, None),  # too far off
]


@pytest.mark.parametrize(("sentence", "trigger", "mutual", "word"), OLD)
def test_what_was_known_before(sentence: str, trigger: str, mutual: bool, word: str | None) -> None:
    found = find_old(sentence, sentence.index(trigger), mutual=mutual)
    assert found == (None if word is None else sentence.index(word))


def test_the_words_of_a_party_are_passed_over() -> None:
    sentence = "Seoul hailed the verdict by which a court of the South Korean capital fined the firm."
    trigger, party = sentence.index("fined"), "a court of the South Korean capital"
    start = sentence.index(party)
    assert find_old(sentence, trigger, mutual=False) is None
    assert find_old(sentence, trigger, mutual=False, party=[(start, start + len(party))]) == sentence.index("which")


DONE = {
    "Brussels has already frozen the talks.": True,
    "The neighbours have denounced the killers.": True,
    "Brussels froze the talks.": False,
    "Brussels has a plan, and frozen fish.": False,  # the comma parts them
    "Brussels has in these last weeks frozen the talks.": False,  # too far off
}


@pytest.mark.parametrize("sentence", DONE)
def test_what_has_come_to_be(sentence: str) -> None:
    trigger = next(w for w in ("frozen", "froze", "denounced") if w in sentence)
    assert sounds_done(sentence, sentence.index(trigger)) == DONE[sentence]


def test_words_and_stems() -> None:
    assert cut_words("Mali’s army, 1,200 strong") == ["mali", "army", "1,200", "strong"]
    assert pick_stems(cut_words("The troops were shelling towns")) == pick_stems(
        cut_words("shelled: a town, by troops")
    )
    assert pick_numbers(cut_words("one of 12 in 2014, a dozen")) == {12}
    assert sounds_again(["a", "second", "raid"])
    assert not sounds_again(["a", "raid"])

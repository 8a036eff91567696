"""Spellings of one name, and names that only look like it."""

import pytest

from dragoman.reconcile.spelling import GIVEN, SURNAMES, are_alike, are_one_surname, fold, sound, split_name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Recep Tayyip Erdoğan", ("recep", "tayyip", "erdogan")),
        ("President Abdel-Fattah al-Sisi", ("abd", "fattah", "sisi")),
        ("Abdelfattah El-Sissi", ("abd", "fattah", "sissi")),
        ("Lt. Gen. Mohammed bin Salman Jr.", ("muhammad", "salman")),
        ("Kim Jong-un", ("kim", "jong", "un")),
        ("Sean O’Brien", ("sean", "obrien")),
        ("General", ("general",)),  # a title alone is left
        ("Al Gore", ("gore",)),
        ("Łukasz Øst", ("lukasz", "ost")),
    ],
)
def test_the_words_of_a_name(text: str, words: tuple[str, ...]) -> None:
    assert split_name(text) == words


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("gaddafi", "qaddafi", True),
        ("haftar", "hiftar", True),
        ("zelensky", "zelenskyy", True),
        ("petrov", "petrova", False),  # a woman
        ("zelensky", "zelenska", False),
        ("berg", "borg", False),  # too short to differ
        ("hassan", "hussein", False),
        ("miller", "keller", False),
    ],
)
def test_surnames_that_are_spelled_alike(one: str, two: str, alike: bool) -> None:
    assert are_alike(one, two, SURNAMES) is are_alike(two, one, SURNAMES) is alike


def test_given_names_must_be_more_alike() -> None:
    assert are_alike("karim", "karam", SURNAMES)
    assert not are_alike("karim", "karam", GIVEN)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("berg", "berg", True),
        ("zelensky", "zelenskyy", True),  # a letter twice
        ("sissi", "sisi", True),
        ("afrin", "afrini", False),  # one is the other with more behind it
        ("khalil", "hall", False),
        ("hrytsenko", "hritsenko", True),
    ],
)
def test_surnames_that_stand_alone(one: str, two: str, same: bool) -> None:
    assert are_one_surname(one, two) is are_one_surname(two, one) is same


def test_sounds_and_folds() -> None:
    assert sound("qaddafi") == sound("gaddafi")
    assert sound("aoi") == "a"
    assert fold("St. John’s ÉCOLE") == "st johns ecole"

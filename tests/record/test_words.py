"""Words as full text keeps them and is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record.words import fold_words


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("Sudan’s FIRST envoy.", ["sudan", "s", "first", "envoy"], "case and punctuation"),
        ("ﬁre in Ⅳ", ["fire", "in", "iv"], "ligatures and number forms are what they stand for"),
        ("Cafe\u0301 = Café", ["café", "café"], "one word, however the accent is written"),
        ("12,000 troops; 5_6", ["12", "000", "troops", "5", "6"], "digits are words; the underscore is none"),
        ("Москва 北京", ["москва", "北京"], "any script"),
        ("… —", [], "no word"),
    ],
)
def test_folding(text: str, words: list[str], why: str) -> None:
    assert fold_words(text) == words, why


@given(st.text())
def test_what_is_folded_stays_so(text: str) -> None:
    words = fold_words(text)
    assert fold_words(" ".join(words)) == words

"""What is remembered of words changes nothing: a sentence is cut as the tokenizer alone would cut it."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dragoman.glance import cut as module
from dragoman.glance.cut import LONGEST, Cutter, cut_words

# sentence, reason
ODD = [
    ("Norway condemned Chad on Monday.", "plain"),
    ("“We won’t meet Chad's anti-war party,” the U.S. envoy said – twice…", "curly marks, hyphen, points"),
    ("Présidente Zoé Ångström a été reçue.", "accents"),
    ("A [SEP] sign and [CLS] of the tokenizer's own.", "signs"),
    ("Tabs\tand\x00 controls\u200b, 3/2/2021 + 4^2 = $5_000 ~ {x} `y` \\ @z.", "marks and control characters"),
    ("word " * 200, "longer than the network's reach"),
    ("unbelievably " * 53, "at the edge of its reach"),
    ("x" * 150 + " is no word.", "a word too long for the tokenizer"),
    ("Норвегия condemned 乍得 🕊️.", "other alphabets, a picture"),
    ("", "nothing"),
    (" \n ", "white space"),
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    text = (files("dragoman.glance") / "model" / "tokenizer.json").read_text(encoding="utf-8")
    return Tokenizer.from_str(text)


@pytest.fixture(scope="module")
def cutter(tokenizer: Tokenizer) -> Cutter:
    return Cutter(tokenizer)


@pytest.mark.parametrize(("sentence", "reason"), ODD)
def test_odd_sentences_are_cut_as_the_tokenizer_cuts_them(
    cutter: Cutter, tokenizer: Tokenizer, sentence: str, reason: str
) -> None:
    for _ in range(2):
        assert cutter.cut(sentence, 7) == cut_words(tokenizer, sentence, 7), reason


@given(st.text(st.characters(codec="ascii") | st.sampled_from("’‘“”–—…é"), max_size=60))
def test_any_text_is_cut_as_the_tokenizer_cuts_it(cutter: Cutter, tokenizer: Tokenizer, text: str) -> None:
    assert cutter.cut(text, 0) == cut_words(tokenizer, text, 0)


def test_a_long_sentence_is_cut_off(cutter: Cutter) -> None:
    pieces, firsts, words = cutter.cut("word " * 200, 0)
    assert len(pieces) == LONGEST
    assert len(firsts) == len(words) == LONGEST - 2


def test_when_too_many_words_are_known_all_are_forgotten(
    monkeypatch: pytest.MonkeyPatch, cutter: Cutter, tokenizer: Tokenizer
) -> None:
    monkeypatch.setattr(module, "KEPT", 3)
    small = Cutter(tokenizer)
    for sentence, _ in ODD:
        assert small.cut(sentence, 0) == cutter.cut(sentence, 0)
        assert len(small._pieces) <= 3

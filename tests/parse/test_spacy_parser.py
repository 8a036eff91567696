"""The parser keeps offsets, parses alike alone and in company, and knows its own weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse import spacy_parser as module
from dragoman.parse.spacy_parser import SpacyParser, _digest_weights
from dragoman.record.document import FUNCTIONS, Document
from dragoman.segment import split_sentences

TEXT = "“We won’t go,” Akar said — twice. The U.S. Army left\u00a0Mali on Jan. 5.\n\nHe met  Mr. Li 😀 there."


def test_tokens_quote_the_text(parser: SpacyParser) -> None:
    for sentence in parser.parse_sentences(TEXT, split_sentences(Document(id="x", text=TEXT))):
        for token in sentence.tokens:
            # Curly marks are read as straight ones, one for one: lengths and offsets are the text's own.
            assert len(TEXT[token.start : token.end]) == len(token.text)
            assert token.function in FUNCTIONS
            assert 0 <= token.head < len(sentence.tokens)


def test_a_sentence_parses_alike_whatever_documents_came_before(parser: SpacyParser) -> None:
    def parse() -> list[object]:
        return [
            (t.text, t.head, t.function)
            for s in parser.parse_sentences(TEXT, split_sentences(Document(id="x", text=TEXT)))
            for t in s.tokens
        ]

    before = parse()
    other = "Norway shelled a border post in Chad, and three envoys left. " * 40
    parser.parse_sentences(other, split_sentences(Document(id="y", text=other)))
    assert parse() == before


def test_words_are_forgotten_when_there_are_too_many_and_nothing_else_changes(
    monkeypatch: pytest.MonkeyPatch, parser: SpacyParser
) -> None:
    monkeypatch.setattr(module, "NEW_WORDS", 20)
    own = SpacyParser()
    brought = len(own._nlp.vocab)
    expected = parser.parse_sentences(TEXT, split_sentences(Document(id="x", text=TEXT)))
    most = 0
    for number in range(12):
        names = " ".join(f"Zan{'abcdefghijkl'[number]}{letter}" for letter in "abcdefghij")
        own.parse_sentences(names, split_sentences(Document(id="y", text=f"{names} left Mali.")))
        most = max(most, len(own._nlp.vocab) - brought)
    assert 20 < most < 60
    assert own.parse_sentences(TEXT, split_sentences(Document(id="x", text=TEXT))) == expected


@given(st.text(max_size=120))
def test_any_text_parses(parser: SpacyParser, text: str) -> None:
    for sentence in parser.parse_sentences(text, split_sentences(Document(id="x", text=text))):
        assert all(sentence.start <= t.start < t.end <= sentence.end for t in sentence.tokens)


def test_the_digest_names_the_weights_that_were_loaded(parser: SpacyParser, tmp_path) -> None:
    for part in ("tok2vec", "tagger", "parser"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "model").write_bytes(b"other weights")
    assert _digest_weights(tmp_path) != parser.digest
    assert parser.digest[:8] in parser.version


def test_a_subject_that_is_tagged_as_a_verb_is_a_name(parser: SpacyParser) -> None:
    text = "Trump on Friday vowed to send tanks to Norway."
    document = Document(id="t", text=text)
    (sentence,) = parser.parse_sentences(text, split_sentences(document))
    assert (sentence.tokens[0].tag, sentence.tokens[0].function) == ("NNP", "subject")


@pytest.mark.parametrize("title", ["Capt.", "Lt.", "Reps.", "Sens.", "Sgt."])
def test_a_short_title_keeps_its_full_stop(parser: SpacyParser, title: str) -> None:
    text = f"On Monday {title} Ada Berg met Olaf Dahl."
    (sentence,) = parser.parse_sentences(text, split_sentences(Document(id="t", text=text)))
    assert [t.text for t in sentence.tokens][2:5] == [title, "Ada", "Berg"]

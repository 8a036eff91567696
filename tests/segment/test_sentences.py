"""Sentences end where sentences end, and not at abbreviations, wrapped lines or furniture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record.document import Document
from dragoman.segment import split_sentences

CASES = [
    (
        "an hour is followed by its day",
        "Gunmen shot him at 5 p.m. Wednesday in Kano. He died.",
        ["Gunmen shot him at 5 p.m. Wednesday in Kano.", "He died."],
    ),
    (
        "an hour may end a sentence",
        "Gunmen shot him at 5 p.m. The rest fled.",
        ["Gunmen shot him at 5 p.m.", "The rest fled."],
    ),
    (
        "abbreviations end no sentence",
        "Gen. Li met Mr. Ade in the U.S. on Jan. 5. He left.",
        ["Gen. Li met Mr. Ade in the U.S. on Jan. 5.", "He left."],
    ),
    (
        "a verb of saying goes on after the quotation",
        "“We go!” he said. They left.",
        ["“We go!” he said.", "They left."],
    ),
    (
        "a blank line ends a sentence without a stop",
        "A headline without stop\n\nThe report.",
        ["A headline without stop", "The report."],
    ),
    (
        "a title that the splitter does not know ends none",
        "Cllr. Dahl thanked Ms. Berg, as did Ms.\nMoe. She left.",
        ["Cllr. Dahl thanked Ms. Berg, as did Ms.\nMoe.", "She left."],
    ),
    ("a title may end a paragraph", "Signed, Capt.\n\nThey left.", ["Signed, Capt.", "They left."]),
    ("numbers", "It fell by 3.5 per cent. Then it rose.", ["It fell by 3.5 per cent.", "Then it rose."]),
]


@pytest.mark.parametrize(("reason", "text", "wanted"), CASES)
def test_sentences_are_split(reason: str, text: str, wanted: list[str]) -> None:
    assert [text[s.start : s.end] for s in split_sentences(Document(id="x", text=text))] == wanted, reason


def test_furniture_belongs_to_no_sentence() -> None:
    text = "OSLO, May 3 (NTB) — Norway attacked Chad. The end."
    sentences = split_sentences(Document(id="x", text=text, furniture=((0, 20),)))
    assert [text[s.start : s.end] for s in sentences] == ["Norway attacked Chad.", "The end."]


@given(st.text())
def test_sentences_are_in_order_and_miss_nothing_but_space(text: str) -> None:
    at = 0
    for sentence in split_sentences(Document(id="x", text=text)):
        assert not text[at : sentence.start].strip()
        assert at <= sentence.start < sentence.end
        at = sentence.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It ends by the end of May.\nMali agreed.", 2),
        ('She spoke of "hooligans."\n21:20 Farmers left.', 2),
        ("She met Mr.\nBerg of Mali.", 1),
        ("It was held on the\nisland.", 1),
    ],
)
def test_a_line_that_ends_like_a_sentence_is_one(text: str, count: int) -> None:
    assert len(split_sentences(Document(id="test", text=text))) == count

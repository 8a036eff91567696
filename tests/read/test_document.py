"""make_document: the text as given, what fills each field, and the texts that are no document."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read import make_document
from dragoman.read.source import MAX_CHARACTERS
from dragoman.record.document import CiteInfo, Document
from dragoman.record.fault import Fault
from dragoman.record.ids import document_id

TEXT = "date 2020-12-27 The minister met envoys on Sunday.\n\nAl Sabah\n\nTranslated by Jane Doe"


def make(text: str, **known: object) -> Document:
    document = make_document(text, **known)  # type: ignore[arg-type]
    assert isinstance(document, Document), document
    return document


def fault(text: str, **known: object) -> Fault:
    found = make_document(text, **known)  # type: ignore[arg-type]
    assert isinstance(found, Fault), found
    return found


def test_text_fills_what_is_not_given() -> None:
    document = make(TEXT)
    assert document.published == date(2020, 12, 27)
    assert document.cite_info == CiteInfo(
        publication="Al Sabah", language="en", published=date(2020, 12, 27), translated_by="Jane Doe"
    )
    assert document.id == document_id(TEXT, date(2020, 12, 27))


def test_what_is_given_goes_before_the_text() -> None:
    document = make(TEXT, published=date(2021, 1, 2), publication="Herald", id="7", title="T", url="u", author="A")
    assert (document.id, document.published) == ("7", date(2021, 1, 2))
    assert document.cite_info.published == date(2021, 1, 2)
    assert document.cite_info.publication == "Herald"
    assert (document.cite_info.title, document.cite_info.url, document.cite_info.author) == ("T", "u", "A")
    assert document.furniture == make(TEXT).furniture  # set aside all the same


FAULTS = [
    ("", "skipped", "the text is empty"),
    (" \n\t", "skipped", "the text is empty"),
    ("a\0b", "source", "null character"),
    ("a\ud83d", "source", "lone surrogate"),
    ("x" * (MAX_CHARACTERS + 1), "source", "too long"),
    (
        "Le ministre a condamné l'attaque de dimanche",
        "skipped",
        "the text is French (fr); only English is read",
    ),
]


@pytest.mark.parametrize(("text", "kind", "reason"), FAULTS, ids=[row[2] for row in FAULTS])
def test_text_that_is_no_document(text: str, kind: str, reason: str) -> None:
    found = fault(text, source="a.jsonl:3", id="x")
    assert (found.source, found.document, found.stage, found.kind) == ("a.jsonl:3", "x", "read", kind)
    assert reason in found.reason


def test_declared_language() -> None:
    assert "declared to be German (de)" in fault("A short text.", language="German").reason
    assert make("A short text.", language="en-GB").cite_info.language == "en"
    assert make("A short text.", language="und").cite_info.language in (None, "en")


def test_long_sentence_is_read() -> None:
    text = "the envoys met and " * 5_300  # 100,000 characters without a full stop
    assert make(text).text == text


GIVEN = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)


@given(GIVEN)
def test_text_stays_exactly_as_given(text: str) -> None:
    found = make_document(text, language="en")
    if isinstance(found, Document):
        assert found.text == text
        assert all(0 <= start < end <= len(text) for start, end in found.furniture)
    else:
        assert found.kind == "skipped"


@given(GIVEN)
def test_same_text_same_document(text: str) -> None:
    assert make_document(text) == make_document(text)

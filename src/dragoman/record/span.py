"""Comes in: a text and two offsets. Goes out: a Span, the quoted words and where they stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document and where they stand.

    Offsets count Unicode code points of `Document.text`; `start` is inclusive, `end` exclusive,
    and `Document.text[start:end] == text` always holds.
    """

    text: str
    start: int
    end: int


def cut_span(text: str, start: int, end: int) -> Span:
    """Quote `text[start:end]` without the white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(text[start:end], start, end)

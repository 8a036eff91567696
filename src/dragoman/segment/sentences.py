"""A document's text comes in; its sentences go out, each with its place in the text.

sentencex (Wikimedia) finds the ends. Four things that news does are mended here: a line break within a
paragraph of wrapped lines is no end, "5 p.m. Wednesday" and "Ms. Berg" have none, and furniture (datelines, credits) is left out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import sentencex

from dragoman.codebook.classes import load_classes
from dragoman.record.document import Document, Sentence

_CLOCK_END = re.compile(r"\d ?[ap]\.m\.$")
# A plain word, or a month that is spelt like one's short form, and a full stop at the end of a line; the next begins like a sentence.
_LINE_END = re.compile(r"""\b([a-z]{3,}|May)[.!?]["”’')\]]*[ \t]*\n(?=\s*(?:["“‘(]?[A-Z]|\d\d?:\d\d\b))""")
# No title's short form is longer.
LONGEST = 8
# What goes on after an hour of the clock: a day, or the zone in which the hour is counted.
_CLOCK_GOES_ON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Eastern|Central|Pacific|GMT|UTC|[ECMP][SD]?T)\b"
)


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Split the document's text into sentences, in order; furniture and white space belong to none."""
    found: list[Sentence] = []
    for start, end in _cut_furniture(document.text, document.furniture):
        for a, b in _split_stretch(document.text, start, end):
            found.append(Sentence(sequence=len(found), start=a, end=b))
    return tuple(found)


def _cut_furniture(text: str, furniture: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches between furniture."""
    at = 0
    for start, end in sorted(furniture):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(text):
        yield at, len(text)


def _split_stretch(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    pending: tuple[int, int] | None = None
    for a, b in _cut_lines(text, start, end):
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a == b:
            continue
        if pending is not None and text[a].islower() and "\n" not in text[pending[1] : a]:
            # "…!” he said." is one sentence, whatever ended inside the quotation.
            pending = (pending[0], b)
            continue
        if pending is not None and _goes_on(text, *pending, a):
            pending = (pending[0], b)
            continue
        if pending is not None:
            yield pending
        pending = (a, b)
    if pending is not None:
        yield pending


def _cut_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What sentencex finds, cut again where a line ends in a full stop and the next begins like a sentence: "… in May.", "… no.”"."""
    at = start
    for piece in sentencex.segment("en", text[start:end]):
        first, at = at, at + len(piece)
        for match in _LINE_END.finditer(text, first, at):
            yield first, match.end()
            first = match.end()
        yield first, at


def _goes_on(text: str, start: int, end: int, following: int) -> bool:
    """Whether the full stop at the end of text[start:end] is an hour's or a title's, and the sentence goes on at `following`."""
    if _CLOCK_END.search(text, start, end):
        return _CLOCK_GOES_ON.match(text, following) is not None
    return _title_end().search(text, max(start, end - LONGEST), end) is not None and text[end:following].count("\n") < 2


@cache
def _title_end() -> re.Pattern[str]:
    """The short form of a title at an end, which a name must follow."""
    titles = "|".join(sorted(title.capitalize() for title in load_classes().dotted_titles))
    return re.compile(rf"\b(?:{titles})\.$")

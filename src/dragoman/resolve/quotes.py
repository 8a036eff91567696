"""A text and its sentences come in; its quotations, and for each the words that say who speaks, go out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.cues import load_vouching
from dragoman.record.document import Sentence, Token

# Marks that open and close; a straight mark is both. Single marks are read only where they are curly and double
# ones are missing, since a single curly mark is an apostrophe as well.
_MARKS = re.compile(r"[\"“”«»„]|\n\s*\n?")
# A quotation shorter than this many words is a quoted expression, not speech.
SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation [start, end) and who speaks it: sentence sequence and head token, None where nobody is named."""

    start: int
    end: int
    by: tuple[int, int] | None


def find_quotations(text: str) -> list[tuple[int, int]]:
    """Find the stretches between quotation marks; a mark left open ends at its paragraph, unless the next one re-opens it."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark[0] == "\n":
            if opened is not None:
                # A quotation that runs on opens every paragraph anew and closes the last alone.
                found.append((opened, match.start()))
                opened = None
        elif opened is None:
            if mark not in "”»" and not text[match.end() : match.end() + 1].isspace():
                opened = match.end()
        elif mark not in "“«„":
            found.append((opened, match.start()))
            opened = None
    if opened is not None:
        found.append((opened, len(text)))
    if not found and "‘" in text:
        found = [(m.start() + 1, m.end() - 1) for m in re.finditer(r"‘[^‘\n]{15,}?[,.?!]’(?=\s|$)", text)]
    return found


def find_speeches(text: str, sentences: Sequence[Sentence]) -> list[Speech]:
    """Tell for every quotation of some length who speaks it.

    The speaker is the subject of a verb of saying outside the marks in a sentence that the quotation touches, or
    the object of "according to"; else that of the sentence before, if it ends with a colon; else whoever spoke the
    quotation just before this one, as long as no sentence without quotation stands between them.
    """
    quotations = find_quotations(text)
    starts = [sentence.start for sentence in sentences]
    speeches: list[Speech] = []
    last: tuple[int, tuple[int, int] | None] = (-9, None)
    for start, end in quotations:
        first = max(bisect_right(starts, start) - 1, 0)
        final = max(bisect_right(starts, max(end - 1, start)) - 1, first)
        by = None
        for number in (*range(final, first - 1, -1),):
            by = by or _speaker_in(sentences[number], quotations, (start, end))
        if by is None and first and text[sentences[first - 1].start : sentences[first - 1].end].rstrip().endswith(":"):
            by = _speaker_in(sentences[first - 1], quotations, (start, end))
        if by is None and first - last[0] <= 1 and _fills(sentences[first], start, end, text):
            by = last[1]
        if len(text[start:end].split()) >= SPEECH_WORDS:
            speeches.append(Speech(start, end, by))
            last = (final, by)
        elif by is not None:
            speeches.append(Speech(start, end, by))
    return speeches


def _fills(sentence: Sentence, start: int, end: int, text: str) -> bool:
    """Whether nothing but the quotation stands in the sentence."""
    before = text[sentence.start : max(start, sentence.start)].strip(" \"“'")
    after = text[min(end, sentence.end) : sentence.end].strip(" \"”'.,")
    return not before and not after


def _speaker_in(
    sentence: Sentence, quotations: Sequence[tuple[int, int]], mine: tuple[int, int]
) -> tuple[int, int] | None:
    """The token that heads the speaker, of the verb of saying nearest to the quotation."""
    verbs = load_say_verbs()
    best: tuple[int, Token] | None = None
    for token in sentence.tokens:
        if token.lemma in verbs and token.tag.startswith("V") and not _inside(token, quotations):
            for link in sentence.links.get(token.i, ()):
                subject = sentence.tokens[link.dependent]
                if link.slot == "subject" and not _inside(subject, quotations):
                    distance = min(abs(token.start - mine[1]), abs(mine[0] - token.end))
                    if best is None or distance < best[0]:
                        best = (distance, subject)
                    break
        elif token.text.lower() == "according":
            for one in sentence.tokens[token.i + 1 :]:
                if one.function == "prep_object":
                    distance = min(abs(token.start - mine[1]), abs(mine[0] - token.end))
                    if best is None or distance < best[0]:
                        best = (distance, one)
                    break
    return None if best is None else (sentence.sequence, best[1].i)


def _inside(token: Token, quotations: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in quotations)


def load_say_verbs() -> frozenset[str]:
    """The verbs whose subject can be a speaker."""
    return frozenset((*load_vouching().verbs, *load_vouching().quoting))

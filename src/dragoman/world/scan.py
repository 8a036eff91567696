"""Comes in: a text and the names of the world. Goes out: where each name stands in it, longest names first.

Matching is by exact case with word boundaries; accents, curly apostrophes and odd blanks do not count, nor do middle
initials ("Ada B. Berg"). A line in CAPITALS is matched by capitals, without the short acronyms that are words when
written so ("WHO", "IS").
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import ahocorasick

_PLAIN = {
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "´": "'", "`": "'",
    "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\t": " ",
    "\r": " ", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ə": "a",
}  # fmt: skip
_WORDS_IN_CAPITALS = frozenset({"IS", "WHO", "CAR", "MEND", "AID", "HIS", "SPOT", "FIS", "ACT", "CARE", "PAN"})


# A given name, middle initials and a surname that no longer name goes on behind: not "John F. Kennedy Airport".
_INITIALS = re.compile(r"\b([A-Z][\w'-]+) (?:[A-Z]\. ?){1,3}([A-Z][\w'-]*\w)(?! [A-Z])")
# A line is written in capitals if more than this share of its letters are.
_CAPITALS = 0.85
_ODD = re.compile(r"[^\x00-\x7f]|[\n\t\r`]")


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    base = [c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c)]
    return base[0] if len(base) == 1 else character


def fold_text(text: str) -> str:
    """Write `text` without accents, curly marks and odd blanks, one character for one, so that offsets stay."""
    return _ODD.sub(lambda match: _fold_character(match.group()), text)


def _is_letter(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isalnum()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether [start, end) is bounded like a word; "US$" and "e.U.S" are not."""
    if _is_letter(text, start - 1) or (_is_letter(text, end) and text[end - 1] != "."):
        return False
    if text[start - 1 : start] == "." and _is_letter(text, start - 2) and end - start < 5:
        return False
    return text[end : end + 1] not in ("$", "@")


class Scanner:
    """Finds every form of a table in texts; `forms` maps a form to whatever the caller wants back."""

    def __init__(self, forms: Mapping[str, Sequence[Any]]) -> None:
        self._exact = self._build(forms.items())
        self._capitals: Any = None
        self._forms = forms

    @staticmethod
    def _build(items: Iterable[tuple[str, Sequence[Any]]]) -> Any:
        automaton = ahocorasick.Automaton()
        for form, values in items:
            automaton.add_word(form, (len(form), values))
        automaton.make_automaton()
        return automaton

    def find_forms(self, text: str) -> Iterator[tuple[int, int, Sequence[Any]]]:
        """Give (start, end, values) of each form in the order of the text; of overlapping ones the longest stays.

        An apostrophe and s at the end ("Iran's", "the States'") stays outside the form.
        """
        folded = fold_text(text)
        found = self._find(self._exact, folded, 0)
        for match in _INITIALS.finditer(folded):
            surname = match[2].removesuffix("'s")
            if values := self._forms.get(f"{match[1]} {surname}"):
                found.append((match.start(), match.start(2) + len(surname), values))
        for start, end in _find_capital_lines(text):
            found = [hit for hit in found if hit[1] <= start or hit[0] >= end]
            found += self._find(self._capital_automaton(), folded[start:end], start)
        return iter(_keep_longest(found))

    def _capital_automaton(self) -> Any:
        if self._capitals is None:
            self._capitals = self._build(
                (form.upper(), values) for form, values in self._forms.items() if form not in _WORDS_IN_CAPITALS
            )
        return self._capitals

    @staticmethod
    def _find(automaton: Any, folded: str, offset: int) -> list[tuple[int, int, Sequence[Any]]]:
        if not len(automaton):
            return []
        found = []
        for last, (length, values) in automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if _stands_alone(folded, start, end):
                found.append((start + offset, end + offset, values))
        return found


def _find_capital_lines(text: str) -> Iterator[tuple[int, int]]:
    """Give the lines of at least three words that are written in capitals throughout."""
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        # Counting six small letters is a hundred times as fast as asking every character, and tells of nearly every line.
        if sum(map(line.count, "etaoin")) >= (1 - _CAPITALS) * len(line):
            continue
        letters = sum(c.isalpha() for c in line)
        if letters > 9 and line.count(" ") > 1 and sum(c.isupper() for c in line) > _CAPITALS * letters:
            yield match.span()


def _keep_longest(found: list[tuple[int, int, Sequence[Any]]]) -> list[tuple[int, int, Sequence[Any]]]:
    found.sort(key=lambda hit: (hit[0], -hit[1]))
    kept: list[tuple[int, int, Sequence[Any]]] = []
    for hit in found:
        if kept and hit[0] < kept[-1][1]:
            if hit[1] - hit[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept

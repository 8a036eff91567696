"""remarks.toml comes in; a finder of sentences that say outright what came of a commitment goes out."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from dragoman.codebook.load import read_toml
from dragoman.codebook.stems import stem, stem_words
from dragoman.errors import CodebookError

FILE = "remarks.toml"
STATES = frozenset({"broken", "denied", "kept", "refused", "superseded", "withdrawn"})
# So many letters of a word are enough to look at a sentence more closely.
OPENING = 4
# A word that turns what follows within three words into its opposite.
NEGATIONS = frozenset({"never", "no", "nor", "not", "without"})
BEFORE = 3


class RemarkEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One table of remarks.toml, which explains its keys."""

    state: str
    weight: float
    yes: list[str]
    no: list[str]
    words: list[str] = []
    of: list[str] = []
    reach: int = 0
    pattern: str = ""


class RemarkFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A whole remarks.toml."""

    remark: list[RemarkEntry]


class Said(NamedTuple):
    """What a sentence says of a commitment, and how plainly, from 0 to 1."""

    state: str
    weight: float


class Remarks:
    """Finds what a sentence says outright; made once of the file."""

    def __init__(self, found: RemarkFile) -> None:
        """Compare words by their stems from now on."""
        self._entries = [
            (entry, frozenset(map(stem, entry.words)), frozenset(map(stem, entry.of)))
            for entry in found.remark
            if not entry.pattern
        ]
        self._phrases = [(entry, re.compile(entry.pattern)) for entry in found.remark if entry.pattern]
        phrases = [entry.pattern.removeprefix(r"\b") for entry, _ in self._phrases]
        self._opening = _compile_looks(phrases, (w for entry in found.remark for w in entry.words))
        self._second = _compile_looks(phrases, (w for entry in found.remark for w in entry.of or entry.words))

    def find(self, sentence: str) -> Said | None:
        """The remark that a sentence makes, the weightiest of several; None for nearly every sentence.

        "Not kept" is broken; what else is negated says nothing.
        """
        sentence = sentence.lower()  # patterns that need not mind capitals are three times as fast
        if not (self._opening.search(sentence) and self._second.search(sentence)):
            return None
        stems = stem_words(sentence)
        present = frozenset(stems)
        found = []
        places = [
            (entry, _find_near(stems, words, of, entry.reach))
            for entry, words, of in self._entries
            if not words.isdisjoint(present) and (not of or not of.isdisjoint(present))
        ]
        places += [(entry, _find_phrase(sentence, phrase)) for entry, phrase in self._phrases]
        for entry, at in places:
            if at is None:
                continue
            denied = not NEGATIONS.isdisjoint(stems[max(at - BEFORE, 0) : at])
            if not denied or entry.state == "kept":
                found.append(Said("broken" if denied else entry.state, entry.weight))
        # "Failed to come, as agreed" is broken.
        best = max(found, key=lambda said: said.weight, default=None)
        if best is not None and best.state == "kept" and any(said.state == "broken" for said in found):
            return Said("broken", best.weight)
        return best


def _compile_looks(phrases: Iterable[str], words: Iterable[str]) -> re.Pattern[str]:
    """What finds one of some phrases, or the opening of one of some words; of so short a word as "as" there is no other form."""
    openings = {re.escape(word[:OPENING]) if len(word) >= OPENING - 1 else rf"{re.escape(word)}\b" for word in words}
    return re.compile(r"\b(?:" + "|".join(sorted({*openings, *phrases})) + ")")


def _find_phrase(sentence: str, phrase: re.Pattern[str]) -> int | None:
    """How many words stand before a phrase, None where it does not stand."""
    match = phrase.search(sentence)
    return None if match is None else len(stem_words(sentence[: match.start()]))


def _find_near(stems: Sequence[str], words: frozenset[str], of: frozenset[str], reach: int) -> int | None:
    """Where one of `words` stands within reach of one of `of`, None where none does."""
    at = [i for i, word in enumerate(stems) if word in words]
    if not of:
        return at[0] if at else None
    others = [i for i, word in enumerate(stems) if word in of]
    return next((i for i in at for j in others if 0 < abs(i - j) <= reach), None)


@cache
def load_remarks() -> Remarks:
    """Load the remarks once a process.

    Raises:
        CodebookError: remarks.toml breaks its schema, or one of its examples is not read as it says.
    """
    found, text = read_toml(files("dragoman.codebook") / "en" / FILE, RemarkFile)
    remarks = Remarks(found)
    lines = [text.count("\n", 0, m.start()) + 1 for m in re.finditer(r"^\[\[remark\]\]", text, re.M)]
    for line, entry in zip(lines, found.remark, strict=True):
        if entry.state not in STATES:
            raise CodebookError(f"{FILE}:{line}", f"state {entry.state!r} is none of {', '.join(sorted(STATES))}")
        for words in (entry.words, entry.of):
            if words != sorted(set(words)):
                raise CodebookError(f"{FILE}:{line}", "words are not sorted, or one stands twice")
        for example in entry.yes:
            if (said := remarks.find(example)) is None or said.state != entry.state:
                raise CodebookError(f"{FILE}:{line}", f"the yes example is not read as {entry.state}: {example}")
        for example in entry.no:
            if (said := remarks.find(example)) is not None and said.state == entry.state:
                raise CodebookError(f"{FILE}:{line}", f"the no example is read: {example}")
    return remarks

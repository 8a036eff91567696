"""A sentence comes in; what can be compared with another sentence goes out: its telling words, its numbers, its tolls."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import snowballstemmer

_TOKEN = re.compile(r"\d+(?:,\d{3})+|[^\W_]+(?:[-'’][^\W_]+)*")
# A number this near a word of [toll] counts what the word says: "killed at least 12 people", "12 soldiers were killed".
TOLL_REACH = 4
# A word of [old] this near before the trigger makes an act an old one.
OLD_REACH = 4
# From here on a bare number of four digits is a year.
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of words.toml."""

    empty: frozenset[str]
    dates: frozenset[str]
    again: frozenset[str]
    old: frozenset[str]
    charge: frozenset[str]
    numbers: Mapping[str, int]
    tolls: Mapping[str, str]


@cache
def load_words() -> Words:
    """Read words.toml."""
    tables = tomllib.loads((files("dragoman.reconcile") / "words.toml").read_text(encoding="utf-8"))
    return Words(
        empty=frozenset(tables["empty"]["words"].split()),
        dates=frozenset(tables["dates"]["words"].split()),
        again=frozenset(tables["again"]["words"]),
        old=frozenset(tables["old"]["before"]),
        charge=frozenset(tables["old"]["charge"]),
        numbers=tables["number"],
        tolls=tables["toll"],
    )


def cut_words(text: str) -> list[str]:
    """The words and numbers of a text in order, in lower case, without the possessive 's."""
    return [t.removesuffix("'s").removesuffix("’s") for t in _TOKEN.findall(text.casefold())]


def pick_stems(text: str) -> frozenset[str]:
    """The stems of the words that tell something; numbers are left to `find_numbers`."""
    empty = load_words().empty
    return frozenset(_stem(w) for w in cut_words(text) if w not in empty and len(w) > 2 and not w[0].isdigit())


def find_numbers(text: str) -> frozenset[int]:
    """The numbers that a text counts with, from two on; years are none."""
    return frozenset(n for _, n in _place_numbers(cut_words(text)) if n > 1)


def find_tolls(text: str) -> frozenset[tuple[str, int]]:
    """What a text counts: pairs such as ("dead", 12); each number goes to the nearest word of [toll]."""
    tokens = cut_words(text)
    tolls = load_words().tolls
    marks = [(i, tolls[t]) for i, t in enumerate(tokens) if t in tolls]
    found = set()
    for at, number in _place_numbers(tokens):
        near = [(abs(i - at), i < at, kind) for i, kind in marks if abs(i - at) <= TOLL_REACH]
        if near:
            found.add((min(near)[2], number))
    return frozenset(found)


def sounds_again(text: str) -> bool:
    """Whether a sentence sets its act apart from one told before: "a second strike"."""
    return not load_words().again.isdisjoint(cut_words(text))


def find_old(sentence: str, trigger: int, *, mutual: bool) -> int | None:
    """Where the word stands that tells of an act known before, None where there is none.

    `trigger` is the place of the act's trigger in the sentence; `mutual` says that its parties act together.
    """
    words = load_words()
    cues = words.old if mutual else words.old | words.charge
    near = list(_TOKEN.finditer(sentence, 0, trigger))[-OLD_REACH:]
    found = [m.start() for m in near if m[0].casefold() in cues and not re.search(r"[,;:]", sentence[m.end() : trigger])]
    return found[-1] if found else None


def _place_numbers(tokens: list[str]) -> list[tuple[int, int]]:
    """Each number of a list of words with its place; "twenty-two" is one number."""
    names = load_words().numbers
    found = []
    for i, token in enumerate(tokens):
        digits = token.replace(",", "")
        if digits.isdecimal() and len(digits) < 10:
            number = int(digits)
            if not (FIRST_YEAR <= number <= LAST_YEAR and "," not in token):
                found.append((i, number))
        elif all(part in names for part in token.split("-")):
            found.append((i, sum(names[part] for part in token.split("-"))))
    return found


@cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))

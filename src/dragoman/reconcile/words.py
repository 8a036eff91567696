"""A sentence comes in; what can be compared with another sentence goes out: its telling words, its numbers, its tolls."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

_TOKEN = re.compile(r"\d+(?:,\d{3})+|[^\W_]+(?:[-'’][^\W_]+)*")
# A number this near a word of [toll] counts what the word says.
TOLL_REACH = 4
# A word of [old] this near before the trigger makes an act an old one.
OLD_REACH, OLD_LETTERS = 4, 80
# A word of [old] perfect this near.
PERFECT_REACH = 3
# From here on a bare number of four digits is a year.
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of words.toml."""

    empty: frozenset[str]
    dates: frozenset[str]
    bodies: frozenset[str]
    again: frozenset[str]
    old: frozenset[str]
    charge: frozenset[str]
    perfect: frozenset[str]
    numbers: Mapping[str, int]
    tolls: Mapping[str, str]
    toll_nouns: frozenset[str]
    passive: frozenset[str]


@cache
def load_words() -> Words:
    """Read words.toml."""
    tables = tomllib.loads((files("dragoman.reconcile") / "words.toml").read_text(encoding="utf-8"))
    return Words(
        empty=frozenset(tables["empty"]["words"].split()),
        dates=frozenset(tables["dates"]["words"].split()),
        bodies=frozenset(tables["bodies"]["words"].split()),
        again=frozenset(tables["again"]["words"]),
        old=frozenset(tables["old"]["before"]),
        charge=frozenset(tables["old"]["charge"]),
        perfect=frozenset(tables["old"]["perfect"]),
        numbers=tables["number"],
        tolls=tables["toll"] | tables["toll_noun"],
        toll_nouns=frozenset(tables["toll_noun"]),
        passive=frozenset(tables["passive"]["words"]),
    )


def cut_words(text: str) -> list[str]:
    """The words and numbers of a text in order, in lower case, without the possessive 's."""
    return [t.removesuffix("'s").removesuffix("’s") for t in _TOKEN.findall(text.casefold())]


def pick_stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that tell something; numbers are left to `pick_numbers`."""
    empty = load_words().empty
    return frozenset(_stem(w) for w in words if w not in empty and len(w) > 2 and not w[0].isdigit())


def pick_numbers(words: Sequence[str]) -> frozenset[int]:
    """The numbers that words count with, from two on; years are none."""
    return frozenset(n for _, n in _place_numbers(words) if n > 1)


def find_tolls(text: str) -> frozenset[tuple[str, int]]:
    """What a text counts, by the words of [toll]: pairs such as ("dead", 12).

    A verb counts what follows ("killed at least 12 people"), unless a number stands right before it or it is passive ("15 were
    killed and 30 wounded"); a noun counts what stands before it ("12 dead").
    """
    words, tokens = load_words(), cut_words(text)
    marks = [i for i, token in enumerate(tokens) if token in words.tolls]
    numbers = dict(_place_numbers(tokens))
    found = set()
    for before, at, after in zip([-1, *marks], marks, [*marks[1:], len(tokens)], strict=False):
        on = [i for i in range(at + 1, min(after, at + 1 + TOLL_REACH)) if i in numbers]
        back = [i for i in range(at - 1, max(before, at - 1 - TOLL_REACH), -1) if i in numbers]
        passive = at - 1 in numbers or not words.passive.isdisjoint(tokens[max(at - 2, 0) : at])
        counted = back or on if passive or tokens[at] in words.toll_nouns else on or back
        if counted:
            found.add((words.tolls[tokens[at]], numbers[counted[0]]))
    return frozenset(found)


def sounds_again(words: Iterable[str]) -> bool:
    """Whether a sentence sets its act apart from one told before: "a second strike"."""
    return not load_words().again.isdisjoint(words)


def find_old(sentence: str, trigger: int, *, mutual: bool, party: Iterable[tuple[int, int]] = ()) -> int | None:
    """Where the word stands that tells of an act known before, None where there is none.

    `trigger` is the place of the act's trigger in the sentence; `mutual` says that its parties act together. The words of
    `party`, stretches of the sentence, are passed over: "the verdict by which *a court of Seoul* fined the firm".
    """
    words = load_words()
    cues = words.old if mutual else words.old | words.charge
    near = [m for m in _list_before(sentence, trigger) if not any(a <= m.start() < b for a, b in party)][-OLD_REACH:]
    return next((m.start() for m in reversed(near) if m[0].casefold() in cues), None)


def sounds_done(sentence: str, trigger: int) -> bool:
    """Whether an act is told as what has come to be ("has already frozen the talks"); `trigger` is its place in the sentence."""
    near = _list_before(sentence, trigger)[-PERFECT_REACH:]
    return any(m[0].casefold() in load_words().perfect for m in near)


def _list_before(sentence: str, trigger: int) -> list[re.Match[str]]:
    """The words before the trigger that may belong to it; what stands before a comma belongs to something else."""
    start = max(trigger - OLD_LETTERS, *(sentence.rfind(mark, 0, trigger) + 1 for mark in ",;:"), 0)
    return list(_TOKEN.finditer(sentence, start, trigger))


def _place_numbers(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Each number of a list of words with its place; "twenty-two" is one number."""
    names = load_words().numbers
    found = []
    for i, token in enumerate(tokens):
        if token[0].isdigit():
            digits = token.replace(",", "")
            if digits.isdecimal() and len(digits) < 10 and ("," in token or not FIRST_YEAR <= int(digits) <= LAST_YEAR):
                found.append((i, int(digits)))
        elif token in names:
            found.append((i, names[token]))
        elif "-" in token and all(part in names for part in token.split("-")):
            found.append((i, sum(names[part] for part in token.split("-"))))
    return found


@cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))

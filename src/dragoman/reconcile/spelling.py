"""Names as reports write them come in; their words in one spelling go out, and whether two spellings are of one name."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz.fuzz import ratio

# Letters that no decomposition brings to the Latin ones that English reports put for them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
)
_MARKS = re.compile(r"['‘’ʼʿʾ`´.]")
_WORD = re.compile(r"[^\W_]+")
# An Arabic article, joined to its noun: "al-Sisi", and "an-Nahda", where "an" alone would be another word.
ARTICLE = re.compile(r"\b(?:al|el|as|ash|ad|at|an|ar|az|ul|ur)-(?=\w)", re.IGNORECASE)
# "Abdelhamid" is "Abdel Hamid".
_GLUED = re.compile(r"\babd[aeiou]l-?(?=[^\W_]{3})")
# Sounds that transliterations write in several ways, the longest first.
_SOUNDS = (
    ("kh", "h"),
    ("gh", "k"),
    ("dj", "j"),
    ("sh", "s"),
    ("ch", "s"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
    ("q", "k"),
    ("g", "k"),
    ("c", "k"),
    ("w", "v"),
    ("z", "s"),
    ("x", "ks"),
)
_VOWELS = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"(.)\1+")
SURNAMES = 80.0
GIVEN = 84.0
_SHORTEST = 4


@cache
def read_words() -> Mapping[str, Any]:
    """The word lists of actors.toml: strings as sets of words, tables as they are."""
    text = (files("dragoman.reconcile") / "actors.toml").read_text(encoding="utf-8")
    return {k: frozenset(v.split()) if isinstance(v, str) else v for k, v in tomllib.loads(text).items()}


@cache
def _spellings() -> Mapping[str, str]:
    table: Mapping[str, str] = read_words()["spellings"]
    return {variant: name for name, variants in table.items() for variant in variants.split()}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A text in lower case, without accents, apostrophes and dots: "Erdoğan" is "erdogan", "St. John's" "st johns"."""
    plain = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return _MARKS.sub("", "".join(c for c in plain if not unicodedata.combining(c)))


@lru_cache(maxsize=65536)
def split_name(text: str) -> tuple[str, ...]:
    """The words of a name in one spelling, without titles before it, articles and ends such as "Jr".

    "President Abdel-Fattah al-Sisi" is abd, fattah, sisi. What is all titles keeps its last word.
    """
    known = read_words()
    words = _WORD.findall(_GLUED.sub("abd ", fold(ARTICLE.sub("", text))))
    while len(words) > 1 and (words[0] in known["titles"] or words[0] in known["days"]):
        words.pop(0)
    while len(words) > 1 and words[-1] in known["suffixes"]:
        words.pop()
    kept = [w for w in words if w not in known["particles"]] or words
    return tuple(_spellings().get(w, w) for w in kept)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The consonants of a folded word, as far as transliterations agree on them: "Qaddafi" and "Gaddafi" are both "kdf"."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    heard = _DOUBLE.sub(r"\1", _VOWELS.sub("", word))
    return heard or word[:1]


def are_one_surname(one: str, two: str) -> bool:
    """Whether two folded surnames are spellings of one so surely that no other name need stand beside them.

    They begin alike, and none is the other with more behind it: "Zelensky" and "Zelenskyy", but not "Afrin" and "Afrini".
    """
    if one == two:
        return True
    plain = [_DOUBLE.sub(r"\1", word) for word in (one, two)]
    if plain[0] == plain[1]:
        return True
    if one[0] != two[0] or plain[0].startswith(plain[1]) or plain[1].startswith(plain[0]):
        return False
    return are_alike(one, two, GIVEN)


def are_alike(one: str, two: str, least: float) -> bool:
    """Whether two folded words are spellings of one name: they sound alike, and share so much (0 to 100) of their letters.

    "Petrova" is no spelling of "Petrov", nor "Paula" of "Paul": an end in -a may make another person.
    """
    if one == two:
        return True
    if min(len(one), len(two)) < _SHORTEST or sound(one) != sound(two) or one.endswith("a") != two.endswith("a"):
        return False
    return ratio(one, two) >= least

"""Comes in: a text, or what its source says of its language. Goes out: a language code, or None where
nobody can tell.

Only English is read. A text is turned away where its script or py3langid leaves no doubt; a short English
headline full of foreign names must never be, so a guess has to beat English clearly, by letter and in all.
"""

import csv
import re
from functools import cache
from importlib.resources import files

ENGLISH = "en"

_SAMPLE = 20_000  # characters looked at
# How much likelier (natural logarithm) another language must be than English: in all, and a letter. English
# headlines of foreign names stay under 28 and 0.5, sentences of forty letters in fifteen other languages
# are over 50 and 0.8.
_SURE_IN_ALL = 40.0
_SURE_A_LETTER = 0.7
# Common English words that no other language has, and how many of a text, and of its words, say that it is English (news: one in seven).
_TELLING = frozenset("and been from said that the their they this which with would".split())
_ENOUGH, _ENOUGH_OF_ALL = 5, 0.08
_WORD = re.compile(r"[^\W\d_]+")
# First and last letter of each script, and the language that is named where a guess would say otherwise.
_SCRIPTS = (
    ("\u0370", "\u03ff", "el"),
    ("\u0400", "\u052f", "ru"),
    ("\u0530", "\u058f", "hy"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u07bf", "ar"),
    ("\u0900", "\u097f", "hi"),
    ("\u0980", "\u09ff", "bn"),
    ("\u0a00", "\u0dff", "ta"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u0e80", "\u0eff", "lo"),
    ("\u0f00", "\u0fff", "bo"),
    ("\u1000", "\u109f", "my"),
    ("\u10a0", "\u10ff", "ka"),
    ("\u1200", "\u139f", "am"),
    ("\u1780", "\u17ff", "km"),
    ("\u3040", "\u9fff", "zh"),
    ("\uac00", "\ud7af", "ko"),
)


@cache
def _load_languages() -> dict[str, tuple[str, list[str]]]:
    """Read languages.csv: code → name and further codes."""
    with (files("dragoman.read") / "languages.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["code"]: (row["name"], row["other"].split()) for row in rows}


@cache
def _load_codes() -> dict[str, str]:
    """Read languages.csv the other way: code, further code or name, in small letters → code."""
    languages = _load_languages()
    return {key.casefold(): code for code, (name, others) in languages.items() for key in (code, name, *others)}


def name_language(code: str) -> str:
    """Name a language in English with its code: "French (fr)"."""
    name, _ = _load_languages().get(code, ("of a language", []))
    return f"{name} ({code})"


def read_language(declared: str | None) -> str | None:
    """Turn what a source declares ("en-GB", "eng", "English") into a code, None if that is not known."""
    if not declared:
        return None
    whole = declared.strip().casefold()
    codes = _load_codes()
    return codes.get(whole) or codes.get(whole.replace("_", "-").split("-")[0])


def find_language(text: str, declared: str | None = None) -> str | None:
    """Tell the language of a text: `en`, another that is sure, or None where the text is too short to be
    sure.

    `declared`, the code that the source gives, beats a guess, but not the script that the text is written in.
    """
    sample = text[:_SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if script := _find_script(letters):
        if declared and _fits_script(declared, script):
            return declared
        guess, _ = _guess(sample)
        # One script writes many languages: the guess picks among them unless it does not fit the script at
        # all.
        return guess if _fits_script(guess, script) else script
    if declared or not letters:
        return declared
    if _is_plainly_english(sample):
        return ENGLISH
    guess, lead = _guess(sample)
    if guess == ENGLISH:
        return ENGLISH
    return guess if lead > _SURE_IN_ALL and lead > _SURE_A_LETTER * len(letters) else None


def _is_plainly_english(sample: str) -> bool:
    """Whether so many of the words are English ones that nobody need guess: a guess takes a while, and its model longer to load."""
    words = _WORD.findall(sample.lower())
    known = sum(map(_TELLING.__contains__, words))
    return known >= _ENOUGH and known >= _ENOUGH_OF_ALL * len(words)


def _guess(sample: str) -> tuple[str, float]:
    """Give the likeliest language and its lead over English."""
    import py3langid

    ranks = [rank for rank in py3langid.rank(sample) if rank[0] != "zxx"]  # zxx: no language at all
    return ranks[0][0], ranks[0][1] - dict(ranks)[ENGLISH]


def _find_script(letters: list[str]) -> str | None:
    """Name the language that stands for the script of more than half of the letters, None for Latin."""
    foreign = [letter for letter in letters if letter >= _SCRIPTS[0][0]]
    if len(foreign) <= len(letters) / 2:
        return None
    for first, last, code in _SCRIPTS:
        if sum(first <= letter <= last for letter in foreign) > len(letters) / 2:
            return code
    return None


_SAME_SCRIPT = {
    "ru": frozenset(
        [
            "ab",
            "av",
            "ba",
            "be",
            "bg",
            "ce",
            "cv",
            "kk",
            "kv",
            "ky",
            "mhr",
            "mk",
            "mn",
            "os",
            "ru",
            "sah",
            "sr",
            "tg",
            "tt",
            "udm",
            "uk",
            "bxr",
            "xal",
            "myv",
            "mrj",
            "rue",
        ]
    ),
    "ar": frozenset(["ar", "arz", "azb", "ckb", "fa", "ks", "pnb", "ps", "sd", "ug", "ur", "mzn", "glk", "lrc"]),
    "hi": frozenset(["hi", "mr", "ne", "sa", "bh", "mai", "new", "gom"]),
    "bn": frozenset(["bn", "as", "bpy"]),
    "ta": frozenset(["pa", "gu", "or", "ta", "te", "kn", "ml", "si"]),
    "he": frozenset(["he", "yi"]),
    "am": frozenset(["am", "ti"]),
    "zh": frozenset(["zh", "ja", "wuu", "yue"]),
}


def _fits_script(guess: str, script: str) -> bool:
    return guess in _SAME_SCRIPT.get(script, frozenset((script,)))

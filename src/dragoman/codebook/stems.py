"""A text comes in; the stems of its words go out, so that "reopened" and "reopening", "sent" and "send" are one."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word, in lower case: of an irregular form its base, then Porter's second English stemmer."""
    plain = word.lower().removesuffix("'s").removesuffix("’s")
    found: str = _STEMMER.stemWord(_irregular().get(plain, plain))
    return found


@cache
def _irregular() -> Mapping[str, str]:
    forms: dict[str, str] = tomllib.loads(
        (files("dragoman.codebook") / "en" / "irregular.toml").read_text(encoding="utf-8")
    )["forms"]
    return forms


def stem_words(text: str) -> list[str]:
    """The stems of a text's words, in their order."""
    return [stem(word) for word in _WORD.findall(text)]

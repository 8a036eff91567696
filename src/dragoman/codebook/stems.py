"""A text comes in; the stems of its words go out, so that "reopened" and "reopening" are one."""

import re
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word, in lower case (Porter's second English stemmer)."""
    found: str = _STEMMER.stemWord(word.lower().removesuffix("'s").removesuffix("’s"))
    return found


def stem_words(text: str) -> list[str]:
    """The stems of a text's words, in their order."""
    return [stem(word) for word in _WORD.findall(text)]

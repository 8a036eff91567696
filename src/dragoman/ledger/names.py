"""Words of a saying and of a deed come in; whether they name other places, or only some of what was named, goes out."""

import re
from collections.abc import Iterable

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem, stem_words

# A name behind a preposition: "in Derna", "with Hong Kong", "from the Korengal valley".
_PLACED = re.compile(
    r"\b(?:around|at|from|in|into|near|of|on|over|through|to|with) (?:the )?"
    r"((?:[A-Z][\w’'-]*)(?:(?: and | )[A-Z][\w’'-]*)*)"
)
_PAIR = re.compile(r"\b([\w-]{3,}) and (?:the |its |their )?([\w-]{3,})")


def read_placed(text: str, parties: frozenset[str]) -> frozenset[str]:
    """The stems of names that stand behind a preposition, but for those of `parties` and of days and months."""
    plain = load_ledger_words().plain | {"and"}
    return frozenset(w for m in _PLACED.finditer(text) for w in stem_words(m[1]) if w not in plain and w not in parties)


def lies_elsewhere(placed: frozenset[str], parties: frozenset[str], sentences: Iterable[str]) -> bool:
    """Whether sentences name places (or others) with prepositions as a saying does, but none of its names at all."""
    if not placed:
        return False
    sentences = tuple(sentences)
    if any(placed & set(stem_words(text)) for text in sentences):
        return False
    return any(read_placed(text, parties) for text in sentences)


def has_half(content: str, matter: frozenset[str], stems: frozenset[str]) -> bool:
    """Whether of two things that a content joins ("in Kisumu and Kakamega") only one returns among other words."""
    pairs = ((stem(m[1]), stem(m[2])) for m in _PAIR.finditer(content))
    return any((one in stems) != (other in stems) for one, other in pairs if {one, other} <= matter)

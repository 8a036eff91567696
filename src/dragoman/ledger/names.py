"""Words of a saying and of a deed come in; whether they name other places, or only some of what was named, goes out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem, stem_words
from dragoman.record.mention import Actor
from dragoman.world.load import load_world

# A name behind a preposition: "in Derna", "with Hong Kong", "from the Korengal valley".
_PLACED = re.compile(
    r"\b(?:around|at|from|in|into|near|of|on|over|through|to|with) (?:the )?"
    r"((?:[A-Z][\w’'-]*)(?:(?: and | )[A-Z][\w’'-]*)*)"
)
# Kinds of names by which a country itself is called.
STATES = frozenset({"capital", "demonym", "name", "seat"})
# ... and of these the words that stand for a place as well.
HOSTS = frozenset({"capital", "name"})
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w’'-]*")
# So end most words that are verbs.
VERB_ENDS = ("ed", "ing")
SPECIFIED = frozenset({"about", "for", "not", "of", "on", "over", "that", "to"})
# Words that point at a thing already named, and how the word for its owner ends; so many words before the noun are looked at.
POINTING = frozenset({"her", "his", "its", "that", "the", "their", "this"})
OWNING = ("'s", "’s", "s'", "s’")
BETWEEN = 4
_PAIR = re.compile(r"\b([\w-]{3,}) and (?:the |its |their )?([\w-]{3,})")


@lru_cache(maxsize=10_000)
def list_named(text: str, day: date | None = None) -> tuple[tuple[int, str], ...]:
    """The countries and bodies that a text names on a day, each behind the number of words that stand before it."""
    hits = load_world().scan_names(text, day)
    return tuple((len(stem_words(text[: hit.start])), hit.entry.code) for hit in hits if hit.entry.code)


def _names_state(text: str, codes: frozenset[str]) -> bool:
    """Whether a text names one of some countries itself, or its capital: "in the Libyan capital"."""
    return any(h.entry.code in codes and h.entry.kind in STATES for h in load_world().scan_names(text))


def list_nouns(text: str) -> frozenset[str]:
    """The stems of words that may be nouns: not those that open the text, stand behind "to" or end like verbs ("call it a crime", "has called")."""
    return frozenset(stem(word) for word, _, _ in _walk_nouns(text))


def list_bare(text: str, verbs: bool = False) -> dict[str, frozenset[str]]:
    """Its nouns behind which no word says of what they are ("broke its word to Chad", not "broke its promise to leave").

    Each stands with the stems of the words between it and the word that points at it: "truce" for "the truce deal". What
    nothing points at ("a deal") is left out. With `verbs` any word counts: "denied that it had promised anything".
    """
    states, found = read_states(text), {}
    for word, before, (one, two) in _walk_nouns(text, verbs):
        if one.lower() in SPECIFIED and not two[:1].isupper():
            continue
        between = frozenset[str]() if verbs else _read_between(before, states)
        if between is not None:
            found[stem(word)] = between
    return found


def _read_between(before: Sequence[str], states: frozenset[str]) -> frozenset[str] | None:
    """The stems of the words between a noun and "the", "its", a name of a state or of whose it is; None where there is none of these."""
    found: set[str] = set()
    for word in before[: -BETWEEN - 1 : -1]:
        stems = frozenset(stem_words(word))
        if word.lower() in POINTING or (stems and stems <= states):
            return frozenset(found)
        found |= stems
        if word.endswith(OWNING):
            return frozenset(found)
    return frozenset(found) if len(before) < BETWEEN else None


def _walk_nouns(text: str, verbs: bool = False) -> Iterator[tuple[str, Sequence[str], tuple[str, str]]]:
    """Each word that may be a noun, or any with `verbs`, with all words before it and the two behind it."""
    words = [m[0] for m in re.finditer(r"[^\W_]+(?:[-'’][^\W_]+)*", text)]
    padded = [*words, "", ""]
    for at, word in enumerate(words):
        before = words[at - 1].lower() if at else "to" if len(words) > 1 else ""
        if verbs or (before != "to" and not word.endswith(VERB_ENDS)):
            yield word, words[:at], (padded[at + 1], padded[at + 2])


# The same parties and contents are looked at beside many deeds.
@lru_cache(maxsize=50_000)
def read_states(text: str) -> frozenset[str]:
    """The stems of the words by which a text names countries, their capitals and their people."""
    hits = (h for h in load_world().scan_names(text) if h.entry.code and h.entry.kind in STATES)
    return frozenset(word for hit in hits for word in stem_words(text[hit.start : hit.end]))


def find_host(text: str, others: frozenset[str]) -> Actor | None:
    """The one state, but for `others`, that a text names by its name or capital; where in the text, its `start` and `end` tell."""
    hits = [
        h
        for h in load_world().scan_names(text)
        if h.entry.code and h.entry.kind in HOSTS and h.entry.code not in others
    ]
    if len({h.entry.code for h in hits}) != 1:
        return None
    hit = hits[0]
    return Actor(
        code=hit.entry.code,
        sector=("GOV",),
        entity_text=text[hit.start : hit.end],
        start=hit.start,
        end=hit.end,
        identifier_text=hit.entry.name,
    )


def list_targets(text: str) -> frozenset[str]:
    """The countries and bodies that a text names."""
    return frozenset(code for _, code in list_named(text))


def read_names(text: str, parties: frozenset[str]) -> frozenset[str]:
    """The stems of the names in a text, but for its first word, for those of `parties` and for days and months."""
    return _leave_out((stem(name) for name in _NAME.findall(text)), parties)


def _leave_out(stems: Iterable[str], parties: frozenset[str]) -> frozenset[str]:
    plain = load_ledger_words().plain
    return frozenset(word for word in stems if word not in plain and word not in parties)


def _read_placed(text: str, parties: frozenset[str], codes: frozenset[str]) -> frozenset[str]:
    """The stems of names behind a preposition, but for those of `parties`, and for phrases that name one of `codes`."""
    phrases = (m[1] for m in _PLACED.finditer(text))
    return _leave_out((w for p in phrases if not _names_state(p, codes) for w in stem_words(p)), parties)


def lies_elsewhere(names: frozenset[str], parties: frozenset[str], codes: frozenset[str], texts: Iterable[str]) -> bool:
    """Whether texts tell of places (or others) with prepositions, but of none of the `names` and none of the `codes`."""
    if not names:
        return False
    texts = tuple(texts)
    if any(names & set(stem_words(text)) for text in texts):
        return False
    return any(_read_placed(text, parties, codes) for text in texts)


def has_half(content: str, matter: frozenset[str], stems: frozenset[str]) -> bool:
    """Whether of two things that a content joins ("in Kisumu and Kakamega") only one returns among other words."""
    pairs = ((stem(m[1]), stem(m[2])) for m in _PAIR.finditer(content))
    return any((one in stems) != (other in stems) for one, other in pairs if {one, other} <= matter)

"""Parsed sentences and time mentions come in; which of the times are told as ones to come goes out ("will meet on Tuesday").

Only the verb on which a time hangs decides: in "said on Tuesday that it will meet" Tuesday is over.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dragoman.codebook.load import read_toml
from dragoman.record.document import Sentence, Token
from dragoman.record.mention import Mention

_PAST = frozenset({"VBD"})


class _Words(NamedTuple):
    auxiliaries: frozenset[str]
    heads: frozenset[str]


def find_previews(sentences: Sequence[Sentence], mentions: Iterable[Mention]) -> frozenset[int]:
    """Give the offsets at which the time mentions begin that are told as to come."""
    by_number = {sentence.sequence: sentence for sentence in sentences}
    return frozenset(
        mention.start
        for mention in mentions
        if mention.kind == "time" and _is_preview(by_number[mention.sentence].tokens, mention)
    )


def _is_preview(tokens: Sequence[Token], mention: Mention) -> bool:
    first = next((t for t in tokens if mention.start <= t.start < mention.end), None)
    verb = first and next((t for t in _climb(tokens, first) if t.tag.startswith("VB")), None)
    if verb is None:
        return False
    words = _load_words()
    helpers = [t for t in tokens if t.head == verb.i and t.function in ("auxiliary", "passive_auxiliary")]
    if any(t.lemma in words.auxiliaries for t in helpers):
        return True
    if any(t.tag == "TO" for t in helpers):
        return _is_awaited(tokens, verb, words)
    is_passive = any(t.function == "passive_auxiliary" for t in helpers)
    return is_passive and verb.lemma in words.heads and _is_present(tokens, verb)


def _is_awaited(tokens: Sequence[Token], verb: Token, words: _Words) -> bool:
    """Whether an infinitive is to come: "a summit to be held", "is due to meet"."""
    if verb.function == "relative":
        return any(t.head == verb.i and t.function == "passive_auxiliary" for t in tokens)
    head = tokens[verb.head]
    return verb.function == "open_clause" and head.lemma in words.heads and _is_present(tokens, head)


def _is_present(tokens: Sequence[Token], head: Token) -> bool:
    """Whether a word and its auxiliaries, or the "be" to which it belongs, are not in the past tense."""
    parts = [head, *(t for t in tokens if t.head == head.i and t.function in ("auxiliary", "passive_auxiliary"))]
    if head.function == "complement":
        parts.append(tokens[head.head])
    return not any(t.tag in _PAST for t in parts)


def _climb(tokens: Sequence[Token], token: Token) -> Iterator[Token]:
    while token.head != token.i:
        token = tokens[token.head]
        yield token


@cache
def _load_words() -> _Words:
    data, _ = read_toml(files("dragoman.codebook") / "en" / "times.toml", dict[str, Any])
    return _Words(frozenset(data["future_auxiliaries"]), frozenset(data["future_heads"]))

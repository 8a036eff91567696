"""commitments.toml comes in; the words and tables by which the ledger tells sayings and deeds apart go out, as stems."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from dragoman.codebook.load import check_sorted, line_of_table, load_codebook, read_toml
from dragoman.codebook.schema import WordList
from dragoman.codebook.stems import stem
from dragoman.errors import CodebookError

FILE = "commitments.toml"


class Pattern(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A regular expression."""

    pattern: str


class Break(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A deed of type `by` between the parties breaks what lets one expect `event` and `mode`."""

    event: str
    mode: str | None
    by: str


class PartialWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words of a part, and a pattern (a regular expression) of "40 of the 100"."""

    words: list[str]
    pattern: str


class CommitmentFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A whole commitments.toml, which explains its tables."""

    offer: WordList
    promise: WordList
    pressing: Pattern
    unchanged: Pattern
    bygone: Pattern
    repeated: Pattern
    unmade: Pattern
    signing: WordList
    agreement: WordList
    warning: WordList
    reference: WordList
    denial: WordList
    unreal: WordList
    anew: WordList
    done: WordList
    unsaid: WordList
    claim: WordList
    advice: WordList
    kin: WordList
    thought: WordList
    tellers: WordList
    telling: WordList
    vague: WordList
    habit: WordList
    being: WordList
    suffering: WordList
    pronouns: WordList
    meant: dict[str, list[str]]
    near: dict[str, list[str]]
    breaks: list[Break]
    partial: PartialWords
    failing: WordList
    postponing: WordList
    ultimatum: WordList
    deadline: WordList
    plain: WordList


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerWords:
    """The same, ready for use: lists as sets of stems."""

    offer: frozenset[str]
    promise: frozenset[str]
    pressing: str
    unchanged: str
    bygone: str
    repeated: str
    unmade: str
    signing: frozenset[str]
    agreement: frozenset[str]
    warning: frozenset[str]
    reference: frozenset[str]
    denial: frozenset[str]
    unreal: frozenset[str]
    anew: frozenset[str]
    done: frozenset[str]
    unsaid: frozenset[str]
    claim: frozenset[str]
    advice: frozenset[str]
    kin: frozenset[str]
    thought: frozenset[str]
    tellers: frozenset[str]
    telling: frozenset[str]
    vague: frozenset[str]
    habit: frozenset[str]
    being: frozenset[str]
    suffering: frozenset[str]
    pronouns: frozenset[str]
    meant: Mapping[str, frozenset[str]]
    near: Mapping[str, frozenset[str]]
    breaks: tuple[Break, ...]
    partial: frozenset[str]
    part_of: str
    failing: frozenset[str]
    postponing: frozenset[str]
    ultimatum: frozenset[str]
    deadline: frozenset[str]
    plain: frozenset[str]


@cache
def load_ledger_words() -> LedgerWords:
    """Load the ledger's words once a process.

    Raises:
        CodebookError: commitments.toml breaks its schema, or names a type or mode that there is not.
    """
    found, text = read_toml(files("dragoman.codebook") / "en" / FILE, CommitmentFile)
    types = load_codebook().types
    named = [*found.near, *(t for near in found.near.values() for t in near)]
    named += [t for entry in found.breaks for t in (entry.event, entry.by)]
    for name in named:
        if name not in types:
            line = text.count("\n", 0, text.index(name)) + 1
            raise CodebookError(f"{FILE}:{line}", f"{name} is no event type of types.toml")
    lists = {f.name: words for f in fields(LedgerWords) if isinstance(words := getattr(found, f.name, None), WordList)}
    lists["partial"] = WordList(words=found.partial.words)
    for table, entry in lists.items():
        check_sorted(table, entry.words, f"{FILE}:{line_of_table(text, table)}")
    stems: dict[str, Any] = {name: frozenset(map(stem, entry.words)) for name, entry in lists.items()}
    return LedgerWords(
        **stems,
        pressing=found.pressing.pattern,
        unchanged=found.unchanged.pattern,
        bygone=found.bygone.pattern,
        repeated=found.repeated.pattern,
        unmade=found.unmade.pattern,
        meant={kind: frozenset(map(stem, nouns)) for kind, nouns in found.meant.items()},
        near={name: frozenset(near) for name, near in found.near.items()},
        breaks=tuple(found.breaks),
        part_of=found.partial.pattern,
    )

"""expectations.toml comes in; what each verbal type and mode lets one expect goes out."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.codebook.load import load_codebook, read_toml
from dragoman.codebook.schema import EventType
from dragoman.errors import CodebookError

FILE = "expectations.toml"
ROLES = ("actor", "recipient")


class ModeEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The act that a mode names by itself."""

    event: str
    mode: str | None = None


class NounEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The act that nouns name where they head a content."""

    words: list[str]
    event: str
    mode: str | None = None


class Expectation(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Whose act a verbal type speaks of (`actor` or `recipient` of the event), and whether it is said not to be done."""

    actor: str
    negated: bool
    modes: dict[str, ModeEntry] = {}


class Expectations(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A whole expectations.toml."""

    type: dict[str, Expectation]
    noun: list[NounEntry]


@cache
def load_expectations() -> Expectations:
    """Load the table once a process.

    Raises:
        CodebookError: expectations.toml breaks its schema, or names a type or mode that there is not.
    """
    found, text = read_toml(files("dragoman.codebook") / "ontology" / FILE, Expectations)
    types = load_codebook().types
    for name, entry in found.type.items():
        _check_type(name, entry, types, text)
    lines = [text.count("\n", 0, m.start()) + 1 for m in re.finditer(r"^\[\[noun\]\]", text, re.M)]
    for line, noun in zip(lines, found.noun, strict=True):
        if noun.words != sorted(set(noun.words)):
            raise CodebookError(f"{FILE}:{line}", "words are not sorted, or one stands twice")
        _check_act(noun, types, f"{FILE}:{line}")
    return found


def _check_type(name: str, entry: Expectation, types: Mapping[str, EventType], text: str) -> None:
    def find_place(table: str) -> str:
        at = re.search(rf"^\[{re.escape(table)}\]", text, re.M)
        return f"{FILE}:{text.count(chr(10), 0, at.start()) + 1 if at else 1}"

    place = find_place(f"type.{name}")
    if name not in types:
        raise CodebookError(place, f"{name} is no event type of types.toml")
    if entry.actor not in ROLES:
        raise CodebookError(place, f"{name}: actor {entry.actor!r} is neither {' nor '.join(ROLES)}")
    for mode, act in entry.modes.items():
        place = find_place(f"type.{name}.modes.{mode}")
        if mode not in types[name].modes:
            raise CodebookError(place, f"{name} has no mode {mode!r}")
        _check_act(act, types, place)


def _check_act(act: ModeEntry | NounEntry, types: Mapping[str, EventType], place: str) -> None:
    if act.event not in types or (act.mode and act.mode not in types[act.event].modes):
        raise CodebookError(place, f"{act.event} {act.mode or ''} is no type and mode of types.toml")

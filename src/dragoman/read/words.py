"""Comes in: provenance.toml, edited by people. Goes out: Words, its tables as Python values, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The tables of provenance.toml; each field is the list of that name, `credits` is field → phrases."""

    months: Mapping[str, int]
    credits: Mapping[str, tuple[str, ...]]
    weekdays: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    agencies: tuple[str, ...]
    not_places: frozenset[str]
    colon_places: tuple[str, ...]
    staff: frozenset[str]
    outlet: frozenset[str]
    openers: tuple[str, ...]
    page: tuple[str, ...]
    page_lines: frozenset[str]


@cache
def load_words() -> Words:
    """Read provenance.toml."""
    tables = tomllib.loads((files("dragoman.read") / "provenance.toml").read_text(encoding="utf-8"))
    words = tables["words"]
    return Words(
        months=tables["months"],
        credits={name: tuple(phrases) for name, phrases in tables["credits"].items()},
        weekdays=tuple(words["weekdays"]),
        published=tuple(words["published"]),
        updated=tuple(words["updated"]),
        agencies=tuple(words["agencies"]),
        not_places=frozenset(words["not_places"]),
        colon_places=tuple(words["colon_places"]),
        staff=frozenset(words["staff"]),
        outlet=frozenset(words["outlet"]),
        openers=tuple(words["openers"]),
        page=tuple(words["page"]),
        page_lines=frozenset(words["page_lines"]),
    )

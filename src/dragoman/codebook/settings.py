"""settings.toml comes in; where the place of an act may stand goes out, as tables that the coder reads."""

from functools import cache
from importlib.resources import files

import msgspec

from dragoman.codebook.load import check_sorted, line_of_table, read_toml
from dragoman.codebook.schema import WordList
from dragoman.errors import CodebookError


class Ground(msgspec.Struct, forbid_unknown_fields=True):
    """The types whose acts happen on the ground."""

    types: list[str]


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """A whole settings.toml: how far a place may stand from an act, what adds to its distance, and nouns for places."""

    reach: dict[str, float]
    ground: Ground
    preposition: dict[str, float]
    ground_preposition: dict[str, float]
    type_preposition: dict[str, dict[str, float]]
    ground_function: dict[str, float]
    border: WordList
    noun: dict[str, int]


@cache
def load_settings() -> Settings:
    """Load the settings once a process.

    Raises:
        CodebookError: settings.toml breaks its schema.
    """
    found, text = read_toml(files("dragoman.codebook") / "en" / "settings.toml", Settings)
    check_sorted("border", found.border.words, f"settings.toml:{line_of_table(text, 'border')}")
    for noun, level in found.noun.items():
        if not 1 <= level <= 5:
            raise CodebookError(f"settings.toml: {noun}", f"a place is as fine as 1 (country) to 5 (site), not {level}")
    return found

"""Comes in: measured.toml, which ships with dragoman. Goes out: Measured, how good dragoman was when it was last measured."""

from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.codebook.load import read_toml


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure: what it says in words, its value, from 0 to 1, and its kind: F1 or an error. One of them is the headline."""

    words: str
    value: float
    kind: str = "F1"
    headline: bool = False


class Measured(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A measurement: its day, on how many reports and events, the figures, and the 95 % interval of the headline."""

    day: date
    reports: int
    events: int
    low: float
    high: float
    figure: tuple[Figure, ...]


@cache
def read_measured() -> Measured:
    """The last measurement of this version (docs/quality.md tells how it was made)."""
    return read_toml(files("dragoman.evaluate") / "measured.toml", Measured)[0]

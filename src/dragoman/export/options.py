"""What a reader of the output may ask for, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to write: with the explanation of each field or without, in colour or not, how wide."""

    explain: bool = False
    colour: bool = False
    width: int = 100

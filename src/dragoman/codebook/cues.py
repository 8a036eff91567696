"""status.toml, attribution.toml and frames.toml come in; tables that the coder reads go out."""

from functools import cache
from importlib.resources import files

import msgspec

from dragoman.codebook.load import STATUSES, check_sorted, line_of_key, read_toml
from dragoman.errors import CodebookError

PLACES = frozenset({"modal", "marker", "adverb", "governor", "noun", "modifier", "determiner"})


class Cue(msgspec.Struct, forbid_unknown_fields=True):
    """Words that give a trigger a status, and where they stand with regard to it."""

    where: str
    status: str
    words: list[str]
    example: str


class CueFile(msgspec.Struct, forbid_unknown_fields=True):
    """A whole status.toml."""

    cue: list[Cue]


class Vouching(msgspec.Struct, forbid_unknown_fields=True):
    """A whole attribution.toml."""

    verbs: list[str]
    colouring: list[str]
    accusing: list[str]
    quoting: list[str]
    remarking: list[str]
    citing: list[str]
    nouns: list[str]
    prepositions: list[str]
    performing: list[str]
    aside_markers: list[str]
    aside_prepositions: list[str]
    condition_markers: list[str]
    condition_phrases: list[str]
    asking: list[str]


@cache
def load_status_cues() -> dict[str, dict[str, tuple[str, ...]]]:
    """Where a cue stands → its word → the statuses that it may give.

    Raises:
        CodebookError: status.toml breaks its schema.
    """
    found, _ = read_toml(files("dragoman.codebook") / "en" / "status.toml", CueFile)
    table: dict[str, dict[str, tuple[str, ...]]] = {where: {} for where in PLACES}
    for number, cue in enumerate(found.cue, 1):
        if cue.where not in PLACES or cue.status not in STATUSES:
            raise CodebookError(
                f"status.toml: cue {number}", f"where {cue.where!r} or status {cue.status!r} is unknown"
            )
        for word in cue.words:
            table[cue.where][word] = (*table[cue.where].get(word, ()), cue.status)
    return table


@cache
def load_vouching() -> Vouching:
    """The words of vouching and of conditions.

    Raises:
        CodebookError: attribution.toml breaks its schema.
    """
    found, text = read_toml(files("dragoman.codebook") / "en" / "attribution.toml", Vouching)
    for name, words in msgspec.structs.asdict(found).items():
        check_sorted(name, words, f"attribution.toml:{line_of_key(text, name)}")
    return found


class Frame(msgspec.Struct, forbid_unknown_fields=True):
    """Where the parties of a type of event usually stand: role paths, the first that is filled counts."""

    actor: list[str]
    recipient: list[str]


@cache
def load_frames() -> dict[str, Frame]:
    """The usual frame of each event type.

    Raises:
        CodebookError: frames.toml breaks its schema.
    """
    return read_toml(files("dragoman.codebook") / "en" / "frames.toml", dict[str, Frame])[0]

"""A happening comes in; a sentence in plain words goes out, made of wording.toml and of nothing that no record holds."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.codebook.load import read_toml
from dragoman.record.happening import Happening, Telling
from dragoman.record.mention import Actor
from dragoman.relations.parties import spell_parties

# A content longer than this is cut at a word: the note below quotes the whole sentence.
LONG = 160


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences of wording.toml."""

    deeds: Mapping[str, str]
    alone: Mapping[str, str]
    frames: Mapping[str, str]
    leans: frozenset[str]


@cache
def load_wording() -> Wording:
    """The wording that comes with dragoman; raises CodebookError where its file is not well-formed."""
    return read_toml(files("dragoman.relations") / "wording.toml", Wording)[0]


def frame(name: str, **parts: object) -> str:
    """A sentence of [frames] with its parts filled in."""
    return load_wording().frames[name].format(**parts)


def tell_deed(happening: Happening, tellings: Sequence[Telling]) -> str:
    """What was done, by whom, to whom, where, when and on whose word, as a sentence without a full stop.

    `tellings` are those that tell it: where each rests on somebody's word, the word of the first is named.
    """
    wording = load_wording()
    actor = spell_parties(happening.actor) or wording.frames["nobody"]
    recipient = spell_parties(happening.recipient)
    mode = f"{happening.event} {happening.mode}"
    if recipient:
        deed = (wording.deeds.get(mode) or wording.deeds[happening.event]).format(actor=actor, recipient=recipient)
    else:
        deed = wording.alone[happening.event].format(actor=actor)
    return frame(
        "deed",
        deed=deed[:1].upper() + deed[1:],
        content=frame("content", content=cut(happening.content.text)) if happening.content else "",
        place=_tell_place(happening),
        day=_tell_days(happening),
        word=_tell_word(tellings),
    )


def cut(text: str, limit: int = LONG) -> str:
    """The text on one line, cut at a word with an ellipsis where it is longer than `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: line.rfind(" ", 0, limit)] + " …"


def _tell_place(happening: Happening) -> str:
    place = happening.event_loc
    if place is None:
        return ""
    return frame("place", place=" ".join((place.resolved_place or place.extracted_place).split()))


def _tell_days(happening: Happening) -> str:
    first, last = happening.date, happening.enddate
    if happening.date_basis == "stated" and (first or last):
        if first and last and first != last:
            return frame("stated_span", first=first, last=last)
        return frame("stated", day=first or last)
    told = happening.first_reported
    return frame("published", day=told) if told else ""


def _tell_word(tellings: Sequence[Telling]) -> str:
    """On whose word it is told, where no report vouches for it itself."""
    if not tellings or any(not t.event.attribution for t in tellings):
        return ""
    named = [a for a in tellings[0].event.attribution if not _is_pronoun(a)]
    return frame("word", word=spell_parties(named) or load_wording().frames["nobody"])


def _is_pronoun(actor: Actor) -> bool:
    """Whether it is a single small word that stands for nobody known ("he", "others")."""
    words = (actor.identifier_text or actor.entity_text).split()
    return actor.code is None and len(words) == 1 and words[0].islower()

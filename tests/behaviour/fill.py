"""Comes in: a Case with slots and the lists of fills.toml. Goes out: its texts, filled the same way on every machine."""

import re
import tomllib
import zlib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from behaviour.cases import HERE, Case, CaseError, Want

SLOT = re.compile(r"\{(?:(an?|An?) )?(\w+)(?:\.(\w+))?\}")
STATES = ("A", "B", "C")
PERSONS = {"P": "person", "W": "woman", "M": "man"}
EXTRAS = ("which", "who", "while")
FORMS = {"": "name", "adj": "adj", "people": "people", "cap": "cap", "city": "city"}


@cache
def load_fills() -> dict[str, Any]:
    """The lists of fills.toml; `person` holds all women and men by turns."""
    fills = tomllib.loads((HERE / "fills.toml").read_text(encoding="utf-8"))
    pairs = zip(fills["woman"], fills["man"], strict=True)
    fills["person"] = [name for pair in pairs for name in pair]
    return fills


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in each slot: the index into its list; `extra` is the clause words, empty in a plain case."""

    state: tuple[int, int, int]
    person: int
    day: int
    number: int
    extra: int | None = None


def choose(case: Case, variant: int) -> Filling:
    """The nth filling of a case, drawn from the text's own checksum."""

    def draw(what: str) -> int:
        return zlib.crc32(f"{case.text}|{variant}|{what}".encode())

    states = len(load_fills()["country"])
    first = (zlib.crc32(case.text.encode()) + 7 * variant) % states
    return Filling(
        state=(first, (first + 5) % states, (first + 14) % states),
        person=draw("person") % len(load_fills()["person"]),
        day=draw("day"),
        number=draw("number"),
    )


def fill_text(text: str, filling: Filling, place: str) -> str:
    """The text with every slot filled.

    Raises:
        CaseError: a slot is not known.
    """

    def one(match: re.Match[str]) -> str:
        article, slot, form = match.groups()
        word = _word(slot, form or "", filling, place)
        if not article:
            return word
        vowel = word[0] in "AEIO" and not word.startswith("Eu")  # "a Ugandan", "a Ukrainian", "an Indian"
        return f"{article[0]}{'n' if vowel else ''} {word}"

    return SLOT.sub(one, text)


def fill_want(want: Want, filling: Filling, place: str) -> Want:
    """What must hold, with codes for states and ISO dates for days."""

    def code(pattern: str) -> str:
        return SLOT.sub(lambda m: state(m.group(2), filling)["code"], pattern)

    def day(words: str | None) -> str | None:
        return SLOT.sub(lambda m: _day(m.group(2), filling)[1], words) if words else words

    return replace(
        want,
        actor=None if want.actor is None else tuple(code(p) for p in want.actor),
        recipient=None if want.recipient is None else tuple(code(p) for p in want.recipient),
        date=day(want.date),
        enddate=day(want.enddate),
        deadline_date=day(want.deadline_date),
        words=tuple((k, fill_text(w, filling, place)) for k, w in want.words),
    )


def slots(text: str) -> set[str]:
    """The slots that a text has: A, P, day, which …"""
    return {m.group(2) for m in SLOT.finditer(text)}


def state(slot: str, filling: Filling) -> dict[str, str]:
    """The state that stands in slot A, B or C."""
    return load_fills()["country"][filling.state[STATES.index(slot)]]


def days(slot: str, filling: Filling) -> str:
    """The ISO date that a day slot means."""
    return _day(slot, filling)[1]


def _day(slot: str, filling: Filling) -> tuple[str, str]:
    items = list(load_fills()[slot].items())
    words, meant = items[filling.day % len(items)]
    return words, meant.isoformat()


def _word(slot: str, form: str, filling: Filling, place: str) -> str:
    fills = load_fills()
    if slot in STATES and form in FORMS:
        return state(slot, filling)[FORMS[form]]
    if slot in PERSONS and form in ("", "last"):
        names = fills[PERSONS[slot]]
        name = names[filling.person % len(names)]
        return name.split()[-1] if form else name
    if slot in ("day", "date", "by") and not form:
        return _day(slot, filling)[0]
    if slot in ("n", "N") and not form:
        word = fills["number"][filling.number % len(fills["number"])]
        return word.capitalize() if slot == "N" else word
    if slot in EXTRAS and not form:
        return "" if filling.extra is None else fills[slot][filling.extra % len(fills[slot])]
    raise CaseError(f"{place}: unknown slot {{{slot}{'.' + form if form else ''}}}")

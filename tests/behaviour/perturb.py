"""Comes in: a Case. Goes out: Trials: its plain texts, and pairs of texts of which one is the other with one thing changed."""

import re
import zlib
from dataclasses import dataclass, replace

from behaviour.cases import Case, Want
from behaviour.fill import (
    EXTRAS,
    PERSONS,
    STATES,
    Filling,
    choose,
    days,
    fill_text,
    fill_want,
    load_fills,
    slots,
    state,
)

HOLDS = {
    "state": "swap the country",
    "person": "swap the name",
    "date": "swap the date",
    "clause": "add a subordinate clause",
    "quotes": "curly for straight quotes",
    "tail": "add a sentence about nothing",
    "dateline": "add a dateline",
}
TURNS = {
    "negate": "negate it: status negated",
    "if": "add if, may, might: status hypothetical",
    "future": "put it into the future",
    "roles": "swap subject and agent: roles swap",
}
# Every case is tried with these; of the others, each case draws some by its checksum, lest the suite run for minutes.
ALWAYS = ("person", "clause", "quotes")
ONE_IN = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """One case of the suite: a text to judge by its wants, or a pair to compare.

    `renamed` are the codes, `redated` the days that the change itself brings with it.
    """

    capability: str
    kind: str
    place: str
    text: str
    wants: tuple[Want, ...]
    also: tuple[str, ...] = ()
    changed: str | None = None
    change: str | None = None
    renamed: tuple[tuple[str, str], ...] = ()
    redated: tuple[tuple[str, str], ...] = ()


def list_trials(cases: list[Case]) -> list[Trial]:
    """All trials of all cases, each text or pair once."""
    trials = {}
    for case in cases:
        for trial in (*_plain(case), *_holds(case), *_turned(case)):
            trials.setdefault((trial.kind, trial.change, trial.text, trial.changed), trial)
    return list(trials.values())


def _plain(case: Case) -> list[Trial]:
    return [_trial(case, choose(case, variant)) for variant in range(case.fills)]


def _trial(case: Case, filling: Filling) -> Trial:
    wants = tuple(fill_want(w, filling, case.place) for w in case.wants)
    return Trial(case.capability, "MFT", case.place, fill_text(case.text, filling, case.place), wants, case.also)


def _holds(case: Case) -> list[Trial]:
    """The invariance pairs of an event case: nothing but the swapped thing may change."""
    if not case.wants:
        return []
    filling = choose(case, 0)
    base = _trial(case, filling)
    seed, has = zlib.crc32(case.text.encode()), slots(case.text)
    other = replace(filling, state=choose(case, 1).state)
    found: dict[str, tuple[str, Filling]] = {}
    if has & set(STATES):
        found["state"] = (fill_text(case.text, other, case.place), other)
    if has & set(PERSONS):
        moved = replace(filling, person=filling.person + 3)
        found["person"] = (fill_text(case.text, moved, case.place), moved)
    if has & {"day", "date"}:
        moved = replace(filling, day=filling.day + 1)
        found["date"] = (fill_text(case.text, moved, case.place), moved)
    if has & set(EXTRAS):
        found["clause"] = (fill_text(case.text, replace(filling, extra=seed), case.place), filling)
    if '"' in base.text or "'" in base.text:
        found["quotes"] = (_curl(base.text), filling)
    tails, datelines = load_fills()["tail"], load_fills()["dateline"]
    found["tail"] = (f"{base.text} {tails[seed // ONE_IN % len(tails)]}", filling)
    found["dateline"] = (datelines[seed // ONE_IN % len(datelines)] + base.text, filling)
    drawn = [k for i, k in enumerate(HOLDS) if k in found and (k in ALWAYS or (seed + i) % ONE_IN == 0)]
    return [_pair(base, "INV", HOLDS[k], k, *found[k], filling) for k in drawn]


def _turned(case: Case) -> list[Trial]:
    """The direction pairs: hand-written turns, and for cases with both roles the two states exchanged."""
    trials = []
    for name, text in case.turns:
        for variant in range(case.fills):
            filling = choose(case, variant)
            turned = fill_text(text, filling, case.place)
            trials.append(_pair(_trial(case, filling), "DIR", TURNS[name], name, turned, filling, filling))
    if _has_both_roles(case):
        filling = choose(case, 0)
        one, two, three = filling.state
        moved = replace(filling, state=(two, one, three))
        turned = fill_text(case.text, moved, case.place)
        trials.append(_pair(_trial(case, filling), "DIR", TURNS["roles"], "roles", turned, moved, filling))
    return trials


def _has_both_roles(case: Case) -> bool:
    def names(patterns: tuple[str, ...] | None) -> str:
        return " ".join(patterns or ())

    return any(
        "{A}" in names(w.actor) and "{B}" in names(w.recipient) and "{B}" not in names(w.actor) for w in case.wants
    )


def _pair(base: Trial, kind: str, capability: str, change: str, text: str, new: Filling, old: Filling) -> Trial:
    return replace(
        base,
        kind=kind,
        capability=capability,
        change=change,
        changed=text,
        renamed=tuple((state(s, old)["code"], state(s, new)["code"]) for s in STATES),
        redated=tuple((days(s, old), days(s, new)) for s in ("day", "date")),
    )


def _curl(text: str) -> str:
    """Typographic quotes and apostrophes in place of straight ones."""
    text = re.sub(r'"([^"]*)"', "“\\1”", text)
    return text.replace("'", "’")

"""A country and the words of an office come in; who holds it, as the report or the world knows, goes out."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date
from functools import lru_cache

from dragoman.codebook.classes import load_classes
from dragoman.codebook.roles import Roles
from dragoman.resolve.parties import Party
from dragoman.resolve.report import Report
from dragoman.world.load import Entry, World

# "Commander of the Army" is "army commander", "Secretary-General" is "secretary general".
_LITTLE = frozenset({"of", "the", "for", "and", "to"})
Office = frozenset[str]


class Holders:
    """Who holds which office: those whom the report names, else those of the world on the day of the report."""

    def __init__(self, report: Report, people: Iterable[Party], world: World, roles: Roles, day: date | None) -> None:
        self._world, self._roles, self._day = world, roles, day
        self._named: dict[str, list[Party]] = defaultdict(list)
        entries = {hit.entry.id: hit.entry for hit in report.names if hit.entry.kind == "person"}
        spoken = Counter(hit.entry.id for hit in report.names)
        for id in sorted(entries, key=lambda id: (-spoken[id], id)):
            entry = entries[id]
            if entry.office and holds(entry, day):
                party = Party(code=entry.code or None, name=report.spell(entry), id=id, office=entry.office)
                self._named[entry.code].append(party)
        for person in people:
            if person.code and person.office and person.name:
                self._named[person.code].append(person)
        self._careers = {id: entry for id, entry in entries.items() if entry.code}

    def find(self, code: str, title: str, *, abroad: bool) -> Party | None:
        """Who holds the office that `title` names in this country; None for nobody known, or several.

        `abroad` also asks the world: the words themselves say whose office it is.
        """
        named = self._named.get(code, [])
        if self._roles.is_leader(title):
            return next((p for p in named if p.office and self._heads_state(p.office)), None)
        office = self._read(title)
        found = {p.name: p for p in named if p.office and self._read(p.office) == office}
        if len(found) == 1:
            return next(iter(found.values()))
        if found or not abroad or self._day is None:
            return None
        known = {e.id: e for e in _offices(self._world).get((code, office), ()) if holds(e, self._day)}
        if len(known) != 1:
            return None
        entry = next(iter(known.values()))
        return Party(code=code, name=entry.name, id=entry.id, office=entry.office)

    def recall(self, code: str, title: str, places: Set[str], *, former: bool) -> Party | None:
        """Whom the report names and who held such an office, be it years ago: "the former foreign minister", "the Texas senator".

        `places` are words of the title that may be no part of the office, for they only say of where; None for nobody, or several.
        """
        words = self._read(title)
        found = {}
        for id, entry in self._careers.items():
            for office, since, until in _terms(self._world, entry.name) if entry.code == code else ():
                begun = self._day is None or since is None or since <= self._day
                over = until is not None and (self._day is None or until < self._day)
                whole = office <= words and words - office <= places
                if begun and (over if former else not over) and (whole or (len(words) > 1 and words <= office)):
                    found[id] = Party(code=code, name=entry.name, id=id)
        return next(iter(found.values())) if len(found) == 1 else None

    def _heads_state(self, office: str) -> bool:
        role = self._roles.nouns.get(office.lower())
        return (
            role is not None
            and role.name == "head-of-state"
            and not any(word in office.lower() for word in load_classes().seconds)
        )

    def _read(self, title: str) -> Office:
        return read_office(self._roles.alike.get(title.lower(), title))


def holds(entry: Entry, day: date | None) -> bool:
    """Whether the office of an entry is held on a day."""
    if day is None:
        return entry.until is None
    return not (entry.since and day < entry.since) and not (entry.until and entry.until < day)


@lru_cache(maxsize=8192)
def read_office(title: str) -> Office:
    """The telling words of an office, in one spelling: "Secretary of Defense" is "defence secretary"."""
    words = re.findall(r"[a-z']+", title.lower().replace("defense", "defence").replace("advisor", "adviser"))
    return frozenset(words) - _LITTLE


@lru_cache(maxsize=4)
def _offices(world: World) -> Mapping[tuple[str, Office], tuple[Entry, ...]]:
    found: dict[tuple[str, Office], dict[tuple[str, date | None], Entry]] = defaultdict(dict)
    for entries in world.forms.values():
        for entry in entries:
            if entry.kind == "person" and entry.office and entry.code:
                found[entry.code, read_office(entry.office)][entry.id, entry.since] = replace(entry, short=False)
    return {key: tuple(entries.values()) for key, entries in found.items()}


@lru_cache(maxsize=8192)
def _terms(world: World, name: str) -> tuple[tuple[Office, date | None, date | None], ...]:
    """The offices that a person of the world has held, each from its first day to its last, whatever lay between."""
    held: dict[Office, list[Entry]] = defaultdict(list)
    for entry in world.find_name(name):
        if entry.kind == "person" and entry.name == name and entry.office and not entry.short:
            held[read_office(entry.office)].append(entry)
    terms = []
    for office, entries in held.items():
        since = None if any(e.since is None for e in entries) else min(e.since for e in entries if e.since)
        until = None if any(e.until is None for e in entries) else max(e.until for e in entries if e.until)
        terms.append((office, since, until))
    return tuple(terms)

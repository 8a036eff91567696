"""Comes in: the csv files of this folder. Goes out: World, who and where there is, loaded once.

How to use it:

    world = load_world()                            # cached; about 0.25 s the first time
    for hit in world.scan_names(text, day):         # text: the whole report; day: when it was published, or None
        hit.start, hit.end, hit.entry.code, hit.entry.kind, hit.entry.sector, hit.entry.name

    world.countries["SYR"].neighbours               # code -> Country
    world.find_name("the Kremlin")                  # entries of exactly one form, () where there is none
    world.choose_entry(entries, text, day)          # the one that holds on that day, or None

`hit.entry.kind` is name, demonym, people, capital, seat or region (codebook code of a country, from names.csv
and regions.csv) or one of record.mention.KINDS: person for people.csv, else what bodies.csv says. `entry.short`
tells a surname that stands alone; it is given only where no other word of a person's name stands beside it, or
the report names the person in full. An entry whose `until` lies before `day` is a former office holder (ELI).
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.errors import CodebookError
from dragoman.world.scan import Scanner, fold_text
from dragoman.world.tables import (
    FOLDER,
    NAME_KINDS,
    Country,
    Entry,
    Region,
    make_id,
    read_bodies,
    read_countries,
    read_names,
    read_people,
    read_regions,
    read_rows,
)

__all__ = ["Country", "Entry", "NameHit", "Region", "World", "load_world", "validate_world"]

_NAME_BEFORE = re.compile(
    r"([A-Z][a-z]+(?:[-'][A-Z][a-z]+)?\.?|[A-Z]\.)(?: (?:(?:al|el|bin|ben|de|van|von|del|da|dos)[ -])?|-)$"
)
# After one of these a capital letter says nothing: a sentence begins.
_SENTENCE_ENDS = frozenset(".!?\"'“”«»:•*|…")
_CALENDAR = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
# Callings that rule out whoever never had them: "Judge Sullivan" is no national security adviser.
_CALLINGS = frozenset(
    "Judge Justice Gov Governor Sen Senator Rep Representative Congressman Congresswoman Councillor Prof Professor Rabbi "
    "Coach Officer Detective Inspector Sheriff Captain Capt Sergeant Sgt Trooper Warden Pastor Father Sister".split()
)
# A weekday after a surname is no name: "the United States told Kim Wednesday that …".
_NAME_AFTER = re.compile(r" (?!\w+day\b)(?:(?:al|el|bin|ben|de|van|von)[ -])?[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name in a text, `text[start:end]`, and what it stands for; `others` are entries of the same form."""

    start: int
    end: int
    entry: Entry
    others: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """All facts, frozen. `forms` maps a form without accents to its entries, first the ones to prefer."""

    countries: Mapping[str, Country]
    regions: tuple[Region, ...]
    forms: Mapping[str, tuple[Entry, ...]]
    given_names: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    titles: frozenset[str]
    scanner: Scanner

    def gender_of(self, name: str) -> str:
        """Tell "male" or "female" where the given name of a full name does ("Ada Berg"), else ""."""
        given, _, surname = fold_text(name).partition(" ")
        if not surname:
            return ""
        return "male" if given in self.male_names else "female" if given in self.female_names else ""

    def find_name(self, form: str) -> tuple[Entry, ...]:
        """Give the entries of exactly this form; "the" before it and accents do not count."""
        folded = fold_text(form)
        return self.forms.get(folded) or self.forms.get(folded.removeprefix("the ").removeprefix("The "), ())

    def scan_names(self, text: str, day: date | None = None) -> list[NameHit]:
        """Find every known name in `text`, in order; offsets count code points of `text`.

        Give the whole report, so that its other words can decide between namesakes.
        """
        folded = fold_text(text)
        raw = list(self.scanner.find_forms(text))
        full = {entry.id for _, _, entries in raw for entry in entries if not entry.short}
        # Whoever the report names in full is meant by the surname, and not a better known bearer of it.
        surnames = {
            fold_text(entry.name).rsplit(" ", 1)[-1]
            for _, _, entries in raw
            for entry in entries
            if entry.kind == "person" and not entry.short
        }
        hits = []
        roles: dict[str, set[str]] = {"other": set(), "office": set(), "": set()}
        for start, end, entries in raw:
            chosen = self.choose_entry(entries, folded, day, full)
            if chosen is None or chosen.kind == "not":
                continue
            if chosen.short and chosen.id not in full:
                offices = " ".join(entry.office or "" for entry in entries if entry.name == chosen.name)
                role = self._judge_surname(text, folded, start, end, offices)
                if not role and folded[start:end] in surnames:
                    role = "other"
                roles[role].add(folded[start:end])
                if role == "other":
                    continue
            body = chosen.kind != "person" and chosen.kind not in NAME_KINDS
            if (body and folded[start:end] in surnames) or self._is_given_name(chosen, folded, start, end):
                roles["other"].add(folded[start:end])
                continue
            rest = tuple(entry for entry in entries if entry is not chosen)
            hits.append(NameHit(start, end, chosen, rest))
        # After "Rachel Johnson" the bare "Johnson" is hers as well, unless "Prime Minister Johnson" stands there.
        hers = roles["other"] - roles["office"]
        return [
            hit for hit in hits if folded[hit.start : hit.end] not in hers or (hit.entry.short and hit.entry.id in full)
        ]

    def choose_entry(
        self,
        entries: Sequence[Entry],
        text: str,
        day: date | None = None,
        known: Set[str] = frozenset(),
    ) -> Entry | None:
        """Choose among entries of one form: those that hold in `text` (Entry.holds_in), then by day.

        Of people, one in `known` (ids named in full in the report) goes before one who is not. Who held the
        office on `day` goes before who held it last before it, and who governs before who does not; None where
        no entry holds.
        """
        possible = [entry for entry in entries if entry.holds_in(text)]
        if len(possible) < 2:
            return possible[0] if possible else None
        if any(not entry.short for entry in possible):
            possible = [entry for entry in possible if not entry.short]
        named = [entry for entry in possible if entry.id in known]
        if named and possible[0].short:
            possible = named
        if possible[0].kind != "person":
            possible = [entry for entry in possible if entry.kind != "person"]
        return min(possible, key=lambda entry: (_measure_distance(entry, day), "GOV" not in entry.sector))

    def _is_given_name(self, entry: Entry, folded: str, start: int, end: int) -> bool:
        """Say whether a body's short name is here a person's: "Amal" in "Amal Osman"."""
        if entry.kind == "person" or entry.kind in NAME_KINDS or folded[start:end] not in self.given_names:
            return False
        after = _NAME_AFTER.match(folded, end)
        before = _NAME_BEFORE.search(folded[max(0, start - 24) : start])
        named = before is not None and before.group(1).rstrip(".") in self.titles | self.given_names
        return named or (after is not None and after.group().split()[-1] not in self.titles)

    def _judge_surname(self, text: str, folded: str, start: int, end: int, offices: str) -> str:
        """Say what the words beside a surname tell of somebody who held `offices`: "other" for part of a longer
        name ("Rachel Johnson", "Kim Dae-ho") or a foreign calling, "office" behind a title, else nothing."""
        headline = _is_headline(text, start)
        if not headline and folded[start:end] in self.given_names and _NAME_AFTER.match(folded, end):
            return "other"
        match = _NAME_BEFORE.search(folded[max(0, start - 24) : start])
        if not match:
            return ""
        word = match.group(1).rstrip(".")
        if word in self.titles:
            if word[:3] in offices:
                return "office"
            return "other" if word in _CALLINGS else ""
        if word in self.given_names or len(word) == 1:
            return "other"
        if headline or word in _CALENDAR or word in self.forms or match.group(1).endswith("."):
            return ""
        before = folded[: start - len(match.group())].rstrip(" (")
        return "other" if before and before[-1] not in _SENTENCE_ENDS else ""


def _is_headline(text: str, position: int) -> bool:
    """Tell whether the line around `position` writes most Words Like This, so that capitals say nothing there."""
    line = text[text.rfind("\n", 0, position) + 1 :].split("\n", 1)[0]
    if line.rstrip().endswith("."):
        return False  # a short sentence full of names
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return 3 * sum(word[0].islower() for word in words) < len(words)


def _measure_distance(entry: Entry, day: date | None) -> int:
    """Count the days between `day` and the time of the entry: 0 inside it; the future counts three times."""
    if day is None:
        return 0 if entry.until is None else 1
    if entry.since and day < entry.since:
        return 3 * (entry.since - day).days
    if entry.until and day > entry.until:
        return (day - entry.until).days
    return 0


@cache
def load_world() -> World:
    """Load the world once a process. Raises CodebookError where a file breaks its schema."""
    countries = read_countries()
    regions = tuple(read_regions(countries))
    forms: dict[str, list[Entry]] = {}

    def add(form: str, entry: Entry) -> None:
        known = forms.setdefault(fold_text(form), [])
        if entry not in known:
            known.append(entry)

    for form, entry in read_names(countries):
        add(form, entry)
    for region in regions:
        entry = Entry(id=make_id(region.code, region.name), name=region.name, code=region.code, kind="region")
        for form in (region.name, *region.aliases):
            add(form.removeprefix("the "), entry)
    for form, entry in read_bodies(countries):
        add(form, entry)
    for form, entry, _ in read_people(countries):
        add(form, entry)
    frozen = {form: tuple(entries) for form, entries in forms.items()}
    return World(
        countries=countries,
        regions=regions,
        forms=frozen,
        given_names=_read_words("given_names.txt"),
        male_names=_read_words("male_names.txt"),
        female_names=_read_words("female_names.txt"),
        titles=_read_words("titles.txt"),
        scanner=Scanner(frozen),
    )


def _read_words(name: str) -> frozenset[str]:
    """Read a list of words, any number a line; lines that begin with # are comments."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_TABLES = (
    ("countries.csv", "code alpha2 name adjective capital continent geonameid lat lon neighbours", ("code",)),
    ("names.csv", "form code kind sector name unless", ("form", "code")),
    ("regions.csv", "name code aliases admin1 geonameid lat lon", ("name", "code")),
    ("bodies.csv", "name aliases code sector kind since until unless", ("name", "code", "since")),
    ("people.csv", "name aliases short code sector office since until", ("name", "since", "office")),
)


def validate_world() -> None:
    """Check every row of every table; raise CodebookError (file:line, reason) at the first that is wrong.

    Codes, sectors, kinds and days are checked on reading; here also the order of the rows, and doubles.
    """
    load_world.cache_clear()
    load_world()
    for name, columns, key in _TABLES:
        last: tuple[str, ...] = ()
        for row in read_rows(name, columns):
            now = tuple(row.cells[column] for column in key)
            if now == last:
                raise row.fail(f"{' '.join(now)} stands here twice")
            if now < last:
                order = f"rows are sorted by {', '.join(key)}"
                raise row.fail(f"{now[0]!r} must stand before {last[0]!r}: {order}")
            if any(cell != cell.strip() for cell in row.cells.values()):
                raise row.fail("a cell begins or ends with a blank")
            last = now
    bodies = {form for form, _ in read_bodies(read_countries())}
    for row in read_rows("names.csv", _TABLES[1][1]):
        if row.cells["kind"] == "not" and not row.cells["unless"] and row.cells["form"] in bodies:
            raise row.fail(f"{row.cells['form']!r} hides the body of that name")
    for row in read_rows("countries.csv", _TABLES[0][1]):
        for code in row.cells["neighbours"].split():
            if code not in load_world().countries:
                raise CodebookError(row.place, f"neighbour {code!r} is no country of this file")
    _check_given_names()


def _check_given_names() -> None:
    """Raise where the names of men and of women are not sorted, or where one is a name of both."""
    men = _read_words("male_names.txt")
    for name in ("male_names.txt", "female_names.txt"):
        last = ""
        for number, line in enumerate((FOLDER / name).read_text(encoding="utf-8").splitlines(), 1):
            for word in () if line.startswith("#") else line.split():
                if word <= last:
                    raise CodebookError(f"{name}:{number}", f"{word!r} must stand before {last!r}, and once")
                if name == "female_names.txt" and word in men:
                    raise CodebookError(f"{name}:{number}", f"{word!r} stands in male_names.txt too: it tells nothing")
                last = word

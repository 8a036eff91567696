"""Comes in: the csv files of this folder. Goes out: their rows, each checked, or CodebookError (file:line)."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.errors import CodebookError
from dragoman.record.mention import KINDS

FOLDER = Path(__file__).parent
BODY_CODES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
SECTORS = frozenset(
    {"GOV", "JUD", "LEG", "MIL", "COP", "SPY", "PRM", "REB", "UAF", "PTY", "OPP", "ELI", "BUS", "LAB", "AGR"}
    | {"CVL", "REF", "JRN", "EDU", "MED", "REL", "SOC", "CRM", "PRE", "UNK"}
)
NAME_KINDS = frozenset({"name", "demonym", "people", "capital", "seat", "region", "not"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One row of countries.csv; `lat` and `lon` are degrees, None where nobody lives; `adjective` as in "Turkish army", or ""."""

    code: str
    alpha2: str
    name: str
    adjective: str
    capital: str
    continent: str
    geonameid: int
    lat: float | None
    lon: float | None
    neighbours: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One row of regions.csv: a first-level region; `admin1` is its code in GeoNames."""

    name: str
    code: str
    aliases: tuple[str, ...]
    admin1: str
    geonameid: int | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one form may stand for.

    `kind` is one of `NAME_KINDS` for names of countries and regions, and one of `KINDS` (record/mention.py)
    for bodies and people; `since` and `until` bound the days on which it held the office or existed;
    `home` is the country that a multinational company comes from.
    `short` tells a surname alone, which holds only where nothing speaks against it. `unless` and `only` are words of the report.
    """

    id: str
    name: str
    code: str
    kind: str
    sector: tuple[str, ...] = ()
    office: str | None = None
    since: date | None = None
    until: date | None = None
    unless: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    short: bool = False
    home: str = ""

    def holds_in(self, text: str) -> bool:
        """Whether the words of a report let this stand for its form: none of `unless`, and one of `only` where there are any."""
        return not any(word in text for word in self.unless) and (
            not self.only or any(word in text for word in self.only)
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, by column, and where it stands."""

    place: str
    cells: dict[str, str]

    def fail(self, reason: str) -> CodebookError:
        """Build the error that names this line."""
        return CodebookError(self.place, reason)


def read_rows(name: str, columns: str) -> Iterator[Row]:
    """Give the rows of a table, without lines that begin with #. Raises CodebookError on a wrong shape."""
    path = FOLDER / name
    wanted = columns.split()
    header: list[str] | None = None
    with path.open(encoding="utf-8", newline="") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("#") or not line.strip():
                continue
            cells = next(csv.reader([line.rstrip("\n")]))
            place = f"{name}:{number}"
            if header is None:
                header = cells
                if header != wanted:
                    raise CodebookError(place, f"the columns must be {', '.join(wanted)}")
                continue
            if len(cells) != len(wanted):
                raise CodebookError(place, f"{len(cells)} cells where there are {len(wanted)} columns")
            yield Row(place, dict(zip(wanted, cells, strict=True)))


def split_cell(cell: str, mark: str = "|") -> tuple[str, ...]:
    """Cut a cell at `mark`; an empty cell gives nothing."""
    return tuple(part for piece in cell.split(mark) if (part := piece.strip()))


def read_day(row: Row, column: str, *, last: bool = False) -> date | None:
    """Read a cell that holds 2014, 2014-05 or 2014-05-31; a year means its first day, or its last."""
    cell = row.cells[column]
    if not cell:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", cell)
    if not match:
        raise row.fail(f"{column} must be a year, month or day such as 2014-05-31, not {cell!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None:
        return None
    try:
        if day is None and last:
            month = month or 12
            return date(year + month // 12, month % 12 + 1, 1).replace(day=1) - date.resolution
        return date(year, month or 1, day or 1)
    except ValueError as error:
        raise row.fail(f"{column}: {cell} is no day of the calendar") from error


def read_sectors(row: Row) -> tuple[str, ...]:
    """Read the cell `sector`; raises CodebookError where one is not in the codebook."""
    sectors = tuple(row.cells["sector"].split())
    for sector in sectors:
        if sector not in SECTORS:
            raise row.fail(f"sector {sector!r} is not in the codebook")
    return sectors


def read_words(row: Row, *, plus: bool) -> tuple[str, ...]:
    """Read the words of the cell `unless` that have a "+" before them, without it, or those that have none."""
    return tuple(word.removeprefix("+") for word in split_cell(row.cells["unless"]) if word.startswith("+") == plus)


def read_kind(row: Row, kinds: frozenset[str]) -> str:
    """Read the cell `kind`, which must be one of `kinds`."""
    kind = row.cells["kind"]
    if kind not in kinds:
        raise row.fail(f"kind {kind!r} is none of {', '.join(sorted(kinds))}")
    return kind


def make_id(code: str, name: str) -> str:
    """Build the dragoman id of an actor: its code and its name in small letters with hyphens."""
    return f"{code or 'none'}:{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}"


def read_countries() -> dict[str, Country]:
    """Read countries.csv: code → Country."""
    countries: dict[str, Country] = {}
    for row in read_rows("countries.csv", "code alpha2 name adjective capital continent geonameid lat lon neighbours"):
        c = row.cells
        if not re.fullmatch("[A-Z]{3}", c["code"]) or not re.fullmatch("[A-Z]{2}", c["alpha2"]):
            raise row.fail(f"{c['code']!r} or {c['alpha2']!r} is no ISO 3166 code")
        countries[c["code"]] = Country(
            code=c["code"],
            alpha2=c["alpha2"],
            name=c["name"],
            adjective=c["adjective"],
            capital=c["capital"],
            continent=c["continent"],
            geonameid=int(c["geonameid"]),
            lat=float(c["lat"]) if c["lat"] else None,
            lon=float(c["lon"]) if c["lon"] else None,
            neighbours=frozenset(c["neighbours"].split()),
        )
    return countries


def check_code(row: Row, code: str, countries: dict[str, Country], *, empty: bool = False) -> str:
    """Give `code` back if it is a country or a body code, else raise CodebookError."""
    if code in countries or code in BODY_CODES or (empty and not code):
        return code
    others = ", ".join(sorted(BODY_CODES))
    raise row.fail(f"code {code!r} is neither a country of countries.csv nor one of {others}")


def read_names(countries: dict[str, Country]) -> Iterator[tuple[str, Entry]]:
    """Read names.csv: forms and what they stand for, in the order of the file."""
    for row in read_rows("names.csv", "form code kind sector name unless"):
        c = row.cells
        kind = read_kind(row, NAME_KINDS)
        code = check_code(row, c["code"], countries, empty=kind == "not")
        name = c["name"] or c["form"]
        yield (
            c["form"],
            Entry(
                id=make_id(code, name),
                name=name,
                code=code,
                kind=kind,
                sector=read_sectors(row),
                unless=read_words(row, plus=False),
                only=read_words(row, plus=True),
            ),
        )


def read_regions(countries: dict[str, Country]) -> Iterator[Region]:
    """Read regions.csv in the order of the file."""
    for row in read_rows("regions.csv", "name code aliases admin1 geonameid lat lon"):
        c = row.cells
        yield Region(
            name=c["name"],
            code=check_code(row, c["code"], countries),
            aliases=split_cell(c["aliases"]),
            admin1=c["admin1"],
            geonameid=int(c["geonameid"]) if c["geonameid"] else None,
            lat=float(c["lat"]),
            lon=float(c["lon"]),
        )


def read_bodies(countries: dict[str, Country]) -> Iterator[tuple[str, Entry]]:
    """Read bodies.csv: every name and alias with its entry."""
    for row in read_rows("bodies.csv", "name aliases code sector kind since until unless"):
        c = row.cells
        home, _, code = c["code"].rpartition(" ")
        if home and code != "MNC":
            raise row.fail("only a multinational company has two codes: its home and MNC")
        entry = Entry(
            id=make_id(code, c["name"]),
            name=c["name"],
            code=check_code(row, code, countries, empty=True),
            home=check_code(row, home, countries, empty=True),
            kind=read_kind(row, KINDS),
            sector=read_sectors(row),
            since=read_day(row, "since"),
            until=read_day(row, "until", last=True),
            unless=read_words(row, plus=False),
            only=read_words(row, plus=True),
        )
        for form in (c["name"], *split_cell(c["aliases"])):
            yield form, entry


def read_people(countries: dict[str, Country]) -> Iterator[tuple[str, Entry, Entry]]:
    """Read people.csv: every form, the entry, and the same entry marked `short` for the surname alone."""
    for row in read_rows("people.csv", "name aliases short code sector office since until"):
        c = row.cells
        since, until = read_day(row, "since"), read_day(row, "until", last=True)
        if since and until and until < since:
            raise row.fail("until lies before since")
        code, sector = check_code(row, c["code"], countries, empty=True), read_sectors(row)
        full, short = (
            Entry(
                id=make_id(code, c["name"]),
                name=c["name"],
                code=code,
                kind="person",
                sector=sector,
                office=c["office"] or None,
                since=since,
                until=until,
                short=is_short,
            )
            for is_short in (False, True)
        )
        for form in (c["name"], *split_cell(c["aliases"])):
            yield form, full, full
        for form in split_cell(c["short"]):
            yield form, short, full

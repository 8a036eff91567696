"""Comes in: names of places. Goes out: what they may stand for: rows of countries, regions, places in the news and towns.

How to use it:

    gazetteer = load_gazetteer()                    # cached; the towns (GeoNames, CC BY 4.0) are read when first asked for
    gazetteer.find_places("Tripoli")                # every row that bears exactly this name, () where there is none

Forms are written without accents (world.scan.fold_text). The towns are lines sorted by name; a look-up bisects them
and reads only the lines that it finds.
"""

import gzip
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from dragoman.record.mention import Place
from dragoman.world.load import World, load_world
from dragoman.world.scan import fold_text
from dragoman.world.tables import FOLDER, Country, Region, Row, read_countries, read_regions, read_rows, split_cell

EXTRA_COLUMNS = "name aliases code province city feature lat lon geonameid"
_FEATURE = re.compile(r"[A-Z][A-Z0-9]{1,4}|=")
# GeoNames feature code → record.md's resolution, 1 country to 5 sub-city; what is not here is 5.
_RESOLUTIONS = {
    **dict.fromkeys(("PCLI", "PCL", "CONT", "OCN", "SEA"), 1),
    **dict.fromkeys(("ADM1", "RGN", "DSRT", "MTS", "PEN", "GULF", "BAY", "STRT", "STM", "CHN", "ISLS"), 2),
    **dict.fromkeys(("ADM2", "VAL", "LK", "ISL", "CNL", "RF", "MT", "PASS"), 3),
    **dict.fromkeys(("PPL", "PPLC"), 4),
}
# Kinds of names.csv that say where: a country, a capital, a part of a country.
_PLACE_KINDS = frozenset({"name", "capital", "region"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One place that a name may stand for.

    `code` is "" for seas and what belongs to no one country; `source` is country, region, extra or town; `alias`
    tells that the name is not the one that GeoNames prefers; `lat` and `lon` are degrees.
    """

    name: str
    code: str
    feature: str
    source: str
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    admin1: str = ""
    province: str | None = None
    city: str | None = None
    population: int = 0
    alias: bool = False

    @property
    def resolution(self) -> int:
        """How fine the place is: 1 country, 2 region, 3 district, 4 town, 5 part of a town."""
        return _RESOLUTIONS.get(self.feature, 5)


def make_place(text: str, start: int, end: int, row: PlaceRow | None, world: World) -> Place:
    """The place that words of a report name: with what is known of it, or where `row` is None as the words alone."""
    if row is None:
        return Place(extracted_place=text, start=start, end=end)
    country = world.countries.get(row.code)
    return Place(
        extracted_place=text,
        start=start,
        end=end,
        resolved_place=row.name,
        geonameid=row.geonameid,
        lat=row.lat,
        lon=row.lon,
        city=row.city,
        province=row.province,
        country=country.name if country else None,
        country_code=row.code or None,
        feature_code=row.feature,
        resolution=row.resolution,
    )


class Gazetteer:
    """Places by name: `known` holds those of our own tables, `towns` those of GeoNames."""

    def __init__(self, known: Mapping[str, tuple[PlaceRow, ...]], provinces: Mapping[tuple[str, str], Region]) -> None:
        self.known = known
        self._provinces = provinces
        self._found: dict[str, tuple[PlaceRow, ...]] = {}
        # Words in small letters inside known names: "of" in "Gulf of Aden", "province" in "Idlib province".
        self.inner_words = frozenset(w for form in known for w in re.findall(r"(?<![\w'])[a-z]+", form))
        self.first_small_words = frozenset(form.split(" ")[0].split("-")[0] for form in known if form[:1].islower())
        self.word_names = frozenset(
            word
            for line in (FOLDER / "place_words.txt").read_text(encoding="utf-8").splitlines()
            if not line.startswith("#")
            for word in line.split()
        )

    def find_places(self, form: str) -> tuple[PlaceRow, ...]:
        """Give the rows whose name is `form` (without accents), those of our own tables first."""
        rows = self._found.get(form)
        if rows is None:
            rows = self._found[form] = _merge_rows(self.known.get(form, ()), list(self._read_towns(form)))
            if len(self._found) > 50_000:
                self._found.clear()
        return rows

    def _read_towns(self, form: str) -> Iterator[PlaceRow]:
        lines, prefix = _read_lines(), form + "\t"
        at = bisect_left(lines, prefix)
        while at < len(lines) and lines[at].startswith(prefix):
            _, number, name, lat, lon, code, admin1, population, feature, alias = lines[at].split("\t")
            province = self._provinces.get((code, admin1))
            yield PlaceRow(
                name=name or form, code=code, feature=feature, source="town",
                lat=float(lat) if lat else None, lon=float(lon) if lon else None,
                geonameid=int(number) if number else None,
                admin1=admin1, province=province.name if province else None,
                city=(name or form) if feature[:3] == "PPL" else None, population=int(population), alias=alias == "1",
            )  # fmt: skip
            at += 1


def _merge_rows(known: tuple[PlaceRow, ...], towns: list[PlaceRow]) -> tuple[PlaceRow, ...]:
    """Join rows that are one town: of one country and hardly a tenth of a degree apart. Ours go first."""
    rows = []
    for row in known:
        same = next((town for town in towns if row.feature[:3] == "PPL" and _is_same_town(row, town)), None)
        if same:
            towns.remove(same)
            row = replace(
                row, geonameid=same.geonameid, population=same.population,
                admin1=row.admin1 or same.admin1, province=row.province or same.province,
            )  # fmt: skip
        rows.append(row)
    return (*rows, *towns)


def _is_same_town(row: PlaceRow, town: PlaceRow) -> bool:
    if row.geonameid and row.geonameid == town.geonameid:
        return True
    if row.code != town.code or row.lat is None or row.lon is None or town.lat is None or town.lon is None:
        return False
    return row.geonameid is None and abs(row.lat - town.lat) < 0.12 and abs(row.lon - town.lon) < 0.12


def list_towns() -> Iterator[PlaceRow]:
    """Give every town of the gazetteer by its own name, as GeoNames has it."""
    for line in _read_lines():
        form, number, name, lat, lon, code, admin1, population, feature, alias = line.split("\t")
        if alias == "0" and lat and lon:
            yield PlaceRow(
                name=name or form, code=code, feature=feature, source="town", lat=float(lat), lon=float(lon),
                geonameid=int(number) if number else None, admin1=admin1, population=int(population),
            )  # fmt: skip


@cache
def _read_lines() -> list[str]:
    return gzip.decompress((FOLDER / "gazetteer.csv.gz").read_bytes()).decode().split("\n")


@cache
def load_gazetteer() -> Gazetteer:
    """Load the gazetteer once a process. Raises CodebookError where places_extra.csv breaks its schema."""
    world = load_world()
    regions = {fold_text(region.name): region for region in world.regions}
    known: dict[str, list[PlaceRow]] = {}

    def add(form: str, row: PlaceRow) -> None:
        rows = known.setdefault(fold_text(form), [])
        if row not in rows:
            rows.append(row)

    for forms, row in read_extra(world.countries, world.regions):
        for form in forms:
            add(form, row)
    for form, entries in world.forms.items():
        for entry in entries:
            if entry.kind not in _PLACE_KINDS or entry.code not in world.countries:
                continue
            country, region = world.countries[entry.code], regions.get(fold_text(entry.name))
            if entry.kind == "name":
                add(form, make_country_row(country))
            elif entry.kind == "region" and not any(row.source == "extra" for row in known.get(form, ())):
                add(
                    form, make_region_row(region) if region and region.code == entry.code else _make_part(form, country)
                )
    provinces = {(region.code, region.admin1): region for region in world.regions if region.admin1}
    result = Gazetteer({form: tuple(rows) for form, rows in known.items()}, provinces)
    return _add_capitals(result, known, provinces)


def _add_capitals(
    first: Gazetteer, known: dict[str, list[PlaceRow]], provinces: Mapping[tuple[str, str], Region]
) -> Gazetteer:
    """Add the forms of capitals in names.csv, as rows of GeoNames with the country that names.csv says."""
    world = load_world()
    for form, entries in world.forms.items():
        for entry in entries:
            if entry.kind == "capital" and entry.code in world.countries and form not in known:
                names = (form, fold_text(world.countries[entry.code].capital))
                towns = [row for name in names for row in first.find_places(name) if row.code == entry.code]
                if towns:
                    best = max(towns, key=lambda row: row.population)
                    known[form] = [replace(best, source="extra", alias=False)]
    return Gazetteer({form: tuple(rows) for form, rows in known.items()}, provinces)


def make_country_row(country: Country) -> PlaceRow:
    """Write a country as a place."""
    return PlaceRow(name=country.name, code=country.code, feature="PCLI", source="country",
                    lat=country.lat, lon=country.lon, geonameid=country.geonameid)  # fmt: skip


def make_region_row(region: Region) -> PlaceRow:
    """Write a first-level region as a place."""
    return PlaceRow(name=region.name, code=region.code, feature="ADM1", source="region", lat=region.lat, lon=region.lon,
                    geonameid=region.geonameid, admin1=region.admin1, province=region.name)  # fmt: skip


def _make_part(form: str, country: Country) -> PlaceRow:
    return PlaceRow(name=form, code=country.code, feature="RGN", source="region", lat=country.lat, lon=country.lon)


def read_extra(
    countries: Mapping[str, Country] | None = None, regions: tuple[Region, ...] | None = None
) -> Iterator[tuple[tuple[str, ...], PlaceRow]]:
    """Read places_extra.csv: the forms of each place and its row. Raises CodebookError with file and line."""
    countries = countries if countries is not None else read_countries()
    regions = regions if regions is not None else tuple(read_regions(dict(countries)))
    by_name = {(region.name, region.code): region for region in regions}
    last = ("", "", "")
    for row in read_rows("places_extra.csv", EXTRA_COLUMNS):
        c = row.cells
        now = (c["name"], c["code"], c["feature"])
        if now <= last:
            raise row.fail(f"must stand before {last[0]!r}: rows are sorted by name, code, feature")
        last = now
        if c["code"] and c["code"] not in countries:
            raise row.fail(f"code {c['code']!r} is no country of countries.csv")
        if not _FEATURE.fullmatch(c["feature"]):
            raise row.fail(f"feature {c['feature']!r} is no GeoNames code such as PPL, RGN or CMP")
        if not all(part.isascii() for part in (c["name"], c["aliases"])):
            raise row.fail("names are written without accents")
        if c["feature"] == "=":
            if (c["name"], c["code"]) not in by_name:
                raise row.fail(f"{c['name']!r} is no region of {c['code']} in regions.csv")
            yield split_cell(c["aliases"]), make_region_row(by_name[c["name"], c["code"]])
        else:
            yield (c["name"], *split_cell(c["aliases"])), _make_extra_row(row, by_name)


def _make_extra_row(row: Row, regions: Mapping[tuple[str, str], Region]) -> PlaceRow:
    c = row.cells
    lat, lon = _read_degrees(row, "lat", 90), _read_degrees(row, "lon", 180)
    if c["geonameid"] and not c["geonameid"].isdigit():
        raise row.fail(f"geonameid must be a number, not {c['geonameid']!r}")
    region = regions.get((c["province"], c["code"]))
    return PlaceRow(
        name=c["name"], code=c["code"], feature=c["feature"], source="extra", lat=lat, lon=lon,
        geonameid=int(c["geonameid"]) if c["geonameid"] else None, admin1=region.admin1 if region else "",
        province=c["province"] or (c["name"] if c["feature"] == "ADM1" else None), city=c["city"] or None,
    )  # fmt: skip


def _read_degrees(row: Row, column: str, most: int) -> float:
    try:
        value = float(row.cells[column])
    except ValueError:
        raise row.fail(f"{column} must be degrees such as 33.51, not {row.cells[column]!r}") from None
    if abs(value) > most:
        raise row.fail(f"{column} {value} lies beyond {most} degrees")
    return value

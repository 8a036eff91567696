"""Measure how well places are found and resolved, on reports whose places are annotated with coordinates.

usage: python bench/geo.py GEO.jsonl [--kinds] [--json FILE]

GEO.jsonl holds a report a line: {"id", "text", "places": [{"start", "end", "text", "lat", "lon", "geonameid"}]}.
Each text is coded as `dragoman read --what mentions` does, and its mentions of kind "place" are compared with the gold:

- A gold place is *recognised* where a place mention of ours shares at least one character with it; of several the one
  that shares most counts, then the shorter one.
- It is *within 161 km* (100 miles) where that mention is resolved to coordinates not further from the gold's, on a sphere.
  A country stands at its own coordinates (its middle, as GeoNames has it), not in its capital. What is recognised and not resolved is wrong.
- Its *country is right* where the mention's country code is the gold's. The gold names none: it is that of the country or
  region of ours with the same GeoNames id, else of the gazetteer's town nearest to the gold's coordinates. Continents,
  and what lies further than 161 km from any town (seas), have no country and are not asked.

Prints recall (recognised of all), the share within 161 km and the share with the right country (both of the recognised), and n.
`--kinds` adds, for what was missed and what was resolved wrongly, counts by the kind of the gold place.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from figures import make_parser, tell

from dragoman.export.mentions import list_mentions
from dragoman.flow import code_document
from dragoman.kit import load_kit
from dragoman.record.document import Document
from dragoman.world.load import load_world
from dragoman.world.places import list_towns, read_extra

NEAR_KM = 161.0
EARTH_KM = 6371.0


@dataclass
class Tally:
    """What was counted."""

    places: int = 0
    recognised: int = 0
    near: int = 0
    with_country: int = 0
    country_right: int = 0
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)


def measure_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance of two points given in degrees."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def find_places(text: str, id: str) -> list[Mapping[str, Any]]:
    """Our place mentions of a text."""
    coded = code_document(Document(id=id, text=text), load_kit(strict=True))
    return [row for row in list_mentions([coded]) if row["kind"] == "place"]


def pick_mention(gold: Mapping[str, Any], mentions: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The mention that shares most characters with the gold place, None where none shares any."""

    def share(mention: Mapping[str, Any]) -> tuple[int, int]:
        shared = min(gold["end"], mention["end"]) - max(gold["start"], mention["start"])
        return shared, mention["start"] - mention["end"]

    best = max(mentions, key=share, default=None)
    return best if best is not None and share(best)[0] > 0 else None


@cache
def _index_towns() -> Mapping[tuple[int, int], Sequence[tuple[float, float, str]]]:
    """Towns by the degree in which they lie."""
    cells: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
    for town in list_towns():
        if town.lat is not None and town.lon is not None:
            cells.setdefault((math.floor(town.lat), math.floor(town.lon)), []).append((town.lat, town.lon, town.code))
    return cells


def _near_towns(lat: float, lon: float) -> Iterator[tuple[float, str]]:
    wide = 2 if abs(lat) < 40 else 4
    for row in range(math.floor(lat) - 2, math.floor(lat) + 3):
        for column in range(math.floor(lon) - wide, math.floor(lon) + wide + 1):
            for town_lat, town_lon, code in _index_towns().get((row, column), ()):
                yield measure_km(lat, lon, town_lat, town_lon), code


@cache
def find_country(geonameid: int, lat: float, lon: float) -> str | None:
    """The country of a gold place, None where it lies in none."""
    world = load_world()
    ids = {c.geonameid: code for code, c in world.countries.items() if c.geonameid}
    ids.update({region.geonameid: region.code for region in world.regions if region.geonameid})
    ids.update({row.geonameid: row.code for _, row in read_extra() if row.geonameid})
    if geonameid in ids:
        return ids[geonameid] or None
    km, code = min(_near_towns(lat, lon), default=(math.inf, ""))
    return code if km <= NEAR_KM else None


def tell_kind(gold: Mapping[str, Any]) -> str:
    """What a gold place is: people's names by our demonyms, countries and regions by GeoNames id, else other."""
    world = load_world()
    entries = world.forms.get(gold["text"], ())
    if any(entry.kind in ("demonym", "people") for entry in entries):
        return "demonym"
    number = int(gold["geonameid"])
    if any(c.geonameid == number for c in world.countries.values()):
        return "country"
    if any(region.geonameid == number for region in world.regions):
        return "region"
    return "other"


def count_report(report: Mapping[str, Any], tally: Tally) -> None:
    """Compare one report and add to the tally."""
    mentions = find_places(report["text"], report["id"])
    for gold in report["places"]:
        lat, lon = float(gold["lat"]), float(gold["lon"])
        kind = tell_kind(gold)
        tally.places += 1
        mention = pick_mention(gold, mentions)
        if mention is None:
            tally.kinds["missed", kind] += 1
            continue
        tally.recognised += 1
        found = mention["resolved"] or {}
        if found.get("lat") is not None and measure_km(lat, lon, found["lat"], found["lon"]) <= NEAR_KM:
            tally.near += 1
        else:
            tally.kinds["far" if found.get("lat") is not None else "unresolved", kind] += 1
        country = find_country(int(gold["geonameid"]), lat, lon)
        if country is not None:
            tally.with_country += 1
            tally.country_right += found.get("country_code") == country


def main() -> None:
    """Print the figures."""
    parser = make_parser(__doc__)
    parser.add_argument("geo", type=Path, help="reports with places, a JSON object a line")
    parser.add_argument("--kinds", action="store_true", help="count the errors by kind of place")
    options = parser.parse_args()
    tally = Tally()
    lines = options.geo.read_text(encoding="utf-8").splitlines()
    for line in lines:
        count_report(json.loads(line), tally)
    found = {
        "recall of places": round(tally.recognised / max(tally.places, 1), 3),
        "of": tally.places,
        "within 161 km": round(tally.near / max(tally.recognised, 1), 3),
        "of recognised": tally.recognised,
        "country right": round(tally.country_right / max(tally.with_country, 1), 3),
        "of recognised in a country": tally.with_country,
    }
    kinds = [{"what": what, "kind": kind, "number": count} for (what, kind), count in sorted(tally.kinds.items())]
    tell({"reports": len(lines)}, found, options.json, rows=kinds if options.kinds else ())


if __name__ == "__main__":
    main()

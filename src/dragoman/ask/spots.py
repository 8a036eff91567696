"""A Filter comes in; the places of the happenings that it admits go out, each with how many there were."""

from dataclasses import dataclass
from datetime import date

import msgspec

from dragoman.ask.answer import Rows
from dragoman.ask.filters import Filter
from dragoman.ask.matching import HAPPENINGS, match_rows

_SPOTS = """
SELECT name, any_value(country_code) AS country, any_value(lat) AS lat, any_value(lon) AS lon, sum(n)::BIGINT AS happenings, max(last) AS last,
    count(*) OVER () AS places, (sum(sum(n)) OVER ())::BIGINT AS placed
FROM (
    SELECT coalesce(t.event_loc.resolved_place, t.event_loc.extracted_place) AS name, t.event_loc.geonameid AS geonameid,
        t.event_loc.country_code AS country_code, any_value(t.event_loc.lat) AS lat, any_value(t.event_loc.lon) AS lon, count(*) AS n,
        max({day}) AS last
    FROM happening t WHERE t.event_loc IS NOT NULL AND {where} GROUP BY ALL
) GROUP BY name, geonameid, country_code ORDER BY happenings DESC, name, country LIMIT ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place: its name, its country's code, where it lies (None where that is unknown), and its happenings."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    happenings: int
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spots:
    """The places of most happenings, how many places there are in all, and how many happenings have a place."""

    found: tuple[Spot, ...]
    places: int
    placed: int


def ask_spots(store: Rows, wanted: Filter, most: int = 300) -> Spots:
    """Where the happenings were that the filter admits: the `most` places of most of them."""
    where = match_rows(wanted, HAPPENINGS)
    sql = _SPOTS.format(day=HAPPENINGS.day, where=where.sql)
    rows = store.rows(sql, [*where.values, most]).to_pylist()
    names = Spot.__dataclass_fields__
    found = tuple(msgspec.convert({name: row[name] for name in names}, Spot, builtin_types=(date,)) for row in rows)
    return Spots(found=found, places=rows[0]["places"] if rows else 0, placed=rows[0]["placed"] if rows else 0)

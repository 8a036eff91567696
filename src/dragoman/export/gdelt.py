"""Events or happenings come in; a file in the form of GDELT's event files goes out, a row for each pair of actors.

GDELT 1.0 has 58 columns (57 in files of before April 2013, which lack SOURCEURL), GDELT 2.0 has 61; both are
tab-separated without header or quotes. What GDELT fills by means that dragoman lacks (tone, where an actor is at home,
ethnic and religious codes, GNS feature ids) stays empty.
"""

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from dragoman.export.crosswalk import Crosswalk, load_crosswalk
from dragoman.export.outline import Notes, Outline, Record, draw_outline, encode_tabs, list_pairs, make_number
from dragoman.record.mention import Actor, Place

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_EVENT = "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone"
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
COLUMNS_2 = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR.split()),
    *_EVENT.split(),
    *(f"{where}Geo_{name}" for where in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    "DATEADDED",
    "SOURCEURL",
)
COLUMNS_1 = tuple(name for name in COLUMNS_2 if not name.endswith("ADM2Code"))
# GDELT's classes by the first two digits of a CAMEO code: the last root of each class.
_QUADS = ((5, 1), (8, 2), (13, 3), (20, 4))
_TYPES = 3


def write_gdelt1(records: Iterable[Record], out: BinaryIO, notes: Notes) -> None:
    """Write GDELT 1.0 rows (COLUMNS_1). What has no date or did not happen is left out and counted."""
    _write(records, out, notes, COLUMNS_1, "")


def write_gdelt2(records: Iterable[Record], out: BinaryIO, notes: Notes) -> None:
    """Write GDELT 2.0 rows (COLUMNS_2). What has no date or did not happen is left out and counted."""
    _write(records, out, notes, COLUMNS_2, "000000")


def _write(records: Iterable[Record], out: BinaryIO, notes: Notes, columns: tuple[str, ...], midnight: str) -> None:
    crosswalk = load_crosswalk()
    for record in records:
        if record.status != "actual":
            notes.left_out[f"status {record.status}, which the format cannot say"] += 1
        elif record.date is None:
            notes.left_out["no date"] += 1
        elif (outline := draw_outline(record, notes.cites)).cameo[:2] not in crosswalk.acts:
            notes.left_out["no CAMEO code"] += 1
        else:
            told = _tell_event(outline, record.date, midnight, crosswalk)
            for number, (first, second) in enumerate(list_pairs(record)):
                cells = {
                    "GLOBALEVENTID": make_number(record.id, number),
                    **told,
                    **_tell_actor("Actor1", first, crosswalk),
                    **_tell_actor("Actor2", second, crosswalk),
                }
                out.write(encode_tabs(tuple(cells.get(name) for name in columns)))


def _tell_event(outline: Outline, day: date, midnight: str, crosswalk: Crosswalk) -> dict[str, object]:
    """The cells that all rows of a record share; `midnight` ends GDELT 2.0's times, of which only the day is known."""
    act = crosswalk.acts.get(outline.cameo)
    root = int(outline.cameo[:2])
    return {
        "SQLDATE": _squeeze(day),
        "MonthYear": _squeeze(day)[:6],
        "Year": _squeeze(day)[:4],
        # GDELT's own count: months of 30 days in a year of 365.
        "FractionDate": f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}",
        # GDELT means the lead paragraph; only its first sentence is known to stand in it.
        "IsRootEvent": None if outline.sentence is None else int(outline.sentence == 0),
        "EventCode": outline.cameo,
        "EventBaseCode": outline.cameo[:3],
        "EventRootCode": outline.cameo[:2],
        "QuadClass": next(quad for last, quad in _QUADS if root <= last),
        "GoldsteinScale": act.goldstein if act else "",
        "NumMentions": outline.mentions,
        "NumSources": outline.sources,
        "NumArticles": outline.articles,
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        **_tell_place(outline.record.event_loc, crosswalk),
        "DATEADDED": _squeeze(outline.reported) + midnight if outline.reported else None,
        "SOURCEURL": outline.cite.url or outline.cite.publication,
    }


def _squeeze(day: date) -> str:
    """A day as YYYYMMDD."""
    return day.isoformat().replace("-", "")


def _tell_actor(which: str, actor: Actor | None, crosswalk: Crosswalk) -> dict[str, object]:
    """The ten cells of an actor, by their column."""
    if actor is None:
        return {}
    land, body = crosswalk.lands.get(actor.code or ""), crosswalk.bodies.get(actor.code or "")
    roles = [crosswalk.roles[s].cameo for s in actor.sector if s in crosswalk.roles]
    roles = list(dict.fromkeys(filter(None, roles)))
    head = land.cameo if land else body.cameo if body else ""
    types = [body.type, *roles] if body else roles
    return {
        f"{which}Code": head + "".join(roles),
        f"{which}Name": (actor.identifier_text or actor.entity_text).upper(),
        f"{which}CountryCode": land.cameo if land else body.country if body else "",
        f"{which}KnownGroupCode": body.group if body else "",
        **{f"{which}Type{n}Code": role for n, role in enumerate(dict.fromkeys(types[:_TYPES]), 1)},
    }


def _tell_place(place: Place | None, crosswalk: Crosswalk) -> dict[str, object]:
    """The cells of the event's place, by their column; type 0 where none is known."""
    if place is None or place.resolution is None or place.lat is None or place.lon is None:
        return {"ActionGeo_Type": 0}
    american = place.country_code == "USA"
    # A river or a range may be as wide as a region; GDELT counts it as a landmark.
    region = place.resolution == 2 and (place.feature_code or "ADM1").startswith("ADM")
    kind = 1 if place.resolution == 1 else (2 if american else 5) if region else (3 if american else 4)
    land = crosswalk.lands.get(place.country_code or "")
    fips = land.fips if land else ""
    state = crosswalk.states.get(place.province or "", "") if american else ""
    # A region's FIPS code is known for the USA alone; a country stands for itself, as in GDELT's own files.
    division = fips if kind == 1 else f"{fips}{state}" if state else ""
    above = {1: (), 2: (place.country,), 5: (place.country,)}.get(kind, (place.province, place.country))
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_FullName": ", ".join(filter(None, (place.resolved_place, *above))),
        "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": division,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "ActionGeo_FeatureID": division if kind in (1, 2) else "",
    }

"""Events or happenings come in; a file in the form of ICEWS's coded event data goes out, a row for each source and target.

The columns are those of the yearly files (doi:10.7910/DVN/28075): tab-separated, with a header, unquoted, UTF-8.
"""

from collections.abc import Iterable
from typing import BinaryIO

from dragoman.export.crosswalk import Crosswalk, load_crosswalk
from dragoman.export.outline import Notes, Outline, Record, draw_outline, encode_tabs, list_pairs, make_number
from dragoman.record.mention import Actor, Place

COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)


def write_icews(records: Iterable[Record], out: BinaryIO, notes: Notes) -> None:
    """Write ICEWS rows. The format has no status, so what did not happen (or has not yet) is left out and counted."""
    crosswalk = load_crosswalk()
    out.write(encode_tabs(COLUMNS))
    for record in records:
        if record.status != "actual":
            notes.left_out[f"status {record.status}, which the format cannot say"] += 1
            continue
        outline = draw_outline(record, notes.cites)
        for number, (source, target) in enumerate(list_pairs(record)):
            out.write(encode_tabs(_make_row(outline, number, source, target, crosswalk)))


def _make_row(
    outline: Outline, number: int, source: Actor | None, target: Actor | None, crosswalk: Crosswalk
) -> tuple[object, ...]:
    record, act = outline.record, crosswalk.acts.get(outline.cameo)
    return (
        make_number(record.id, number),
        record.date,
        *_describe_actor(source, crosswalk),
        act.text if act else "",
        outline.cameo,
        act.intensity if act else "",
        *_describe_actor(target, crosswalk),
        make_number(outline.report) if outline.report else None,
        outline.sentence + 1 if outline.sentence is not None else None,
        outline.cite.publication,
        *_describe_place(record.event_loc, crosswalk),
    )


def _describe_actor(actor: Actor | None, crosswalk: Crosswalk) -> tuple[object, ...]:
    """Name, sectors (with commas between) and country."""
    if actor is None:
        return ("", "", "")
    land, body = crosswalk.lands.get(actor.code or ""), crosswalk.bodies.get(actor.code or "")
    sectors = [body.icews] if body else []
    sectors += [crosswalk.roles[s].icews for s in actor.sector if s in crosswalk.roles]
    name = actor.identifier_text or actor.entity_text
    return (name, ",".join(dict.fromkeys(filter(None, sectors))), land.icews if land else "")


def _describe_place(place: Place | None, crosswalk: Crosswalk) -> tuple[object, ...]:
    """City, district, province, country, latitude, longitude; the district is not known here."""
    if place is None:
        return ("",) * 6
    land = crosswalk.lands.get(place.country_code or "")
    return (place.city, "", place.province, land.icews if land else "", place.lat, place.lon)

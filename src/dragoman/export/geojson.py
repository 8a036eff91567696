"""Events or happenings come in; those with a known place go out as points of a GeoJSON FeatureCollection (RFC 7946)."""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.export.outline import Notes, Outline, Record, draw_outline, title_record
from dragoman.record.mention import Place


def write_geojson(records: Iterable[Record], out: BinaryIO, notes: Notes) -> None:
    """Write one feature a line, longitude first, in degrees (WGS 84). What has no coordinates is left out and counted."""
    separator = b'{"type": "FeatureCollection", "features": [\n'
    for record in records:
        place = record.event_loc
        if place is None or place.lat is None or place.lon is None:
            notes.left_out["no place with coordinates"] += 1
            continue
        feature = {
            "type": "Feature",
            "id": record.id,
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": _list_properties(draw_outline(record, notes.cites), place),
        }
        out.write(separator + json.dumps(feature, ensure_ascii=False).encode("utf-8", "replace"))
        separator = b",\n"
    out.write(b"\n]}\n" if separator == b",\n" else separator + b"]}\n")


def _list_properties(outline: Outline, place: Place) -> dict[str, Any]:
    record = outline.record
    return {
        "title": title_record(record),
        "event": record.event,
        "mode": record.mode,
        "status": record.status,
        "quad_code": record.quad_code,
        "event_scale": record.event_scale,
        "actor": [a.identifier_text or a.entity_text for a in record.actor],
        "actor_code": [a.code for a in record.actor],
        "recipient": [a.identifier_text or a.entity_text for a in record.recipient],
        "recipient_code": [a.code for a in record.recipient],
        "date": record.date.isoformat() if record.date else None,
        "enddate": record.enddate.isoformat() if record.enddate else None,
        "place": place.resolved_place or place.extracted_place,
        "country": place.country_code,
        "geonameid": place.geonameid,
        "resolution": place.resolution,
        "reports": outline.articles,
        "independent_sources": outline.sources,
        "url": outline.cite.url,
        "confidence": record.confidence,
    }

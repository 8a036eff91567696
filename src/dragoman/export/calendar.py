"""Events or happenings come in; a calendar (iCalendar, RFC 5545) of whole days goes out: when they happened, and deadlines.

An entry's UID is made of the record's id, so that a calendar that is read in again replaces its entries.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, BinaryIO

from dragoman.export.outline import Notes, Outline, Record, draw_outline, title_record
from dragoman.record.event import Event

_STATUS = {"actual": "CONFIRMED", "future": "TENTATIVE", "hypothetical": "TENTATIVE", "negated": "CANCELLED"}
_LAST = date.max - timedelta(days=1)
_FRAME = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dragoman//export//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"


def write_calendar(records: Iterable[Record], out: BinaryIO, notes: Notes) -> None:
    """Write an entry for each dated record and for each deadline. What has neither date is left out and counted."""
    out.write(_FRAME)
    for record in records:
        deadline = record.deadline if isinstance(record, Event) else None
        if record.date is None and (deadline is None or deadline.date is None):
            notes.left_out["no date"] += 1
            continue
        outline = draw_outline(record, notes.cites)
        if record.date is not None:
            last = max(record.enddate or record.date, record.date)
            out.write(_make_entry(outline, record.id, title_record(record), record.date, last))
        if deadline is not None and deadline.date is not None:
            title = f"Deadline “{deadline.text}”: {title_record(record)}"
            out.write(_make_entry(outline, f"{record.id}-deadline", title, deadline.date, deadline.date))
    out.write(b"END:VCALENDAR\r\n")


def _make_entry(outline: Outline, name: str, title: str, first: date, last: date) -> bytes:
    import icalendar

    record, place = outline.record, outline.record.event_loc
    # The format demands a time stamp; the day of the report is one that is the same at every export.
    stamp = datetime.combine(outline.reported or first, time(), UTC)
    fields: dict[str, Any] = {
        "uid": f"{name}@dragoman",
        "dtstamp": stamp,
        "dtstart": first,
        "dtend": min(last, _LAST) + timedelta(days=1),  # iCalendar's end is the first day after
        "summary": title,
        "description": record.content.text if record.content else None,
        "location": (place.resolved_place or place.extracted_place) if place else None,
        "geo": (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None,
        "categories": [record.event, *([record.mode] if record.mode else [])],
        "status": _STATUS.get(record.status),
        "transp": "TRANSPARENT",
        "url": outline.cite.url,
    }
    entry = icalendar.Event()
    for field, value in fields.items():
        if value is not None:
            entry.add(field, value)
    return bytes(entry.to_ical(sorted=False))

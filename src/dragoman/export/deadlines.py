"""Commitments come in; a calendar (iCalendar, RFC 5545) of their deadlines goes out."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, BinaryIO

from dragoman.export.pledge import tell_sentence
from dragoman.record.commitment import Commitment

_FRAME = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dragoman//commitments//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
)
_LAST = date.max - timedelta(days=1)
_OVER = frozenset({"withdrawn", "superseded"})


def write_deadlines(commitments: Iterable[Commitment], out: BinaryIO) -> None:
    """Write an all-day entry for each deadline that means a day; an entry's UID is the commitment's id, so it can be read in again."""
    out.write(_FRAME)
    for commitment in commitments:
        if commitment.deadline is not None and commitment.deadline.date is not None:
            out.write(_make_entry(commitment, commitment.deadline.date))
    out.write(b"END:VCALENDAR\r\n")


def _make_entry(commitment: Commitment, due: date) -> bytes:
    import icalendar

    # The format demands a time stamp; the day of the last change is one that is the same at every export.
    stamp = datetime.combine(commitment.state_since or commitment.made_on or due, time(), UTC)
    fields: dict[str, Any] = {
        "uid": f"{commitment.id}@dragoman",
        "dtstamp": stamp,
        "dtstart": due,
        "dtend": min(due, _LAST) + timedelta(days=1),  # iCalendar's end is the first day after
        "summary": f"{commitment.state}: {tell_sentence(commitment)}",
        "description": commitment.content.text if commitment.content else "",
        "categories": [commitment.kind],
        "status": "CANCELLED" if commitment.state in _OVER else "CONFIRMED",
        "transp": "TRANSPARENT",
    }
    entry = icalendar.Event()
    for field, value in fields.items():
        entry.add(field, value)
    return bytes(entry.to_ical(sorted=False))

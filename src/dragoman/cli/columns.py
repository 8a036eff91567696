"""A record of an archive comes in; its cells go out, few and short, for a table that a person reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.export.words import shorten, tell_date, tell_entities
from dragoman.record.event import Event
from dragoman.record.happening import Happening
from dragoman.record.mention import Place


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: how a record's cell is told, whether it must stay on one line, and whether it holds numbers."""

    tell: Callable[[Any], str]
    whole: bool = False
    number: bool = False


def tell_type(record: Event | Happening) -> str:
    """Type and mode, and the status where it did not simply take place."""
    status = "" if record.status == "actual" else f" [{record.status}]"
    return f"{record.event}{f' {record.mode}' if record.mode else ''}{status}"


def tell_what(record: Event | Happening) -> str:
    """The content where there is one, else the word that names the event."""
    if record.content:
        return shorten(record.content.text, 60)
    return record.trigger.text if isinstance(record, Event) else ""


def tell_days(record: Event | Happening) -> str:
    """The day or span; one that is assumed from the publication is marked "~"."""
    if isinstance(record, Event):
        words = tell_date(record)
        return f"~{words.removesuffix(' (published)')}" if words.endswith(" (published)") else words
    if record.date is None and record.enddate is None:
        return ""
    first, last = (day.isoformat() if day else "…" for day in (record.date, record.enddate))
    sign = "" if record.date_basis == "stated" else "~"
    return sign + (first if first == last else f"{first} to {last}")


def tell_place(place: Place | None) -> str:
    """The place's name and country."""
    if place is None:
        return ""
    code = f" [{place.country_code}]" if place.country_code else ""
    return f"{place.resolved_place or place.extracted_place}{code}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


_WHO = {
    "actor": Column(lambda r: tell_entities(r.actor)),
    "recipient": Column(lambda r: tell_entities(r.recipient)),
    "what": Column(tell_what),
    "where": Column(lambda r: tell_place(r.event_loc)),
}
_SEEN = {
    "events": Column(lambda r: str(r.events), whole=True, number=True),
    "first": Column(lambda r: _day(r.first_seen), whole=True),
    "last": Column(lambda r: _day(r.last_seen), whole=True),
}

TABLES: Mapping[str, Mapping[str, Column]] = {
    "events": {
        "date": Column(tell_days),
        "event": Column(tell_type),
        **_WHO,
        "told by": Column(lambda r: r.cite_info.publication or r.document),
        "conf.": Column(lambda r: f"{r.confidence:.2f}", whole=True, number=True),
    },
    "happenings": {
        "date": Column(tell_days),
        "event": Column(tell_type),
        **_WHO,
        "reports": Column(lambda r: str(len(r.reports)), whole=True, number=True),
        "sources": Column(lambda r: str(r.independent_sources), whole=True, number=True),
        "conf.": Column(lambda r: f"{r.confidence:.2f}", whole=True, number=True),
    },
    "actors": {
        "name": Column(lambda r: r.name),
        "code": Column(lambda r: r.code or "---", whole=True),
        "sector": Column(lambda r: " ".join(r.sector)),
        "offices": Column(lambda r: shorten("; ".join(dict.fromkeys(o.office for o in r.offices)), 60)),
        "also called": Column(lambda r: shorten("; ".join(a for a in r.aliases if a != r.name), 60)),
        **_SEEN,
    },
    "places": {
        "place": Column(lambda r: r.resolved_place),
        "province": Column(lambda r: r.province or ""),
        "country": Column(lambda r: r.country_code or "", whole=True),
        "lat": Column(lambda r: "" if r.lat is None else f"{r.lat:.2f}", whole=True, number=True),
        "lon": Column(lambda r: "" if r.lon is None else f"{r.lon:.2f}", whole=True, number=True),
        **_SEEN,
    },
    "reports": {
        "published": Column(lambda r: _day(r.published), whole=True),
        "publication": Column(lambda r: r.publication or ""),
        "title": Column(lambda r: shorten(r.title or r.text, 80)),
        "events": Column(lambda r: str(r.events), whole=True, number=True),
        "copy of": Column(lambda r: "" if r.root == r.id else r.root),
        "id": Column(lambda r: r.id),
    },
    "queue": {
        "worth": Column(lambda r: f"{r.worth:.2f}", whole=True, number=True),
        "event": Column(lambda r: f"{r.type}{f' {r.mode}' if r.mode else ''}"),
        "actor": _WHO["actor"],
        "recipient": _WHO["recipient"],
        "sentence": Column(lambda r: shorten(r.sentence, 100)),
        "why": Column(lambda r: "; ".join(r.why)),
        "id": Column(lambda r: r.event, whole=True),
    },
    "faults": {
        "source": Column(lambda r: r.source or ""),
        "document": Column(lambda r: r.document or ""),
        "stage": Column(lambda r: r.stage, whole=True),
        "kind": Column(lambda r: r.kind, whole=True),
        "reason": Column(lambda r: r.reason),
    },
}

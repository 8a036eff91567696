"""Coded documents come in; a flat table, for a spreadsheet or for the eye, goes out: a row an event."""

from collections.abc import Iterable
from typing import BinaryIO

from rich.console import Console
from rich.table import Table

from dragoman.export.options import Options
from dragoman.export.text import lend_text, write_cells
from dragoman.export.words import shorten, tell_date, tell_entities
from dragoman.record.event import Coded, Event
from dragoman.record.mention import Actor

COLUMNS = (
    "id",
    "document",
    "sentence",
    "event",
    "mode",
    "status",
    "quad_code",
    "event_scale",
    "cameo",
    "context",
    "trigger",
    "trigger_start",
    "trigger_end",
    "actor_code",
    "actor_sector",
    "actor_name",
    "actor_text",
    "recipient_code",
    "recipient_sector",
    "recipient_name",
    "recipient_text",
    "date",
    "enddate",
    "date_basis",
    "date_text",
    "place_text",
    "place",
    "place_country",
    "geonameid",
    "lat",
    "lon",
    "content",
    "condition",
    "deadline_text",
    "deadline",
    "attribution",
    "confidence",
    "title",
    "publication",
    "published",
    "url",
    "coder",
)


def flatten_event(event: Event) -> dict[str, object]:
    """One event as a flat row; several values in one cell are parted by "; ", what is unknown is empty."""
    place, cite = event.event_loc, event.cite_info
    return {
        "id": event.id,
        "document": event.document,
        "sentence": event.sentence.sequence,
        "event": event.event,
        "mode": event.mode,
        "status": event.status,
        "quad_code": event.quad_code,
        "event_scale": event.event_scale,
        "cameo": event.cameo,
        "context": "; ".join(event.context),
        "trigger": event.trigger.text,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        **flatten_entities("actor", event.actor),
        **flatten_entities("recipient", event.recipient),
        "date": event.date,
        "enddate": event.enddate,
        "date_basis": event.date_basis,
        "date_text": event.date_text.text if event.date_text else None,
        "place_text": place.extracted_place if place else None,
        "place": place.resolved_place if place else None,
        "place_country": place.country_code if place else None,
        "geonameid": place.geonameid if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "content": event.content.text if event.content else None,
        "condition": event.condition.text if event.condition else None,
        "deadline_text": event.deadline.text if event.deadline else None,
        "deadline": event.deadline.date if event.deadline else None,
        "attribution": "; ".join(a.entity_text for a in event.attribution),
        "confidence": event.confidence,
        "title": cite.title,
        "publication": cite.publication,
        "published": cite.published,
        "url": cite.url,
        "coder": event.coder,
    }


def flatten_entities(role: str, entities: tuple[Actor, ...]) -> dict[str, str]:
    """The four cells of a role ("actor", "recipient"): codes, sectors, names and words of each entity, parted by "; "."""
    return {
        f"{role}_code": "; ".join(e.code or "---" for e in entities),
        f"{role}_sector": "; ".join(" ".join(e.sector) for e in entities),
        f"{role}_name": "; ".join(e.identifier_text or "" for e in entities),
        f"{role}_text": "; ".join(e.entity_text for e in entities),
    }


def write_csv(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:  # noqa: ARG001 - the table's one signature
    """Write one event a row as CSV (UTF-8, header, RFC 4180 line ends)."""
    write_cells(COLUMNS, (flatten_event(event) for one in coded for event in one.events), out)


def write_table(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:
    """Write one event a line as a table for the eye."""
    table = Table(box=None, pad_edge=False)
    for name in ("date", "event", "status", "actor", "recipient", "content or trigger", "confidence"):
        table.add_column(name, overflow="fold")
    for one in coded:
        for event in one.events:
            mode = f" {event.mode}" if event.mode else ""
            what = shorten(event.content.text, 60) if event.content else event.trigger.text
            table.add_row(
                tell_date(event),
                event.event + mode,
                event.status,
                tell_entities(event.actor),
                tell_entities(event.recipient),
                what,
                f"{event.confidence:.2f}",
            )
    with lend_text(out) as text:
        Console(
            file=text, width=options.width, force_terminal=options.colour, no_color=not options.colour, markup=False
        ).print(table)

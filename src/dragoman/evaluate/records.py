"""Event records come in, made just now or read from a file; Told events by document go out."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import SourceError
from dragoman.evaluate.lines import Row, read_rows, take
from dragoman.evaluate.told import Party, Report, Told
from dragoman.record.event import Event
from dragoman.record.jsonl import encode_event


def read_records(path: Path, reports: Iterable[Report]) -> dict[str, list[Told]]:
    """Read a file of event records (docs/record.md); those of other documents, or in no sentence of theirs, are left out.

    Fields that a record lacks are taken as unknown: another coder's records can be checked too.

    Raises:
        SourceError: a line is no record; file, line and reason are named.
    """
    by_id = {report.document.id: report for report in reports}
    told: dict[str, list[Told]] = defaultdict(list)
    for place, row in read_rows(path):
        report = by_id.get(str(take(row, "document", (str, int), place)))
        one = _make_told(row, place, report) if report is not None else None
        if report is not None and one is not None:
            told[report.document.id].append(one)
    return told


def tell_events(events: Sequence[Event], report: Report) -> list[Told]:
    """The events of one report in the common form; those in no sentence of the annotators' are left out."""
    rows = ((event.id, json.loads(encode_event(event))) for event in events)
    return [told for id, row in rows if (told := _make_told(row, id, report)) is not None]


def _make_told(row: Row, place: str, report: Report) -> Told | None:
    trigger = take(row, "trigger", dict, place)
    start = take(trigger, "start", int, place)
    sentence = report.sentence_at(start)
    if sentence is None:
        return None
    stated = row.get("date_basis") == "stated"
    first = (row.get("date") or "") if stated else ""
    confidence = row.get("confidence")
    if confidence is not None and not isinstance(confidence, int | float):
        raise SourceError(place, f"'confidence' is no number but {confidence!r}")
    voices = _take_entities(row, "attribution", place)[-1:]
    return Told(
        sentence=sentence,
        type=_first(row.get("event") or take(row, "event", str, place)),
        mode=_first(row.get("mode")),
        trigger=take(trigger, "text", str, place),
        start=start,
        actors=_take_entities(row, "actor", place),
        recipients=_take_entities(row, "recipient", place),
        status=row.get("status") or "actual",
        content=_words(row.get("content")),
        condition=_words(row.get("condition")),
        deadline=_words(row.get("deadline")),
        attribution=voices[0].mention if voices else "",
        first=first,
        last=(row.get("enddate") or first) if stated else "",
        place=take(row, "event_loc", dict, place, default={}).get("country_code") or "",
        confidence=confidence,
    )


def _take_entities(row: Row, name: str, place: str) -> tuple[Party, ...]:
    found = []
    for entity in take(row, name, list, place, default=[]):
        if not isinstance(entity, dict):
            raise SourceError(place, f"{name!r} holds no entity but {entity!r}")
        found.append(
            Party(
                mention=entity.get("entity_text") or "",
                country=entity.get("code") or "",
                sector=_first(entity.get("sector")),
                name=entity.get("identifier_text") or "",
                start=entity.get("start"),
                end=entity.get("end"),
            )
        )
    return tuple(found)


def _first(value: Any) -> str:
    """A word, or the first of a list of words."""
    if isinstance(value, list):
        return str(value[0]) if value else ""
    return str(value) if value else ""


def _words(value: Any) -> str:
    """The words of a span, or words that stand without their place."""
    found = value.get("text") if isinstance(value, Mapping) else value
    return str(found) if found else ""

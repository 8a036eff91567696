"""An event comes in, and the fields of a form that shows it go out; the form comes back, and what a person changed in it goes out.

A field's name is that of the record (docs/record.md) with dots: `content.start`, `actor.0.code`. Where words stand is told by two
offsets, which the page's script fills in from a selection, and which can be typed as well.
"""

from collections.abc import Mapping
from typing import Any

from dragoman.errors import UsageError
from dragoman.record.event import Event
from dragoman.record.mention import Actor

PARTIES = ("actor", "recipient", "attribution")
SPANS = ("content", "condition")
# Empty rows for parties that are to be added.
MORE = 1
# Parties of one role that a form can hold.
MOST = 40
_NUMBERS = frozenset({"start", "end", "geonameid"})
_OF_PARTY = ("start", "end", "code", "sector", "name", "office", "identifier_id", "actor")
_OF_PLACE = ("start", "end", "name", "geonameid", "country_code")
_OF_DEADLINE = ("start", "end", "date")


def list_fields(event: Event | None) -> dict[str, str]:
    """The fields of the form for an event, each as it is; all of them empty for one that is to be added."""
    fields = {
        "event": event.event if event else "",
        "mode": event.mode or "" if event else "",
        "status": event.status if event else "actual",
        "date": _tell(event and event.date),
        "enddate": _tell(event and event.enddate),
    }
    for name in PARTIES:
        parties: tuple[Actor, ...] = getattr(event, name) if event else ()
        for number in range(min(len(parties) + MORE, MOST)):
            known = parties[number] if number < len(parties) else None
            fields |= {f"{name}.{number}.{part}": _tell_party(known, part) for part in _OF_PARTY}
    for name in (*SPANS, "date_text"):
        span = getattr(event, name) if event else None
        fields |= {f"{name}.{part}": _tell(span and getattr(span, part)) for part in ("start", "end")}
    where, due = (event.event_loc, event.deadline) if event else (None, None)
    for part in _OF_PLACE:
        fields[f"event_loc.{part}"] = "" if where is None or part == "name" else _tell(getattr(where, part))
    for part in _OF_DEADLINE:
        fields[f"deadline.{part}"] = "" if due is None else _tell(getattr(due, part))
    if event is None:
        fields |= {"trigger.start": "", "trigger.end": ""}
    return fields


def _tell(value: Any) -> str:
    return "" if value is None else str(value)


def _tell_party(actor: Actor | None, part: str) -> str:
    if actor is None or part == "actor":
        return ""
    if part == "sector":
        return " ".join(actor.sector)
    return _tell(getattr(actor, {"name": "identifier_text"}.get(part, part)))


def read_changes(sent: Mapping[str, str], event: Event | None) -> dict[str, Any]:
    """What a person changed in the form: the `set` of a verdict (docs/review.md), without what was left as it is.

    Raises:
        UsageError: an offset is no number, or one of two is missing.
    """
    before = list_fields(event)
    now = {name: " ".join(sent.get(name, value).split()) for name, value in before.items()}
    changed = {name.split(".")[0] for name, value in now.items() if value != before[name]}
    new: dict[str, Any] = {name: now[name] or None for name in ("event", "mode", "status") if name in changed}
    if "event" in changed and "mode" not in changed:
        new.pop("mode", None)
    for name in PARTIES:
        if name in changed:
            rows = [_take(now, f"{name}.{number}", _OF_PARTY) for number in range(_count(now, name))]
            new[name] = [_make_party(row) for row in rows if row]
    for name in SPANS:
        if name in changed:
            new[name] = _take(now, name, ("start", "end")) or None
    if changed & {"date", "enddate", "date_text"}:
        new |= {"date": now["date"] or None, "enddate": now["enddate"] or now["date"] or None}
        new["date_text"] = _take(now, "date_text", ("start", "end")) or None
    for name, parts in (("event_loc", _OF_PLACE), ("deadline", _OF_DEADLINE)):
        if name in changed:
            new[name] = _take(now, name, parts) or None
    if event is None:
        new["trigger"] = _take(now, "trigger", ("start", "end"))
        if not new["trigger"]:
            raise UsageError("trigger: say where the word stands that names the event")
    return new


def _count(fields: Mapping[str, str], name: str) -> int:
    return sum(field.startswith(f"{name}.") and field.endswith(".start") for field in fields)


def _take(fields: Mapping[str, str], name: str, parts: tuple[str, ...]) -> dict[str, Any]:
    """The parts of one thing that are filled in; none where it does not say where it stands, for then there is no such thing."""
    given = {part: fields[f"{name}.{part}"] for part in parts if fields[f"{name}.{part}"]}
    if not {"start", "end"} & given.keys():
        return {}
    for part in ("start", "end"):
        if part not in given:
            raise UsageError(f"{name}: its {part} is missing")
    return {part: _to_number(name, value) if part in _NUMBERS else value for part, value in given.items()}


def _to_number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 12):
        raise UsageError(f"{name}: {value!r} is no place in the text")
    return int(value)


def _make_party(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "sector": row["sector"].upper().split()} if "sector" in row else row

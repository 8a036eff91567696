"""An event comes in; one line in plain words goes out, made only of what the record holds."""

from collections.abc import Sequence

from dragoman.record.commitment import Commitment
from dragoman.record.event import Event
from dragoman.record.happening import Happening
from dragoman.record.mention import Actor


def tell_event(event: Event) -> str:
    """The event in one line: who, what, to whom, when, where, on whose word; unknown parts are said to be unknown."""
    mode = f" ({event.mode})" if event.mode else ""
    status = "" if event.status == "actual" else f" [{event.status}]"
    parts = [f"{tell_entities(event.actor) or 'someone not named'} — {event.event}{mode}{status}"]
    if event.recipient:
        parts.append(f"→ {tell_entities(event.recipient)}")
    parts += tell_terms(event)
    if event.event_loc:
        parts.append(f"in {event.event_loc.resolved_place or event.event_loc.extracted_place}")
    parts.append(tell_date(event))
    if event.attribution:
        parts.append(f"according to {tell_entities(event.attribution)}")
    return ", ".join(p for p in parts if p)


def tell_terms(said: Event | Commitment) -> list[str]:
    """What is promised or asked, on which condition and by when: a part for each that is known."""
    parts = [f"“{shorten(said.content.text)}”"] if said.content else []
    if said.condition:
        parts.append(f"on condition “{shorten(said.condition.text)}”")
    if said.deadline:
        day = f" = {said.deadline.date.isoformat()}" if said.deadline.date else ""
        parts.append(f"by “{said.deadline.text}”{day}")
    return parts


def tell_entities(entities: Sequence[Actor]) -> str:
    """Names with country and sector: "Hulusi Akar [TUR GOV]"."""
    return " and ".join(dict.fromkeys(tell_entity(e) for e in entities))


def tell_entity(entity: Actor) -> str:
    """One name with country and sector."""
    who = " ".join([entity.code or "---", *entity.sector[:2]])
    return f"{entity.identifier_text or shorten(entity.entity_text, 60)} [{who}]"


def tell_date(event: Event | Happening) -> str:
    """The day or span of the event; a day that is only assumed from the publication is marked so."""
    if event.date is None and event.enddate is None:
        return f"“{event.date_text.text}”" if isinstance(event, Event) and event.date_text else ""
    first = event.date.isoformat() if event.date else "…"
    last = event.enddate.isoformat() if event.enddate else "…"
    days = first if first == last else f"{first} to {last}"
    return days if event.date_basis == "stated" else f"{days} (published)"


def shorten(text: str, limit: int = 120) -> str:
    """The text on one line, cut at a word with an ellipsis where it is longer than `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: line.rfind(" ", 0, limit)] + " …"

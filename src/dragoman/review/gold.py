"""A report's events after all reviews come in; the report as annotators would give it (docs/check.md) goes out, as plain JSON.

Only what people have looked at is given: a report that somebody read through as a whole, or else those of its sentences whose every
event was judged. What nobody looked at is no gold, and `dragoman check` counts only the sentences that it is given.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.record.document import Document, Sentence
from dragoman.record.event import Event
from dragoman.record.mention import Actor
from dragoman.record.review import Review
from dragoman.review.fold import Folded, list_standing

NO_COUNTRY = "---"
Row = dict[str, Any]


def make_gold(
    document: Document, sentences: Sequence[Sentence], folded: Folded, reviews: Iterable[Review]
) -> tuple[Row, Row] | None:
    """The rows of a report for docs.json and gold.jsonl; None where nothing of it was reviewed.

    A sentence on one of whose events two people differ is left out. `sentences` are the report's, as dragoman cuts it.
    """
    whole = any(
        r.action == "accept" and r.value.get("whole") and document.id in r.documents for r in list_standing(reviews)
    )
    judged = {one.id for one in folded.judged if not one.contested}
    coded = [one.coded for one in folded.judged if one.coded is not None]
    known = {event.id: event for event in (*coded, *folded.events)}
    seen: dict[int, bool] = {}
    for event in known.values():
        number = event.sentence.sequence
        seen[number] = seen.get(number, True) and event.id in judged
    kept = [s for s in sentences if seen.get(s.sequence, whole)]
    if not kept:
        return None
    places = {sentence.sequence: number for number, sentence in enumerate(kept)}
    cite = document.cite_info
    docs: Row = {
        "id": document.id,
        "published": document.published.isoformat() if document.published else None,
        "title": cite.title,
        "source": cite.publication,
        "text": document.text,
        "sentences": [[s.start, s.end] for s in kept],
    }
    events = [_tell(e, places[e.sentence.sequence]) for e in folded.events if e.sentence.sequence in places]
    return {name: value for name, value in docs.items() if value is not None}, {"id": document.id, "events": events}


def _tell(event: Event, sentence: int) -> Row:
    stated = event.date_basis == "stated"
    return {
        "s": sentence,
        "type": event.event,
        "mode": event.mode or "",
        "trigger": event.trigger.text,
        "trigger_start": event.trigger.start,
        "actors": [_tell_party(actor) for actor in event.actor],
        "recipients": [_tell_party(actor) for actor in event.recipient],
        "status": event.status,
        "content": event.content.text if event.content else "",
        "condition": event.condition.text if event.condition else "",
        "deadline": event.deadline.text if event.deadline else "",
        "according_to": event.attribution[-1].entity_text if event.attribution else "",
        "when": {
            "text": event.date_text.text if event.date_text else "",
            "start": event.date.isoformat() if event.date else "",
            "end": event.enddate.isoformat() if event.enddate else "",
        }
        if stated
        else None,
        "where": {"text": event.event_loc.extracted_place, "country": event.event_loc.country_code or ""}
        if event.event_loc
        else None,
    }


def _tell_party(actor: Actor) -> Row:
    return {
        "mention": actor.entity_text,
        "country": actor.code or NO_COUNTRY,
        "sector": actor.sector[0] if actor.sector else "",
        "name": actor.identifier_text or "",
    }

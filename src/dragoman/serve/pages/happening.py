"""The id of a happening comes in; what reports tell of it goes out, side by side, with what they disagree on."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from dragoman.archive import Archive
from dragoman.ask.single import ask_events_by_id, ask_reports_by_id
from dragoman.record.event import Event
from dragoman.record.happening import Disagreement, Happening
from dragoman.serve.marked import Marked, mark_text
from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
# Tellings that are shown side by side, earliest first.
_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report's telling: its sentence, marked, and the report that it goes back to (`root`, None where it is its own)."""

    event: Event
    sentence: Marked
    root: str | None
    differs: frozenset[str]


@router.get("/happenings/{id}")
def show_happening(request: Request, room: InRoom, _: Reader, id: str) -> Response:
    """One happening: what it is held to be, and each report's word for it."""
    with room.shelf.lend() as archive:
        happening = archive.happening(id)
        if happening is None:
            raise HTTPException(404, "There is no happening with this id; it may have been joined with another.")
        told = _ask_told(archive, happening)
    return render(
        request,
        "happening.html",
        happening=happening,
        told=told,
        left=len(happening.events) - len(told),
        differences=[(one.field, _name_outlets(one, told)) for one in happening.disagreements],
    )


def _ask_told(archive: Archive, happening: Happening) -> list[Told]:
    """Each telling of a happening, earliest first, at most `_MOST`."""
    sentences = {one.event: one.sentence for one in archive.evidence([happening])[happening.id][:_MOST]}
    events = {event.id: event for event in ask_events_by_id(archive, sentences)}
    roots = {r.id: r.root for r in ask_reports_by_id(archive, {e.document for e in events.values()})}
    found = []
    for id in sorted(events, key=lambda id: (events[id].cite_info.published or date.max, events[id].document)):
        event = events[id]
        root = roots.get(event.document)
        found.append(
            Told(
                event=event,
                sentence=mark_text(sentences[id], [event], start=event.sentence.start),
                root=root if root != event.document else None,
                differs=frozenset(
                    one.field
                    for one in happening.disagreements
                    # The value that most tell stands first: whoever tells another one differs.
                    if any(id in value.events for value in one.values[1:])
                ),
            )
        )
    return found


def _name_outlets(one: Disagreement, told: list[Told]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each value of a field on which reports differ, with the report and outlet of those that give it."""
    known = {each.event.id: each.event for each in told}
    return [
        (
            value.value,
            [
                (known[id].document, known[id].cite_info.publication or known[id].document)
                for id in value.events
                if id in known
            ],
        )
        for value in one.values
    ]

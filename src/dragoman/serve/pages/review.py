"""What waits for a person goes out, those events first that are most worth a look; what people say of happenings and commitments is kept."""

from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from dragoman.ask.queue import ask_queue
from dragoman.ask.single import ask_tellings_of
from dragoman.errors import UsageError
from dragoman.record.commitment import STATES
from dragoman.serve.asked import read_asked
from dragoman.serve.pages.case import keep_review
from dragoman.serve.render import link, render, step
from dragoman.serve.visit import InRoom, Reader, Reviewer, SentForm, read_field

router = APIRouter()


@router.get("/review")
def show_queue(request: Request, room: InRoom, _: Reader) -> Response:
    """One page of the events that wait."""
    asked = read_asked(request, "queue")
    if asked.trouble:
        return render(request, "review.html", 400, asked=asked, rows=[], cursor=None, hints=[], waiting=0)

    def find() -> dict[str, Any]:
        with room.shelf.lend() as archive:
            answer = ask_queue(archive, asked.wanted)
            rows = list(answer)
            hints = [] if rows else archive.hints(asked.wanted)
            return {"rows": rows, "cursor": answer.cursor, "waiting": answer.count(), "hints": hints}

    # All that waits is weighed for it: that is done once, until the archive changes.
    found = room.shelf.remember(("queue", tuple(sorted(asked.words.items()))), find)
    return render(request, "review.html", asked=asked, **found)


@router.get("/review/next")
def go_on(request: Request, room: InRoom, _: Reader) -> Response:
    """The event that is most worth a look now, or the queue where none waits."""
    asked = read_asked(request, "queue", page=1)
    with room.shelf.lend() as archive:
        first = None if asked.trouble else next(iter(ask_queue(archive, asked.wanted)), None)
    return RedirectResponse(link("/review/event", id=first.event) if first else "/review", 303)


@router.post("/review/undo")
def take_back(request: Request, room: InRoom, person: Reviewer, form: SentForm) -> Response:
    """Take a review back."""
    id = read_field(form, "review")
    with room.shelf.lend() as archive:
        said = next((one for one in archive.reviews() if one.id == id), None)
    if said is None:
        raise HTTPException(404, "There is no review with this id.")
    keep_review(request, room, person, {"action": "undo", "review": id})
    if said.action in ("accept", "correct", "reject") and len(said.events) == 1:
        return RedirectResponse(link("/review/event", id=said.events[0]), 303)
    return RedirectResponse(link("/review/report", id=said.documents[0]), 303)


@router.post("/review/happening")
def regroup(request: Request, room: InRoom, person: Reviewer, form: SentForm) -> Response:
    """Keep that happenings are one, or that some of a happening's events tell another one."""
    id, why = read_field(form, "id"), read_field(form, "why").strip() or None
    with room.shelf.lend() as archive:
        happening = archive.happening(id)
    if happening is None:
        raise HTTPException(404, "There is no happening with this id; it may have been joined with another.")
    if read_field(form, "action") == "merge":
        # An address copied from the browser will do for an id.
        others = [words.rstrip("/").rpartition("/")[2] for words in read_field(form, "others").split()]
        keep_review(request, room, person, {"action": "merge", "happenings": [id, *others], "why": why})
    else:
        events = [str(value) for value in form.getlist("event")]
        if len(set(events)) >= len(happening.events):
            raise UsageError("Leave at least one telling: all of them are no other happening.")
        keep_review(request, room, person, {"action": "split", "happening": id, "events": events, "why": why})
    with room.shelf.lend() as archive:
        # A happening is called after its earliest event: that may have gone to another one.
        there = archive.happening(id) or archive.happening(
            ask_tellings_of(archive, happening.events[:1])[happening.events[0]]
        )
    return RedirectResponse(f"/happenings/{step(there.id if there else id)}", 303)


@router.get("/review/commitment")
def show_commitment(request: Request, room: InRoom, _: Reader, id: str) -> Response:
    """One commitment: how it stands, and a form to say otherwise."""
    return _show_commitment(request, room, id)


@router.post("/review/commitment")
def take_commitment(request: Request, room: InRoom, person: Reviewer, form: SentForm, id: str) -> Response:
    """Keep how a commitment stands."""
    try:
        since = date.fromisoformat(read_field(form, "since").strip() or date.today().isoformat())
        new = {"state": read_field(form, "state"), "since": since.isoformat()}
        why = read_field(form, "why").strip() or None
        keep_review(request, room, person, {"action": "state", "commitment": id, "set": new, "why": why})
    except UsageError as error:
        return _show_commitment(request, room, id, str(error), 400)
    except ValueError:
        return _show_commitment(request, room, id, "since: give a day such as 2021-03-01", 400)
    return RedirectResponse(link("/review/commitment", id=id), 303)


def _show_commitment(
    request: Request, room: InRoom, id: str, trouble: str | None = None, status: int = 200
) -> Response:
    with room.shelf.lend() as archive:
        commitment = next((c for c in archive.commitments(date.today(), min_confidence=0) if c.id == id), None)
        if commitment is None:
            raise HTTPException(404, "There is no commitment with this id.")
        said = [r for r in archive.reviews() if r.action == "state" and r.value.get("commitment") == id]
    return render(
        request,
        "commitment_state.html",
        status,
        one=commitment,
        said=said[::-1],
        states=STATES,
        trouble=trouble,
        today=date.today(),
    )

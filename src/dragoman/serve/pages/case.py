"""The id of an event comes in; what was coded, what people made of it and a form to correct it go out; and what they say is kept."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from dragoman.ask.reviews import COMPARED, Case
from dragoman.ask.single import ask_tellings_of
from dragoman.ask.values import known_types
from dragoman.codebook.load import STATUSES
from dragoman.errors import UsageError
from dragoman.record.event import Event
from dragoman.serve.correction import list_fields, read_changes
from dragoman.serve.marked import SHOWN, mark_text
from dragoman.serve.people import Person
from dragoman.serve.render import link, render
from dragoman.serve.room import Room
from dragoman.serve.visit import InRoom, Reader, Reviewer, SentForm, address_of, read_field

router = APIRouter()


@router.get("/review/event")
def show_case(request: Request, room: InRoom, _: Reader, id: str) -> Response:
    """One event, ready to be reviewed."""
    return _show(request, room, id)


@router.post("/review/event")
def take_case(request: Request, room: InRoom, person: Reviewer, form: SentForm, id: str) -> Response:
    """Keep what a person says of the event: accept, reject or correct, as the button says."""
    action, why = read_field(form, "action"), read_field(form, "why").strip() or None
    sent = {name: read_field(form, name) for name in form}
    said: dict[str, Any] = {"action": action, "event": id, "why": why}
    try:
        if action == "correct":
            with room.shelf.lend() as archive:
                case = archive.case(id)
            said["set"] = read_changes(sent, case.event if case else None)
            if not said["set"]:
                raise UsageError("Nothing was changed. To say that the event is right as it is, accept it.")
        keep_review(request, room, person, said)
    except UsageError as error:
        return _show(request, room, id, trouble=str(error), sent=sent, status=400)
    return RedirectResponse("/review/next" if read_field(form, "on") else link("/review/event", id=id), 303)


@router.get("/review/report")
def show_report(request: Request, room: InRoom, _: Reader, id: str) -> Response:
    """One report: what was missed can be added, and all of it be accepted."""
    return _show_report(request, room, id)


@router.post("/review/report")
def take_report(request: Request, room: InRoom, person: Reviewer, form: SentForm, id: str) -> Response:
    """Keep what a person says of the report: that nothing is missing, or what is."""
    said: dict[str, Any] = {
        "action": read_field(form, "action"),
        "document": id,
        "why": read_field(form, "why").strip() or None,
    }
    sent = {name: read_field(form, name) for name in form}
    try:
        if said["action"] == "add":
            said["set"] = {name: value for name, value in read_changes(sent, None).items() if value is not None}
        keep_review(request, room, person, said)
    except UsageError as error:
        return _show_report(request, room, id, trouble=str(error), sent=sent, status=400)
    return RedirectResponse(link("/review/report", id=id), 303)


def keep_review(request: Request, room: Room, person: Person, said: dict[str, Any]) -> None:
    """Keep a person's word, and note it in the audit log.

    Raises:
        UsageError: it cannot be.
    """
    with room.shelf.change() as archive:
        review = archive.review(said, by=person.name, at=datetime.now(UTC))
    if review is not None:
        room.audit.write("review", who=person.name, where=address_of(request), about=review.id, action=review.action)


def _show(
    request: Request,
    room: Room,
    id: str,
    *,
    trouble: str | None = None,
    sent: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    with room.shelf.lend() as archive:
        case = archive.case(id)
        if case is None:
            raise HTTPException(404, "There is no event with this id; its report may have been coded again.")
        report = archive.report(case.event.document)
        said = archive.reviews(event=id)
        happenings = ask_tellings_of(archive, [id])
    assert report is not None
    event = case.event
    return render(
        request,
        "case.html",
        status,
        case=case,
        event=event,
        report=report,
        said=said[::-1],
        differences=_list_differences(case),
        marked=mark_text(report.text, [event], happenings=happenings, most=max(SHOWN, event.sentence.end)),
        trouble=trouble,
        fields={**list_fields(event), **(sent or {})},
        **_list_choices(),
    )


def _show_report(
    request: Request,
    room: Room,
    id: str,
    *,
    trouble: str | None = None,
    sent: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    with room.shelf.lend() as archive:
        report = archive.report(id)
        if report is None:
            raise HTTPException(404, "There is no report with this id.")
        events = list(archive.told(id))
        judged = {one.id: one for one in archive.judged(id)}
        said = archive.reviews(document=id)
    return render(
        request,
        "missed.html",
        status,
        report=report,
        events=events,
        judged=judged,
        said=said[::-1],
        marked=mark_text(report.text, events, most=None),
        trouble=trouble,
        fields={**list_fields(None), **(sent or {})},
        **_list_choices(),
    )


def _list_choices() -> dict[str, Any]:
    """What there is to choose from."""
    return {
        "types": {name: sorted(entry.modes) for name, entry in sorted(known_types().items())},
        "statuses": sorted(STATUSES),
    }


def _list_differences(case: Case) -> list[tuple[str, Event, Event]]:
    """The fields that people corrected, with the event as coded and as it is now."""
    coded = case.judged.coded if case.judged else None
    return [(name, coded, case.event) for name in COMPARED if coded and name in case.changed]

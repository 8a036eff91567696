"""The id of a report comes in; its text with every event's parts marked goes out, with its events in plain words and where it comes from."""

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from dragoman.ask.single import ask_reports_by_id, ask_tellings_of
from dragoman.serve.marked import SHOWN, mark_text
from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
# Other reports of the same text that are named.
_MOST_KIN = 100


# Ids are whatever the source called its reports: a query holds any of them, a path would not.
@router.get("/report")
def show_report(request: Request, room: InRoom, _: Reader, id: str, whole: bool = False) -> Response:
    """One report; without `whole` a very long text is cut."""
    with room.shelf.lend() as archive:
        report = archive.report(id)
        if report is None:
            raise HTTPException(404, "There is no report with this id.")
        events = list(archive.told(id))
        happenings = ask_tellings_of(archive, [event.id for event in events])
        kin = {one.report: one.why for one in archive.kin(id)[:_MOST_KIN]}
        others = list(ask_reports_by_id(archive, kin)) if kin else []
    marked = mark_text(report.text, events, happenings=happenings, most=None if whole else SHOWN)
    return render(
        request,
        "report.html",
        report=report,
        marked=marked,
        root=next((other for other in others if other.id == report.root), None),
        kin=[(other, kin[other.id]) for other in others],
    )

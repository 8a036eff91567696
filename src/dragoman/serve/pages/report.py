"""The id of a report comes in; its text with every event's parts marked goes out, with its events in plain words and where it comes from."""

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()


# Ids are whatever the source called its reports: a query holds any of them, a path would not.
@router.get("/report")
def show_report(request: Request, room: InRoom, _: Reader, id: str) -> Response:
    """One report."""
    with room.shelf.lend() as archive:
        report = archive.report(id)
        if report is None:
            raise HTTPException(404, "There is no report with this id.")
        events = list(archive.told(id))
    return render(request, "report.html", report=report, events=events)

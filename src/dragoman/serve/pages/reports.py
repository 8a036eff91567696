"""Filters come in, in the query; a list of reports goes out."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.reports import ask_reports
from dragoman.serve.asked import read_asked
from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()


@router.get("/reports")
def show_reports(request: Request, room: InRoom, _: Reader) -> Response:
    """One page of the reports that the filters admit."""
    asked = read_asked(request, "reports")
    if asked.trouble:
        return render(request, "reports.html", 400, asked=asked, rows=[], cursor=None, hints=[])
    with room.shelf.lend() as archive:
        answer = ask_reports(archive, asked.wanted)
        rows = list(answer)
        hints = [] if rows else archive.hints(asked.wanted)
    return render(request, "reports.html", asked=asked, rows=rows, cursor=answer.cursor, hints=hints)

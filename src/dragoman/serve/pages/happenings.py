"""Filters come in, in the query; a list of happenings goes out, with how many there are of each type."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.happenings import ask_happenings
from dragoman.serve.asked import read_asked
from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()


@router.get("/happenings")
def show_happenings(request: Request, room: InRoom, _: Reader) -> Response:
    """One page of the happenings that the filters admit."""
    asked = read_asked(request, "happenings")
    if asked.trouble:
        return render(request, "happenings.html", 400, asked=asked, rows=[], types={}, cursor=None, hints=[])
    with room.shelf.lend() as archive:
        answer = ask_happenings(archive, asked.wanted)
        rows = list(answer)
        # All pages and orders of a question have the same counts.
        types = room.shelf.remember(("types", asked.question_alone), lambda: answer.count_by("event"))
        hints = [] if rows else archive.hints(asked.wanted)
    return render(request, "happenings.html", asked=asked, rows=rows, types=types, cursor=answer.cursor, hints=hints)

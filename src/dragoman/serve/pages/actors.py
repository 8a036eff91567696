"""Filters come in, in the query; a list of those who act or are acted upon goes out."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.actors import ask_actors
from dragoman.serve.asked import read_asked
from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()


@router.get("/actors")
def show_actors(request: Request, room: InRoom, _: Reader) -> Response:
    """One page of the actors that the filters admit."""
    asked = read_asked(request, "actors")
    if asked.trouble:
        return render(request, "actors.html", 400, asked=asked, rows=[], cursor=None, hints=[])
    with room.shelf.lend() as archive:
        answer = ask_actors(archive, asked.wanted)
        rows = list(answer)
        hints = [] if rows else archive.hints(asked.wanted)
    return render(request, "actors.html", asked=asked, rows=rows, cursor=answer.cursor, hints=hints)

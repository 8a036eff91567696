"""Filters come in, in the query; a list of happenings goes out, with how many there are of each type."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.happenings import ask_happenings
from dragoman.record.happening import Happening
from dragoman.serve.asked import read_asked
from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()


class Found(NamedTuple):
    """A page of happenings, how many there are of each type, where the next page begins, and why there may be none."""

    rows: tuple[Happening, ...]
    types: dict[str, int]
    cursor: str | None
    hints: tuple[str, ...]


@router.get("/happenings")
def show_happenings(request: Request, room: InRoom, _: Reader) -> Response:
    """One page of the happenings that the filters admit."""
    asked = read_asked(request, "happenings")
    if asked.trouble:
        return render(request, "happenings.html", 400, asked=asked, rows=[], types={}, cursor=None, hints=[])

    def ask() -> Found:
        with room.shelf.lend() as archive:
            answer = ask_happenings(archive, asked.wanted)
            rows = tuple(answer)
            # All pages and orders of a question have the same counts.
            types = room.shelf.remember(("types", asked.question_alone), lambda: answer.count_by("event"))
            return Found(rows, types, answer.cursor, tuple(() if rows else archive.hints(asked.wanted)))

    found = room.shelf.remember(("happenings", asked.wanted), ask)
    return render(request, "happenings.html", asked=asked, **found._asdict())

"""Filters of happenings come in, in the query; where they were goes out as a map and a table."""

from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.spots import Spots, ask_spots
from dragoman.serve.asked import Asked, read_asked
from dragoman.serve.leads import lead_spot
from dragoman.serve.pictures.picture import Picture
from dragoman.serve.pictures.world import VIEWS, draw_world
from dragoman.serve.render import render
from dragoman.serve.room import Room
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
# So many places are drawn and listed, those of most happenings.
MOST = 300


@router.get("/map")
def show_map(request: Request, room: InRoom, _: Reader) -> Response:
    """The happenings that the filters admit, on the world."""
    asked = read_asked(request, "happenings", own=("view",))
    view = asked.own.get("view", VIEWS)[-1] if "view" in asked.own else VIEWS[0]
    if asked.trouble or view not in VIEWS:
        wrong = asked.trouble or f"view: {view!r} is none: one of {', '.join(VIEWS)}"
        return render(request, "map.html", 400, asked=asked, trouble=wrong)
    spots, picture, hints = room.shelf.remember(("map", request.url.query), lambda: _fetch(room, asked, view))
    choices = [(name, asked.link(view=name), name == view) for name in VIEWS]
    return render(
        request, "map.html", asked=asked, trouble=None, spots=spots, picture=picture, choices=choices, hints=hints
    )


def _fetch(room: Room, asked: Asked, view: str) -> tuple[Spots, Picture | None, list[str]]:
    with room.shelf.lend() as archive:
        spots = ask_spots(archive, asked.wanted, MOST)
        hints = [] if spots.found else archive.hints(asked.wanted)
    return spots, draw_world(spots.found, partial(lead_spot, asked), view) if spots.found else None, hints

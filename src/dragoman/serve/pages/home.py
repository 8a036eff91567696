"""Comes in: somebody at the door. Goes out: what the archive holds, and where one can go from here."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.overview import Size
from dragoman.record.happening import Happening
from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
_NEWEST = 8


@router.get("/")
def show_home(request: Request, room: InRoom, _: Reader) -> Response:
    """The first page: how much there is, the newest happenings; where there is no archive yet, how to make one."""
    if not room.shelf.path.exists():
        return render(request, "home.html", size=None, newest=[], archive=room.shelf.path.name)

    def ask() -> tuple[Size, tuple[Happening, ...]]:
        with room.shelf.lend() as archive:
            return archive.size(), tuple(archive.happenings(limit=_NEWEST))

    size, newest = room.shelf.remember("home", ask)
    return render(request, "home.html", size=size, newest=newest, archive=room.shelf.path.name)

"""A text comes in, pasted or dropped; its events go out, and nothing is kept."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()


@router.get("/try")
def show_attempt(request: Request, room: InRoom, _: Reader) -> Response:
    """The empty form."""
    return render(request, "try.html", longest=room.settings.longest_text)

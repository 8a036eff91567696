"""The id of a happening comes in; what reports tell of it goes out, side by side, with what they disagree on."""

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()


@router.get("/happenings/{id}")
def show_happening(request: Request, room: InRoom, _: Reader, id: str) -> Response:
    """One happening."""
    with room.shelf.lend() as archive:
        happening = archive.happening(id)
        if happening is None:
            raise HTTPException(404, "There is no happening with this id; it may have been joined with another.")
        evidence = archive.evidence([happening])[id]
    return render(request, "happening.html", happening=happening, evidence=evidence)

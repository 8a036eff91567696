"""Comes in: a question how things stand. Goes out: sources, runs, faults, versions, and how good the coder is."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()


@router.get("/status")
def show_status(request: Request, room: InRoom, person: Reader) -> Response:
    """How the archive and the room stand."""
    with room.shelf.lend() as archive:
        shown: dict[str, Any] = {
            "size": archive.size(),
            "runs": archive.runs(20),
            "outlets": archive.outlets(30),
            "coders": archive.coders(),
            "faults": list(archive.faults(limit=20)),
        }
    audit = room.audit.last(50) if person.may("admin") else None
    return render(request, "status.html", audit=audit, **shown)

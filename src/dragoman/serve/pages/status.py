"""Comes in: a question how things stand. Goes out: sources, runs, faults, versions, and how good the coder is."""

import platform
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.faults import ask_faults
from dragoman.evaluate.measured import read_measured
from dragoman.serve.asked import read_asked
from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
_OUTLETS, _RUNS, _FAULTS, _LINES = 30, 15, 10, 50


@router.get("/status")
def show_status(request: Request, room: InRoom, person: Reader) -> Response:
    """How the archive and the room stand; admins see the end of the audit log too."""

    def ask() -> dict[str, Any]:
        with room.shelf.lend() as archive:
            return {
                "size": archive.size(),
                "outlets": archive.outlets(_OUTLETS),
                "runs": archive.runs(_RUNS),
                "coders": archive.coders(),
                "faults": list(archive.faults(limit=_FAULTS)),
            }

    return render(
        request,
        "status.html",
        measured=read_measured(),
        python=platform.python_version(),
        archive=room.shelf.path.name,
        bytes=room.shelf.path.stat().st_size,
        audit=room.audit.last(_LINES) if person.may("admin") else None,
        people=room.people.all() if person.may("admin") else None,
        **room.shelf.remember("status", ask),
    )


@router.get("/faults")
def show_faults(request: Request, room: InRoom, _: Reader) -> Response:
    """What could not be read or coded, and why."""
    asked = read_asked(request, "faults")
    if asked.trouble:
        return render(request, "faults.html", 400, asked=asked, rows=[], cursor=None)
    with room.shelf.lend() as archive:
        answer = ask_faults(archive, asked.wanted)
        rows = list(answer)
    return render(request, "faults.html", asked=asked, rows=rows, cursor=answer.cursor)

"""Filters of happenings come in, in the query; how many there were, period by period, goes out as a picture and a table."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.dyads import PERIODS
from dragoman.ask.timeline import Timeline, ask_timeline
from dragoman.serve.asked import Asked, read_asked
from dragoman.serve.leads import lead_period
from dragoman.serve.pictures.timeline import draw_timeline
from dragoman.serve.render import render
from dragoman.serve.room import Room
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()


@router.get("/timeline")
def show_timeline(request: Request, room: InRoom, _: Reader) -> Response:
    """The happenings that the filters admit, along time."""
    asked = read_asked(request, "happenings", own=("by",))
    by = asked.own.get("by", (None,))[-1]
    if asked.trouble or (by is not None and by not in PERIODS):
        wrong = asked.trouble or f"by: {by!r} is no period: one of {', '.join(PERIODS)}"
        return render(request, "timeline.html", 400, asked=asked, trouble=wrong)
    shown = room.shelf.remember(("timeline", request.url.query), lambda: _fetch(room, asked, by))
    return render(request, "timeline.html", asked=asked, trouble=None, **shown)


def _fetch(room: Room, asked: Asked, by: str | None) -> dict[str, Any]:
    with room.shelf.lend() as archive:
        timeline = ask_timeline(archive, asked.wanted, by)
        hints = [] if timeline.periods else archive.hints(asked.wanted)
    return {**_lay_out(asked, timeline), "hints": hints}


def _lay_out(asked: Asked, timeline: Timeline) -> dict[str, Any]:
    first = timeline.periods[0].period if timeline.periods else None
    return {
        "timeline": timeline,
        "picture": draw_timeline(timeline, partial(lead_period, asked, timeline.by)) if timeline.periods else None,
        "choices": [(unit, asked.link(by=unit), unit == timeline.by) for unit in PERIODS],
        "total": sum(p.total for p in timeline.periods) + timeline.undated + timeline.earlier,
        "first": first,
    }

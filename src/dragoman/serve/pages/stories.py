"""Filters of happenings come in, in the query; the storylines among the newest of them go out."""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.filters import Filter
from dragoman.ask.happenings import ask_happenings
from dragoman.ask.values import read_choice, read_whole
from dragoman.errors import UsageError
from dragoman.relations import link_stories
from dragoman.relations.parties import spell_code
from dragoman.relations.stories import Story
from dragoman.serve.asked import read_asked
from dragoman.serve.leads import lead_actor
from dragoman.serve.render import render
from dragoman.serve.room import Room
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
# So many happenings, the newest, are linked; so many storylines stand on a page, with so many happenings each to be seen at once.
MOST, PAGE, SHOWN = 400, 20, 5
ORDERS = ("newest", "longest", "largest")
_read_order = read_choice("order of stories", lambda: ORDERS)


@router.get("/stories")
def show_stories(request: Request, room: InRoom, _: Reader) -> Response:
    """What belongs together among the happenings that the filters admit; without a status, among those that took place."""
    asked = read_asked(request, "happenings", own=("sort", "page"))
    try:
        if asked.trouble:
            raise UsageError(asked.trouble)
        order = _read_order("sort", asked.own.get("sort", ORDERS)[-1] if "sort" in asked.own else ORDERS[0])
        page = read_whole("page", asked.own["page"][-1]) if "page" in asked.own else 1
    except UsageError as error:
        return render(request, "stories.html", 400, asked=asked, trouble=str(error))
    wanted = replace(asked.wanted, status=asked.wanted.status or ("actual",), limit=MOST, order=None, cursor=None)
    stories, total, more, hints = room.shelf.remember(("stories", wanted), lambda: _fetch(room, wanted))
    ordered = sorted(stories, key=lambda s: _rank(s, order))
    return render(
        request,
        "stories.html",
        asked=asked,
        trouble=None,
        stories=[_lay_out(story) for story in ordered[(page - 1) * PAGE : page * PAGE]],
        number=len(stories),
        total=total,
        more=more,
        hints=hints,
        page=page,
        pages=max(1, -(-len(stories) // PAGE)),
        orders=[(name, asked.link(sort=name, page=None), name == order) for name in ORDERS],
    )


def _fetch(room: Room, wanted: Filter) -> tuple[list[Story], int, bool, list[str]]:
    with room.shelf.lend() as archive:
        answer = ask_happenings(archive, wanted)
        happenings = list(answer)
        told = archive.tellings(event for h in happenings for event in h.events)
        hints = [] if happenings else archive.hints(wanted)
    return link_stories(happenings, told), len(happenings), answer.cursor is not None, hints


def _rank(story: Story, order: str) -> tuple[int, ...]:
    newest = (-story.until.toordinal(), -story.since.toordinal())
    if order == "longest":
        return (-(story.until - story.since).days, *newest)
    return (-len(story.happenings), *newest) if order == "largest" else newest


def _lay_out(story: Story) -> dict[str, object]:
    return {
        "story": story,
        "parties": [(spell_code(name), lead_actor(name)) for name in story.parties[:8]],
        "first": story.happenings[:SHOWN],
        "rest": story.happenings[SHOWN:],
    }

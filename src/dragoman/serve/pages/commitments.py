"""Filters come in, in the query; the ledger of commitments goes out: as a board by state, as a list, as a calendar of deadlines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from dragoman.ask.commitments import pick_commitments
from dragoman.ask.values import read_choice, read_since, read_until, read_whole
from dragoman.errors import UsageError
from dragoman.export.pledge import name_source
from dragoman.record.commitment import STATES, Commitment
from dragoman.record.happening import Telling
from dragoman.serve.asked import PAGE, Asked, read_asked
from dragoman.serve.ledgers import Standing
from dragoman.serve.pictures.calendar import make_month
from dragoman.serve.render import render
from dragoman.serve.room import Room
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
VIEWS = ("board", "list", "calendar")
# The columns of the board: what is waited for first, then what came of it.
COLUMNS = (
    ("Open", ("open", "condition met", "partly kept")),
    ("Due", ("due",)),
    ("Overdue", ("overdue",)),
    ("Kept", ("kept", "carried out")),
    ("Broken", ("broken", "refused")),
    ("Over, or not clear", ("withdrawn", "superseded", "unknown")),
)
# So many cards of a column are shown; the rest stands in the list.
CARDS = 10
# Seconds after which a page that waits for the ledger is loaded again.
AGAIN = 3
_read_view = read_choice("view", lambda: VIEWS)


@router.get("/commitments")
def show_commitments(request: Request, room: InRoom, _: Reader) -> Response:
    """The commitments that the filters admit, as they stand today, or stood on a day."""
    asked = read_asked(request, "commitments", own=("view", "page", "month"))
    try:
        if asked.trouble:
            raise UsageError(asked.trouble)
        view = _read_view("view", asked.own.get("view", VIEWS)[-1] if "view" in asked.own else VIEWS[0])
        page = read_whole("page", asked.own["page"][-1]) if "page" in asked.own else 1
        month = read_since("month", asked.own["month"][-1]) if "month" in asked.own else None
    except UsageError as error:
        return render(request, "commitments.html", 400, asked=asked, trouble=str(error))
    as_of = asked.wanted.as_of or date.today()
    standing = room.ledgers.find(as_of)
    if standing is None:
        return render(
            request, "commitments.html", 200, {"Refresh": str(AGAIN)}, asked=asked, trouble=None, standing=None
        )
    found, hints = _pick(room, standing, asked)
    shown: dict[str, Any] = {"asked": asked, "trouble": None, "standing": standing, "view": view, "as_of": as_of}
    shown |= {
        "total": len(found),
        "hints": hints,
        "views": [(v, asked.link(view=v, page=None), v == view) for v in VIEWS],
    }
    if view == "calendar":
        shown["month"] = make_month(found, month, as_of)
    elif view == "list":
        shown |= {"page": page, "pages": max(1, -(-len(found) // PAGE)), "rows": found[(page - 1) * PAGE : page * PAGE]}
    else:
        shown["columns"] = _make_board(found)
    return render(request, "commitments.html", **shown)


def _pick(room: Room, standing: Standing, asked: Asked) -> tuple[list[Commitment], list[str]]:
    whole = replace(asked.wanted, limit=None)
    with room.shelf.lend() as archive:
        found = pick_commitments(archive, standing.ledger, whole)
        return found, [] if found else archive.hints(whole)


def _make_board(found: Sequence[Commitment]) -> list[tuple[str, tuple[str, ...], list[Commitment], int]]:
    """Each column's words, its states, its first cards, and how many it has."""
    board: list[tuple[str, tuple[str, ...], list[Commitment], int]] = []
    for words, states in COLUMNS:
        own = [c for c in found if c.state in states]
        board.append((words, states, own[:CARDS], len(own)))
    return board


@router.get("/commitments/{id}")
def show_commitment(request: Request, room: InRoom, _: Reader, id: str, as_of: str = "") -> Response:
    """The whole story of one commitment, in order, with quotations and sources."""
    try:
        day = read_until("as_of", as_of) if as_of.strip() else date.today()
    except UsageError as error:
        return render(request, "commitment.html", 400, trouble=str(error), one=None, as_of="", id=id)
    standing = room.ledgers.find(day)
    if standing is None:
        return render(
            request, "commitment.html", 200, {"Refresh": str(AGAIN)}, trouble=None, one=None, as_of=as_of, id=id
        )
    one = next((c for c in standing.ledger.entries if c.id == id), None)
    if one is None:
        raise HTTPException(404, f"There is no commitment with this id in the ledger as of {day}.")
    with room.shelf.lend() as archive:
        told = archive.tellings(one.events)
    return render(
        request,
        "commitment.html",
        trouble=None,
        one=one,
        id=id,
        as_of=as_of,
        day=day,
        standing=standing,
        happening=standing.ledger.made_by[one.id],
        steps=[(change, _quote(change.events, told)) for change in one.history],
        cite={t.event.document: name_source(t) for t in told.values()},
        states=STATES,
    )


def _quote(events: Sequence[str], told: dict[str, Telling]) -> list[tuple[Telling, str]]:
    """The tellings behind a change, earliest first, each with its source in words."""
    known = [told[event] for event in events if event in told]
    ordered = sorted(known, key=lambda t: (t.published or date.max, t.event.document, t.event.id))
    return [(telling, name_source(telling)) for telling in ordered]

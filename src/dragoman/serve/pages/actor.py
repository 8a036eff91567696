"""A name or code comes in, in the query; all that the archive tells of that party goes out: who it is, friends and foes, deeds, open word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from operator import attrgetter
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.commitments import is_named
from dragoman.ask.dyads import Period
from dragoman.ask.filters import Filter
from dragoman.ask.happenings import ask_involved
from dragoman.ask.timeline import Timeline, ask_timeline
from dragoman.ask.values import read_until, read_who
from dragoman.errors import UsageError
from dragoman.record.commitment import Commitment
from dragoman.relations import make_profile
from dragoman.relations.parties import Party, make_party, spell_code
from dragoman.relations.profile import OPEN, Profile
from dragoman.serve.leads import clip_period, lead_actor, lead_two
from dragoman.serve.ledgers import Standing
from dragoman.serve.pictures.timeline import draw_timeline
from dragoman.serve.render import link, render
from dragoman.serve.room import Room
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
# So many happenings, the latest, are looked at: what it did, and what was done to it.
LATEST = 300
# So many lines in each list.
SHOWN = 10
# The same person may be known under so many names.
NAMES = 20
_by, _to = attrgetter("by"), attrgetter("to")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is remembered of a party: its profile without commitments (None: nothing is told of it), made of so many happenings, whether
    there are `more`, and what it did along time."""

    party: Party
    profile: Profile | None
    looked_at: int
    more: bool
    timeline: Timeline


@router.get("/actor")
def show_actor(request: Request, room: InRoom, _: Reader, name: str = "", as_of: str = "") -> Response:
    """One party, as it stands, or stood on a day."""
    shown: dict[str, Any] = {"name": name, "as_of": as_of, "profile": None, "trouble": None}
    if not name.strip():
        return render(request, "actor.html", **shown)
    try:
        read_who("name", name)
        day = read_until("as_of", as_of) if as_of.strip() else None
    except UsageError as error:
        return render(request, "actor.html", 400, **{**shown, "trouble": str(error)})
    found = room.shelf.remember(("actor", name, day), lambda: _fetch(room, name, day))
    if found.profile is None:
        with room.shelf.lend() as archive:
            near = list(archive.actors(actor=[name], limit=SHOWN))
        return render(request, "actor.html", **{**shown, "near": near})
    # The page does not wait for the ledger: it says that it is being made.
    standing = room.ledgers.find(day or date.today(), patience=0.0)
    return render(request, "actor.html", **{**shown, **_lay_out(found, found.profile, name, standing)})


def _fetch(room: Room, name: str, day: date | None) -> _Found:
    who, status = read_who("name", name), ("actual",)
    with room.shelf.lend() as archive:
        party = make_party(who, archive.actors(actor=[name], limit=NAMES) if who.name else ())
        answer = ask_involved(archive, [who], Filter(status=status, until=day, limit=LATEST))
        happenings = list(answer)
        told = archive.tellings(event for h in happenings for event in h.events)
        timeline = ask_timeline(archive, Filter(actor=(who,), status=status, until=day))
    until = day or max((h.last_reported for h in happenings if h.last_reported), default=date.min)
    profile = make_profile(party, happenings, told, (), until) if happenings else None
    more = answer.cursor is not None
    return _Found(party=party, profile=profile, looked_at=len(happenings), more=more, timeline=timeline)


def _lay_out(found: _Found, profile: Profile, name: str, standing: Standing | None) -> dict[str, Any]:
    lead = partial(_lead_period, name, found.timeline.by)
    kept = standing.ledger.entries if standing else ()
    still = [c for c in kept if c.state in OPEN and is_named(c)]
    made, received = ([c for c in still if any(map(found.party.is_party, side(c)))] for side in (_by, _to))
    return {
        "profile": profile,
        "standing": standing,
        "looked_at": found.looked_at,
        "more": found.more,
        "picture": draw_timeline(found.timeline, lead) if found.timeline.periods else None,
        "ties": [
            (
                title,
                [(tie, spell_code(tie.name), lead_actor(tie.name), lead_two(name, tie.name)) for tie in ties[:SHOWN]],
            )
            for title, ties in (
                ("Allies", profile.allies),
                ("Adversaries", profile.adversaries),
                ("Neither", profile.mixed),
            )
            if ties
        ],
        "opened": [
            (title, order_open(open_)[:SHOWN], len(open_))
            for title, open_ in (("Its own word", made), ("Said to it", received))
            if open_
        ],
        "shown": SHOWN,
    }


def _lead_period(name: str, by: str, period: Period) -> str | None:
    if not period.total:
        return None
    return link("/happenings", actor=name, status="actual", **clip_period(period.period, by, None, None))


def order_open(commitments: Iterable[Commitment]) -> list[Commitment]:
    """What falls due first stands first, then what was said last."""
    far = date.max - timedelta(days=1)

    def due(one: Commitment) -> date:
        return (one.deadline.date if one.deadline else None) or far

    return sorted(commitments, key=lambda c: (due(c), -(c.made_on or date.min).toordinal(), c.id))

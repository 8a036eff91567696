"""A name or code comes in, in the query; all that the archive tells of that party goes out: who it is, friends and foes, deeds, open word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.commitments import is_named
from dragoman.ask.dyads import Period
from dragoman.ask.filters import Filter
from dragoman.ask.happenings import ask_involved
from dragoman.ask.timeline import Timeline
from dragoman.ask.values import read_until, read_who
from dragoman.errors import UsageError
from dragoman.record.commitment import Commitment
from dragoman.record.happening import Happening, Telling
from dragoman.relations import make_profile
from dragoman.relations.parties import Party, make_party, spell_code
from dragoman.relations.profile import Profile
from dragoman.serve.leads import clip_period, lead_actor, lead_two
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the archive tells of a party: the latest happenings, whether there are `more`, and how many it took the first part in, along time."""

    party: Party
    happenings: tuple[Happening, ...]
    told: dict[str, Telling]
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
    if not found.happenings:
        with room.shelf.lend() as archive:
            near = list(archive.actors(actor=[name], limit=SHOWN))
        return render(request, "actor.html", **{**shown, "near": near, "party": found.party})
    until = day or max((h.last_reported for h in found.happenings if h.last_reported), default=date.min)
    # The page does not wait for the ledger: it says that it is being made.
    standing = room.ledgers.find(day or date.today(), patience=0.0)
    commitments = [c for c in standing.ledger.entries if is_named(c)] if standing else []
    profile = make_profile(found.party, found.happenings, found.told, commitments, until)
    return render(request, "actor.html", **{**shown, **_lay_out(found, profile, name), "standing": standing})


def _fetch(room: Room, name: str, day: date | None) -> _Found:
    with room.shelf.lend() as archive:
        who = read_who("name", name)
        party = make_party(who, archive.actors(actor=[name], limit=NAMES) if who.name else ())
        words: dict[str, Any] = {"status": ["actual"], "until": day}
        answer = ask_involved(archive, [who], Filter(status=("actual",), until=day, limit=LATEST))
        happenings = tuple(answer)
        told = archive.tellings(event for h in happenings for event in h.events)
        timeline = archive.timeline(actor=[name], **words)
    return _Found(party=party, happenings=happenings, told=told, more=answer.cursor is not None, timeline=timeline)


def _lay_out(found: _Found, profile: Profile, name: str) -> dict[str, Any]:
    by = found.timeline.by
    lead = partial(_lead_period, name, by)
    return {
        "party": found.party,
        "profile": profile,
        "looked_at": len(found.happenings),
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
            for title, open_ in (("Its own word", profile.made), ("Said to it", profile.received))
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

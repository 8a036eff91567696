"""Two parties come in, in the query; how they dealt with each other goes out: period by period, in words, with what is behind each point."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.archive import Archive
from dragoman.ask.dyads import PERIODS, DyadSeries, Period, ask_dyad
from dragoman.ask.filters import Filter
from dragoman.ask.happenings import ask_between, ask_involved
from dragoman.ask.pairs import Pair, ask_pairs
from dragoman.ask.timeline import ask_timeline, pick_unit
from dragoman.ask.values import Dyad, Who, read_choice, read_who
from dragoman.errors import UsageError
from dragoman.record.happening import Happening
from dragoman.relations import relate_parties
from dragoman.relations.parties import Party, make_party, spell_code, tell_day
from dragoman.relations.summary import Summary, tell_scale
from dragoman.relations.thirds import Third
from dragoman.relations.turns import Turn
from dragoman.serve.asked import Asked, read_asked
from dragoman.serve.leads import clip_period, lead_actor, lead_two
from dragoman.serve.pictures.picture import Picture
from dragoman.serve.pictures.series import draw_dyad
from dragoman.serve.render import link, render
from dragoman.serve.room import Room
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
# A summary in words is made of at most so many happenings; of more, only the newest are listed.
MOST = 300
# Third parties are looked for where the two together take part in at most so many happenings.
INVOLVED = 600
# So many of the newest happenings are listed, so many third parties, and so many pairs where no two parties are named.
NEWEST, THIRDS, PAIRS = 15, 12, 30
_read_period = read_choice("period", lambda: PERIODS)
_STANDS = {1: "supports", -1: "opposes", 0: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is remembered of two parties; `summary` is None where there are too many happenings for words.

    `series` and `total` count all happenings where both parties are codes, else the newest; `more` tells that there are others.
    `alone` tells that third parties were not looked for, since the two have too many happenings with others.
    """

    first: Party
    second: Party
    series: DyadSeries
    summary: Summary | None
    newest: tuple[Happening, ...]
    total: int
    more: bool = False
    alone: bool = True
    turns: tuple[Turn, ...] = ()
    thirds: tuple[Mapping[str, Any], ...] = ()


@router.get("/dyad")
def show_dyad(request: Request, room: InRoom, _: Reader) -> Response:
    """The course of a relation."""
    asked = read_asked(request, "dyad", own=("first", "second", "by"))
    first, second = (asked.own.get(side, ("",))[-1] for side in ("first", "second"))
    shown: dict[str, Any] = {"asked": asked, "first": first, "second": second, "trouble": None, "found": None}
    try:
        if asked.trouble:
            raise UsageError(asked.trouble)
        by = _read_period("by", asked.own["by"][-1]) if "by" in asked.own else None
        if not first or not second:
            pairs = room.shelf.remember(("pairs", PAIRS), lambda: _fetch_pairs(room))
            return render(request, "dyad.html", **{**shown, "pairs": [_lay_pair(pair) for pair in pairs]})
        whom = read_who("first", first), read_who("second", second)
        wanted = asked.wanted if asked.wanted.status else replace(asked.wanted, status=("actual",))
        found = room.shelf.remember(("dyad", whom, by, wanted), lambda: _fetch(room, whom, by, wanted))
    except UsageError as error:
        return render(request, "dyad.html", 400, **{**shown, "trouble": str(error), "pairs": []})
    picture = room.shelf.remember(("series", request.url.query), lambda: _draw(asked, found))
    return render(request, "dyad.html", **{**shown, **_lay_out(asked, found), "picture": picture})


def _fetch_pairs(room: Room) -> list[Pair]:
    with room.shelf.lend() as archive:
        return ask_pairs(archive, Filter(status=("actual",)), "state", 1, PAIRS)[0]


def _lay_pair(pair: Pair) -> tuple[str, str, str | None, Pair]:
    return spell_code(pair.first), spell_code(pair.second), lead_two(pair.first, pair.second), pair


def _fetch(room: Room, whom: tuple[Who, Who], by: str | None, wanted: Filter) -> _Found:
    with room.shelf.lend() as archive:
        first, second = (_make_party(archive, who) for who in whom)
        if first == second:
            raise UsageError(f"second: {whom[1].text!r} is the same as the first; a relation has two sides")
        between = ask_between(archive, *whom, replace(wanted, limit=MOST))
        found = list(between)
        whole = between.cursor is None
        involved = _fetch_involved(archive, whom, wanted) if whole and found else []
        told = archive.tellings(event for h in involved or found for event in h.events) if whole else {}
        counted = None if whole or not _are_codes(whom) else _count(archive, whom, by, wanted)
    newest = tuple(found[:NEWEST])
    if counted is not None:
        total = sum(p.total for p in counted.follow(counted.directions[0])) + counted.undated
        return _Found(first=first, second=second, series=counted, summary=None, newest=newest, total=total)
    days = [day for h in found if (day := tell_day(h))]
    unit = pick_unit(wanted.since or min(days), wanted.until or max(days), by or "month") if days else by or "month"
    relation = relate_parties(involved or found, told, first, second, unit, wanted.since, wanted.until)
    if not whole:
        return _Found(
            first=first,
            second=second,
            series=relation.series,
            summary=None,
            newest=newest,
            total=len(found),
            more=True,
        )
    return _Found(
        first=first,
        second=second,
        series=relation.series,
        summary=relation.summary,
        newest=newest,
        total=len(found),
        alone=not involved,
        turns=relation.course.turns,
        thirds=tuple(_lay_third(third) for third in relation.thirds[:THIRDS]) if involved else (),
    )


def _are_codes(whom: tuple[Who, Who]) -> bool:
    return all(who.code and not who.sector for who in whom)


def _make_party(archive: Archive, who: Who) -> Party:
    return make_party(who, archive.actors(actor=[who.text], limit=20) if who.name else ())


def _count(archive: Archive, whom: tuple[Who, Who], by: str | None, wanted: Filter) -> DyadSeries:
    """The series of two countries or bodies, added up in the archive; where `by` would give too many periods, by a longer one."""
    first, second = str(whom[0].code), str(whom[1].code)
    timeline = ask_timeline(archive, replace(wanted, dyad=(Dyad(first, second),)), by or "month")
    return ask_dyad(archive, first, second, wanted, by=timeline.by)


def _fetch_involved(archive: Archive, whom: tuple[Who, Who], wanted: Filter) -> list[Happening]:
    """All happenings in which one of the two takes part, by which third parties are known; none where they are too many."""
    answer = ask_involved(archive, whom, replace(wanted, limit=INVOLVED))
    found = list(answer)
    return [] if answer.cursor else found


def _draw(asked: Asked, found: _Found) -> Picture | None:
    return draw_dyad(found.series, partial(_lead, asked, found)) if found.series.periods else None


def _lay_out(asked: Asked, found: _Found) -> dict[str, Any]:
    return {
        "found": found,
        "choices": [(unit, asked.link(by=unit), unit == found.series.by) for unit in PERIODS],
        "paragraphs": found.summary.paragraphs if found.summary else (),
        "notes": found.summary.notes if found.summary else (),
        "turns": list(enumerate(found.turns, 1)),
        "thirds": found.thirds,
        "addresses": [link("/actor", name=asked.own[side][-1]) for side in ("first", "second")],
        "whole": _lead_whole(asked, found),
        "most": MOST,
    }


def _lay_third(third: Third) -> dict[str, Any]:
    return {
        "name": spell_code(third.name),
        "address": lead_actor(third.name),
        "talks": len(third.mediated),
        "scores": [(tell_scale(s), _STANDS[stand]) for s, stand in zip(third.scores, third.stands, strict=True)],
    }


def _lead(asked: Asked, found: _Found, period: Period) -> str | None:
    """The happenings behind a point of the series."""
    if not period.total:
        return None
    days = clip_period(period.period, found.series.by, asked.wanted.since, asked.wanted.until)
    return asked.lead("/happenings", **_list_sides(asked, found, period.direction), **days)


def _lead_whole(asked: Asked, found: _Found) -> str:
    return asked.lead("/happenings", **_list_sides(asked, found, found.series.directions[0]))


def _list_sides(asked: Asked, found: _Found, direction: str) -> dict[str, Any]:
    """The words of a question by which a direction is asked for: a dyad of codes, or who acts upon whom."""
    status = {} if asked.words.get("status") else {"status": "actual"}
    first, second = (asked.own[side][-1] for side in ("first", "second"))
    codes = [p.code for p in (found.first, found.second) if p.code and not p.sector]
    if len(codes) == 2:
        return {"dyad": direction, **status}
    both, there, _ = found.series.directions
    if direction == both:
        return {"actor": [first, second], "recipient": [first, second], **status}
    actor, recipient = (first, second) if direction == there else (second, first)
    return {"actor": actor, "recipient": recipient, **status}

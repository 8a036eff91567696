"""A party, a period, a place or a record comes in; the address of the page about it goes out."""

from datetime import date

from dragoman.ask.dyads import Period
from dragoman.ask.spots import Spot
from dragoman.ask.timeline import end_period
from dragoman.ask.values import spell_name
from dragoman.serve.asked import Asked
from dragoman.serve.render import link


def lead_actor(name: str) -> str | None:
    """The page of a party as networks and profiles name it: a code, a name, or "army [LBY]"; None for a name without a word."""
    asked = _spell(name)
    return link("/actor", name=asked) if asked else None


def lead_two(first: str, second: str) -> str | None:
    """The page of two parties; None where a question could not tell them apart."""
    one, other = _spell(first), _spell(second)
    return link("/dyad", first=one, second=other) if one and other and one != other else None


def _spell(name: str) -> str | None:
    """The name without the code behind it, as a question says it."""
    return spell_name(name.rpartition(" [")[0] or name)


def clip_period(start: date, by: str, since: date | None, until: date | None) -> dict[str, str]:
    """The days of a period as words of a question, no wider than what was asked for."""
    last = end_period(start, by)
    return {
        "since": (max(start, since) if since else start).isoformat(),
        "until": (min(last, until) if until else last).isoformat(),
    }


def lead_period(asked: Asked, by: str, period: Period) -> str | None:
    """The happenings of a period among those that a page was asked for."""
    if not period.total:
        return None
    return asked.lead("/happenings", **clip_period(period.period, by, asked.wanted.since, asked.wanted.until))


def lead_spot(asked: Asked, spot: Spot) -> str | None:
    """The happenings at a place among those that a page was asked for; None for a name without a word."""
    return asked.lead("/happenings", where=spot.name) if spell_name(spot.name) else None

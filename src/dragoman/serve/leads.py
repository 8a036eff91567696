"""A party, a period, a place or a record comes in; the address of the page about it goes out."""

from datetime import date

from dragoman.ask.dyads import Period
from dragoman.ask.spots import Spot
from dragoman.ask.timeline import end_period
from dragoman.relations.parties import Party
from dragoman.serve.asked import Asked
from dragoman.serve.render import link


def lead_actor(name: str) -> str:
    """The page of a party as networks and profiles name it: a code, a name, or "army [LBY]"."""
    return link("/actor", name=name.rpartition(" [")[0] or name)


def lead_two(first: str, second: str) -> str:
    """The page of two parties."""
    return link("/dyad", first=first.rpartition(" [")[0] or first, second=second.rpartition(" [")[0] or second)


def lead_party(party: Party) -> str:
    """How a question names a party: its code (with its sector), or the words asked for."""
    return party.label if party.code or party.sector else " ".join(party.asked) or party.name


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


def lead_spot(asked: Asked, spot: Spot) -> str:
    """The happenings at a place among those that a page was asked for."""
    return asked.lead("/happenings", where=spot.name)

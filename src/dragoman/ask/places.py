"""A Filter comes in; the resolved places of the events that it admits go out, each once, with counts."""

from dataclasses import fields

from dragoman.ask.answer import Answer, Key, Question, Rows, newest, oldest
from dragoman.ask.clause import Clause
from dragoman.ask.filters import Filter
from dragoman.ask.kinds import KnownPlace
from dragoman.ask.matching import EVENTS, match_rows

_COUNTED = ("first_seen", "last_seen", "events")
_PLACE = tuple(f.name for f in fields(KnownPlace) if f.name not in _COUNTED)


def _count_places(wanted: Filter) -> Clause:
    """The same place has one name, number and country; the rest follows from them."""
    same = ("resolved_place", "geonameid", "country_code")
    columns = ", ".join(
        f"t.event_loc.{name} AS {name}" if name in same else f"any_value(t.event_loc.{name}) AS {name}"
        for name in _PLACE
    )
    events = match_rows(wanted, EVENTS)
    return Clause(
        f"(SELECT {columns}, min(t.day) AS first_seen, max(t.day) AS last_seen, count(*) AS events FROM event t"
        f" WHERE t.event_loc.resolved_place IS NOT NULL AND {events.sql}"
        f" GROUP BY {', '.join(f't.event_loc.{name}' for name in same)}) t",
        events.values,
    )


_SAME = (Key("t.resolved_place"), Key("coalesce(t.country_code, '')"), Key("coalesce(t.geonameid, 0)", int))

QUESTION = Question(
    name="places",
    record=KnownPlace,
    columns={f.name: f"t.{f.name}" for f in fields(KnownPlace)},
    rows=_count_places,
    orders={
        "events": (Key("t.events", int, down=True), *_SAME),
        "name": _SAME,
        "newest": (newest("t.last_seen"), *_SAME),
        "oldest": (oldest("t.first_seen"), *_SAME),
    },
)


def ask_places(store: Rows, wanted: Filter) -> Answer[KnownPlace]:
    """Where the events were; orders: events (most first), name, newest, oldest.

    Raises:
        UsageError: a cursor that there is not.
    """
    return Answer(QUESTION, wanted, store)

"""A Filter comes in; event records (record.md) go out, each with the `cite_info` of its report."""

from dataclasses import fields

from dragoman.ask.answer import Answer, Key, Question, Rows, newest, oldest
from dragoman.ask.filters import Filter
from dragoman.ask.matching import EVENTS, match_rows
from dragoman.record.arrow import event_schema
from dragoman.record.event import Event
from dragoman.store.reports import CITE_INFO

_COLUMNS = {f.name: CITE_INFO if f.name == "cite_info" else f't."{f.name}"' for f in fields(Event)}
# Within a day events follow their reports, and within a report the order in which it tells them.
_TOLD = (Key("t.document"), Key("t.number", int))
# What has no day comes last, whichever way.
_NEWEST = newest("t.day")
_OLDEST = oldest("t.day")

QUESTION = Question(
    name="events",
    record=Event,
    columns=_COLUMNS,
    table="event",
    where=lambda wanted: match_rows(wanted, EVENTS),
    orders={
        "newest": (_NEWEST, *_TOLD),
        "oldest": (_OLDEST, *_TOLD),
        "confidence": (Key("t.confidence", float, down=True), _NEWEST, *_TOLD),
        "report": _TOLD,
    },
    beside=(
        ", cited AS MATERIALIZED (SELECT * FROM report WHERE id IN (SELECT document FROM opened))",
        "JOIN cited r ON r.id = t.document",
    ),
    schema=event_schema,
)


def ask_events(store: Rows, wanted: Filter) -> Answer[Event]:
    """The events that the filter admits; orders: newest, oldest, confidence (surest first), report (as told, by report).

    Raises:
        UsageError: a cursor that there is not.
    """
    return Answer(QUESTION, wanted, store)

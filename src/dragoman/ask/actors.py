"""A Filter comes in; the actors who take part in the events that it admits go out, each once over all reports."""

from dataclasses import replace

from dragoman.ask.answer import Answer, Key, Question, Rows, newest, oldest
from dragoman.ask.clause import Clause, join_all, join_any
from dragoman.ask.filters import Filter
from dragoman.ask.kinds import KnownActor
from dragoman.ask.matching import EVENTS, match_identity, match_rows
from dragoman.ask.values import Who

_KEPT = "(SELECT *, events AS told, first_seen AS first_told, last_seen AS last_told FROM actor) t"


def _count_parties(wanted: Filter) -> Clause:
    """Per identity the events that the rest of the filter admits; what `actor` says is asked of the identity itself."""
    events = match_rows(replace(wanted, actor=()), EVENTS)
    if events.sql == "true":  # all events: counted when they were stored
        return Clause(_KEPT)
    return Clause(
        "(SELECT a.*, n.events AS told, n.first_seen AS first_told, n.last_seen AS last_told FROM actor a JOIN ("
        " SELECT p.actor, count(DISTINCT t.id) AS events, min(t.day) AS first_seen, max(t.day) AS last_seen"
        f" FROM (SELECT id, day FROM event t WHERE {events.sql}) t JOIN party p ON p.event = t.id"
        " WHERE p.role IN ('actor', 'recipient') AND p.actor IS NOT NULL GROUP BY p.actor"
        ") n ON n.actor = a.id) t",
        events.values,
    )


def _match_identity(who: Who) -> Clause:
    if who.name:
        return match_identity(who.name)
    parts = [Clause("t.code = ?", (who.code,))] if who.code else []
    return join_all([*parts, *([Clause("list_contains(t.sector, ?)", (who.sector,))] if who.sector else [])])


_COLUMNS = {
    **{name: f"t.{name}" for name in ("id", "name", "code", "sector", "identifier_id", "aliases", "offices")},
    "first_seen": "t.first_told",
    "last_seen": "t.last_told",
    "events": "t.told",
}
_MOST = Key("t.told", int, down=True)

QUESTION = Question(
    name="actors",
    record=KnownActor,
    columns=_COLUMNS,
    rows=_count_parties,
    where=lambda wanted: join_any(_match_identity(w) for w in wanted.actor) if wanted.actor else Clause("true"),
    orders={
        "events": (_MOST, Key("t.id")),
        "name": (Key("t.name"), Key("t.id")),
        "newest": (newest("t.last_told"), Key("t.id")),
        "oldest": (oldest("t.first_told"), Key("t.id")),
    },
)


def ask_actors(store: Rows, wanted: Filter) -> Answer[KnownActor]:
    """Who acts or is acted upon; orders: events (most first), name, newest, oldest (by when last, or first, seen).

    `actor` says who is listed, in whichever role; all other fields say in which events.

    Raises:
        UsageError: a cursor that there is not.
    """
    return Answer(QUESTION, wanted, store)

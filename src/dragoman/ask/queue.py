"""A Filter comes in; the events that are most worth a person's time go out, each with what speaks for looking at it (docs/review.md)."""

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in the other records

from dragoman.ask.answer import Answer, Key, Question, Rows, newest
from dragoman.ask.clause import Clause
from dragoman.ask.filters import Filter
from dragoman.ask.matching import EVENTS, match_rows
from dragoman.record.mention import Actor
from dragoman.record.review import ADDED_BY_REVIEW
from dragoman.store.reviews import OWN

# What each sign adds to the worth of a look: one for certainty that an event is wrong, as the measure of the rest.
DOUBT = 1.0
# For each doubling of the sources that tell the happening, and at most so much: what many tell, many will read.
SOURCES, MOST_SOURCES = 0.2, 0.8
# Somebody whom no other event names: a wrong name or code would stand in every later report too.
NEW_ACTOR = 0.3
# For each field on which the reports of the happening differ, and at most so much.
DISAGREEMENT, MOST_DISAGREEMENTS = 0.2, 0.6
# Two people who reviewed it see it differently: nothing but a third look settles that.
CONTESTED = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """An event that waits for a person; `worth` is the sum of what `why` tells, sign by sign."""

    event: str
    document: str
    happening: str | None
    day: Day | None
    type: str
    mode: str | None
    status: str
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    sentence: str
    confidence: float
    worth: float
    why: tuple[str, ...]


# What nobody has reviewed, and what two see differently, also where the last word was that it is no event.
_REJECTED = f"SELECT * EXCLUDE ({', '.join(OWN)}) FROM coded_event WHERE contested AND id NOT IN (SELECT id FROM event)"
_WAITING = (
    f"(SELECT * FROM event WHERE coder <> '{ADDED_BY_REVIEW}' AND id NOT IN (SELECT id FROM coded_event WHERE NOT contested) "
    f"UNION ALL BY NAME {_REJECTED})"
)
_NEW = "FROM party p JOIN actor a ON a.id = p.actor WHERE a.events = 1 AND p.role IN ('actor', 'recipient')"
# Most happenings are told once, and add nothing.
_MANY = (
    "SELECT g.event, h.independent_sources AS sources, len(h.disagreements) AS disagreements FROM happening h "
    "JOIN telling g ON g.happening = h.id WHERE h.independent_sources > 1 OR len(h.disagreements) > 0"
)
# Each sign: what it adds, from the columns of a row that is weighed; and its words, from what is looked up for the rows picked.
_SIGNS = (
    (f"{DOUBT} * (1 - t.confidence)", "printf('confidence %.2f (+%.2f)', t.confidence, {})"),
    (f"least({SOURCES} * log2(t.sources), {MOST_SOURCES})", "printf('told by %d sources (+%.2f)', t.sources, {})"),
    (f"CASE WHEN t.is_new THEN {NEW_ACTOR} ELSE 0 END", "printf('new here: %s (+%.2f)', n.names, {})"),
    (
        f"least({DISAGREEMENT} * t.disagreements, {MOST_DISAGREEMENTS})",
        "printf('reports differ on %s (+%.2f)', array_to_string([d.field FOR d IN h.disagreements], ', '), {})",
    ),
    (
        f"CASE WHEN t.contested THEN {CONTESTED} ELSE 0 END",
        "printf('seen differently by %s (+%.2f)', array_to_string(c.reviewers, ', '), {})",
    ),
)
_WORTH = " + ".join(f"({sign})" for sign, _ in _SIGNS)
_WHY = ", ".join(f"CASE WHEN ({sign}) > 0 THEN {words.format(f'({sign})')} END" for sign, words in _SIGNS)


def _weigh(wanted: Filter) -> Clause:
    """What is weighed, with no more of each row than is needed for it: what is shown is looked up for the rows that are picked."""
    events = match_rows(wanted, EVENTS)
    return Clause(
        f"(SELECT t.*, round({_WORTH}, 4)::DOUBLE AS worth FROM ("
        " SELECT t.id, t.day, t.confidence, coalesce(m.sources, 1) AS sources, coalesce(m.disagreements, 0) AS disagreements,"
        f" t.id IN (SELECT p.event {_NEW}) AS is_new, t.id IN (SELECT id FROM coded_event WHERE contested) AS contested"
        f" FROM {_WAITING} t LEFT JOIN ({_MANY}) m ON m.event = t.id WHERE {events.sql}) t) t",
        events.values,
    )


_ID = Key("t.id")

QUESTION = Question(
    name="queue",
    record=Queued,
    columns={
        **{name: f"e.{name}" for name in ("document", "mode", "status", "actor", "recipient")},
        "event": "t.id",
        "type": "e.event",
        "sentence": "e.sentence_text",
        "happening": "h.id",
        **{name: f"t.{name}" for name in ("day", "confidence", "worth")},
        "why": f"list_filter([{_WHY}], lambda w: w IS NOT NULL)",
    },
    rows=_weigh,
    orders={
        "worth": (Key("t.worth", float, down=True), _ID),
        "newest": (newest("t.day"), _ID),
        "confidence": (Key("t.confidence", float), _ID),
    },
    beside=(
        ", opened AS MATERIALIZED (SELECT * FROM event WHERE id IN (SELECT id FROM picked) "
        f"UNION ALL BY NAME SELECT * FROM ({_REJECTED}) WHERE id IN (SELECT id FROM picked)),"
        f" named AS (SELECT p.event, string_agg(DISTINCT a.name, ', ' ORDER BY a.name) AS names {_NEW}"
        " AND p.event IN (SELECT id FROM picked) GROUP BY p.event)",
        "JOIN opened e ON e.id = t.id LEFT JOIN named n ON n.event = t.id LEFT JOIN telling g ON g.event = t.id"
        " LEFT JOIN happening h ON h.id = g.happening"
        " LEFT JOIN coded_event c ON c.id = t.id",
    ),
)


def ask_queue(store: Rows, wanted: Filter) -> Answer[Queued]:
    """The events that wait for a person; orders: worth (most worth a look first), newest, confidence (least sure first).

    Raises:
        UsageError: a cursor that there is not.
    """
    return Answer(QUESTION, wanted, store)

"""Comes in: sayings and what came of them. Goes out: Expected, Remark, and Commitment field for field as in record.md."""

from dataclasses import dataclass
from datetime import date

from dragoman.record.mention import Actor
from dragoman.record.span import Span

KINDS = ("promise", "agreement", "offer", "demand", "ultimatum", "threat", "warning", "refusal")
STATES = (
    "open", "due", "overdue", "condition met", "kept", "partly kept", "broken", "carried out", "refused", "withdrawn",
    "superseded", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The act that would carry out what a verbal event promises, asks, refuses or threatens (record.md, `expects`).

    `object` are the words for it, the event's content; with `negated` the event says that the act will not be done.
    The act on which such an event hangs has the same form: `object` is then the condition, `negated` says that it hangs
    on the act's not being done ("unless the raids stopped"); `due` is the last day that the words name for it.
    """

    event: str
    mode: str | None
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    object: Span | None
    negated: bool
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A sentence that says outright what came of a promise, demand or threat ("failed to meet the deadline").

    `state` is what it says, one of the states of codebook/en/remarks.toml; `codes` are the countries and bodies that the
    sentence and the one before it name; `weight`, from 0 to 1, says how plainly; `text` is the sentence, at [start, end) in
    the document, `before` the one before it.
    """

    document: str
    published: date | None
    start: int
    end: int
    text: str
    before: str
    state: str
    weight: float
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a report, coded or not, at [start, end) in the document, and the one before it."""

    document: str
    published: date
    start: int
    end: int
    text: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a report, and where they stand in it."""

    text: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The words that bound a commitment in time, and the last day that they mean (None where they name none)."""

    text: str
    date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a commitment's state: the new state, the day of it, the events that show it, how sure, and why."""

    state: str
    since: date | None
    events: tuple[str, ...]
    confidence: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What was promised, demanded, threatened or refused, and what came of it, in the order of record.md's fields."""

    id: str
    kind: str
    by: tuple[Actor, ...]
    to: tuple[Actor, ...]
    content: Quote | None
    condition: Quote | None
    deadline: Term | None
    made_on: date | None
    attribution: tuple[Actor, ...]
    expects: Expected | None
    state: str
    state_since: date | None
    history: tuple[Change, ...]
    reports: tuple[str, ...]
    events: tuple[str, ...]
    confidence: float

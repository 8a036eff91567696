"""Comes in: events told by reports. Goes out: Telling, an event beside what is known of its report, and Happening (record.md)."""

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - Happening has a field named date

from dragoman.record.commitment import Expected
from dragoman.record.event import Event
from dragoman.record.mention import Actor, Place
from dragoman.record.span import Span

# The doubt of a refusal that changed nothing ("agreed over their objections"): it answers nothing either.
FUTILE = "it came to nothing"
# The doubt of a deed that a report only names ("his withdrawal is a mistake"): it may be but a plan, and shows no outcome.
ONLY_NAMED = "it is only named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's word for an event: all that reconciliation may look at.

    `sentence` is the text of the event's sentence; `root` the report at the head of the report's provenance chain
    (the report itself where it stands alone) and `first_published` the day on which that one came out; `expected`,
    `awaited` and `doubt` ("" for none) are those of Coded, for the ledger.
    """

    event: Event
    sentence: str
    root: str
    expected: Expected | None = None
    awaited: Expected | None = None
    doubt: str = ""
    first_published: Day | None = None

    @property
    def published(self) -> Day | None:
        """The day on which the report came out."""
        return self.event.cite_info.published


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a telling sits among others: with a group of its own kind and day, or as the guest of another.

    `kind` and `last` are those of the day by which it was joined (reconcile/when.py). Groups go by the id of their first
    event: `core` is that of the group to which the telling belongs, None where it is a guest; `head` that of the group
    at the heart of its happening, which is the same for all tellings of one.
    """

    event: str
    kind: str
    last: Day
    core: str | None
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One of several values that reports give for the same thing, and the events that give it."""

    value: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field on which reports of one happening differ ("date", "event_loc", "mode", "toll"), most told value first."""

    field: str
    values: tuple[Variant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What one or more reports tell, field for field and in the order of record.md.

    `reports` and `events` are sorted ids. `independent_sources` counts republished and translated reports of one
    original, and several reports of one outlet, once.
    """

    id: str
    event: str
    mode: str | None
    context: tuple[str, ...]
    quad_code: int
    event_scale: float
    status: str
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    date: Day | None
    enddate: Day | None
    date_basis: str
    event_loc: Place | None
    content: Span | None
    reports: tuple[str, ...]
    events: tuple[str, ...]
    independent_sources: int
    first_reported: Day | None
    last_reported: Day | None
    disagreements: tuple[Disagreement, ...]
    confidence: float

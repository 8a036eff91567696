"""Comes in: one coded happening of one sentence. Goes out: Event (record.md) and Coded, one document's outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - Event has a field named date

from dragoman.record.commitment import Expected, Remark
from dragoman.record.document import CiteInfo, Document, Sentence
from dragoman.record.fault import Fault
from dragoman.record.glance import Glance
from dragoman.record.mention import Actor, Place, Resolved
from dragoman.record.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The words that bound an act in time, and the last day that they mean (None where they name none)."""

    text: str
    start: int
    end: int
    date: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRef:
    """Which sentence of the document, counted from 0, and where it stands."""

    sequence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event record, field for field and in the order of record.md."""

    id: str
    document: str
    sentence: SentenceRef
    trigger: Span
    event: str
    mode: str | None
    context: tuple[str, ...]
    quad_code: int
    event_scale: float
    cameo: str
    status: str
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    date: Day | None
    enddate: Day | None
    date_basis: str
    date_text: Span | None
    event_loc: Place | None
    content: Span | None
    condition: Span | None
    deadline: Deadline | None
    attribution: tuple[Actor, ...]
    confidence: float
    coder: str
    cite_info: CiteInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One document's outcome: its events, or the fault that kept it from being coded.

    `glances` is what the learned reader saw, by sentence number; `explanations` runs parallel to `events`: for each field, what in the codebook or grammar gave it.
    `expected` maps the id of a verbal event to the act that would carry it out, `awaited` to the act that its condition
    names, where one is known; `doubts` to why it makes no commitment, where something speaks against it. `remarks` are
    sentences that say outright what came of a commitment.
    """

    document: Document | None
    sentences: tuple[Sentence, ...] = ()
    glances: Mapping[int, Glance] = field(default_factory=dict)
    known: Resolved | None = None
    events: tuple[Event, ...] = ()
    explanations: tuple[dict[str, str], ...] = ()
    expected: Mapping[str, Expected] = field(default_factory=dict)
    awaited: Mapping[str, Expected] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    fault: Fault | None = None

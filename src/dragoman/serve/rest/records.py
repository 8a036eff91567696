"""What the REST side gives beside the records of the archive: pages of them, and the words of reports behind one of them."""

from datetime import date as Day  # noqa: N812 - as in the other records
from typing import Annotated, Generic, TypeVar

import msgspec

from dragoman.record.commitment import Commitment
from dragoman.record.event import Event
from dragoman.record.fault import Fault

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], kw_only=True):
    """Rows in order. `cursor` is where the next ones begin, null where there are no more; `count` how many there are on all pages, where
    that was asked for; `hints` say why nothing was found."""

    rows: list[T]
    cursor: str | None = None
    count: int | None = None
    hints: list[str] = []


class LedgerPage(Page[Commitment], kw_only=True):
    """A Page of commitments as they stood on the day `as_of`. `since` is the day from which on reports were looked at, null where all were;
    `fresh` is false while the ledger is being made anew because the archive has changed: the page is then of before."""

    as_of: Day
    since: Day | None
    fresh: bool


class Whole(msgspec.Struct, Generic[T], kw_only=True):
    """All rows, in order: an answer without pages."""

    rows: list[T]


class Piece(msgspec.Struct, kw_only=True):
    """A stretch [start, end) of a report, and the part that it plays in the event: trigger, actor, recipient, place, date, deadline,
    condition, attribution or content; "" for none."""

    text: str
    part: str
    start: int
    end: int


class EventEvidence(msgspec.Struct, kw_only=True):
    """The words behind an event: its sentence, at [start, end) in the report, whole and cut into pieces, and where the report is from."""

    event: str
    document: str
    title: str | None
    publication: str | None
    published: Day | None
    url: str | None
    sentence: str
    start: int
    end: int
    pieces: list[Piece]


class Saying(msgspec.Struct, kw_only=True):
    """The sentence by which a report tells an event that bears on a commitment."""

    event: str
    document: str
    publication: str | None
    published: Day | None
    sentence: str


class Storyline(msgspec.Struct, kw_only=True):
    """A storyline: its title in words of the report `title_report`, its days, who is in it most, and the ids of its happenings by day."""

    id: str
    title: str
    title_report: str | None
    since: Day
    until: Day
    parties: list[str]
    happenings: list[str]
    reports: list[str]


class GivenText(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A text to be coded: the report's words, the day on which it came out (from which "Sunday" is counted), and its headline."""

    text: Annotated[str, msgspec.Meta(pattern=r"\S")]
    published: Day | None = None
    title: str | None = None


class CodedText(msgspec.Struct, kw_only=True):
    """What was found in a text that was given. `document` is its id; `fault` says why it could not be coded (it is not English, say), else null."""

    document: str | None
    events: list[Event]
    fault: Fault | None

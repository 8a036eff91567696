"""Comes in: what people say of the record. Goes out: Review, one person's word on it, and Anchor, where in a report that is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

ACTIONS = ("accept", "correct", "reject", "add", "merge", "split", "state", "undo")
# What an event bears as `coder` that a person added; behind a coder's version: that a person has looked at the event.
ADDED_BY_REVIEW, SEEN_BY_REVIEW = "review", " + review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Which coded event a review is about, told so that it can be found again when another version codes the report.

    `event` is its id when the review was made; `start` and `end` are those of its trigger, `type` its type as coded, `ordinal` its
    place among the report's events of that type and trigger, counted from 0.
    """

    document: str
    event: str
    start: int
    end: int
    type: str
    ordinal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One word of one person on the record; it is never changed, only undone by another one.

    `action` is one of `ACTIONS`; `about` are the events that it speaks of, `documents` the reports; `value` holds the new values by
    field of an event (of `state`: `state` and `since`), as plain JSON; `undoes` is the id of the review that an undo takes back.
    """

    id: str
    number: int
    action: str
    by: str
    at: datetime
    why: str | None = None
    documents: tuple[str, ...] = ()
    about: tuple[Anchor, ...] = ()
    value: Mapping[str, Any] = field(default_factory=dict)
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regroup:
    """What a person says of which events tell one happening: those of a merge do, those of a split are told apart from the rest."""

    action: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRuling:
    """How a commitment stands, as a person says; `events` are those by which it was made."""

    events: tuple[str, ...]
    state: str
    since: date | None
    by: str
    why: str | None

"""What the lists of an archive hold beside events and happenings: each actor, place and report, as one row."""

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in the other records

from dragoman.record.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor(Identity):
    """Someone who takes part in events. `events`, `first_seen` and `last_seen` count the events that were asked for."""

    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place where events were; the fields of a location (record.md) without the mention, and how many of the events asked for."""

    resolved_place: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    city: str | None
    province: str | None
    country: str | None
    country_code: str | None
    feature_code: str | None
    resolution: int | None
    first_seen: Day | None
    last_seen: Day | None
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """A report of the archive: its `cite_info`, where it was found, what it was taken from (`root`), its events and its text."""

    id: str
    url: str | None
    title: str | None
    author: str | None
    publication: str | None
    language: str | None
    published: Day | None
    retrieved: str | None
    translated_by: str | None
    republished_from: str | None
    root: str
    sources: tuple[str, ...]
    events: int
    coder: str
    text: str

"""Comes in: the parties of events, over all reports. Goes out: Sighting, a party as identities look at it, and Identity, who it is."""

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in the other records

Place = tuple[str, str, int]
"""Which party: event, role (actor, recipient, attribution), place in that list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One party of one event: all that may be looked at to say who it is.

    `words` are the report's own (`entity_text`), `name` and `known` what the coder made of them (`identifier_text`, `identifier_id`);
    `day` is the report's day of publication, else the event's. `actor` is the identity, None until it is settled.
    """

    party: Place
    document: str
    day: Day | None
    code: str | None
    sector: tuple[str, ...]
    words: str
    name: str | None
    known: str | None
    office: str | None
    actor: str | None = None

    @property
    def called(self) -> str:
        """What the party is called: its name, else the report's words."""
        return self.name or self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How often an identity was seen under one form, and when: in `events` events in which it acts or is acted upon.

    `day` and `last` are of the events, `told` and `told_last` of the reports.
    """

    code: str | None
    sector: tuple[str, ...]
    words: str
    name: str | None
    known: str | None
    office: str | None
    times: int
    day: Day | None
    last: Day | None
    told: Day | None
    told_last: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An office, and the first and last day of the reports that name its holder so, or that a person gave."""

    office: str
    since: Day | None
    until: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Someone or some body, once over all reports: a row of the archive's table `actor`, but for its count of events."""

    id: str
    name: str
    code: str | None
    sector: tuple[str, ...]
    identifier_id: str | None
    aliases: tuple[str, ...]
    offices: tuple[Term, ...]
    first_seen: Day | None
    last_seen: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a person says about identities (docs/actors.md): a row of the file that `dragoman identify` takes.

    `action` is same, apart, name, office or code; `actor` and `other` are ids; `value` is a name as reports give it, a name to be
    shown, an office or a code; `since` and `until` bound the days of the reports for which it holds.
    """

    action: str
    actor: str
    other: str | None = None
    value: str | None = None
    since: Day | None = None
    until: Day | None = None
    note: str | None = None

"""Comes in: what find and resolve established. Goes out: mentions and what they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dragoman.record.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who a mention stands for (record.md, "entity"); field names are PLOVER's where it has one.

    `code` is ISO 3166-1 alpha-3 or UNO EUR IGO NGO ISM IMG MNC, None where unknown; `sector` are the
    codebook's, most telling first; `via` is the earlier mention that a pronoun or "the minister" means.
    """

    code: str | None
    sector: tuple[str, ...]
    entity_text: str
    start: int
    end: int
    identifier_text: str | None = None
    identifier_id: str | None = None
    office: str | None = None
    via: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that the text names (record.md, "location"); `resolution` runs from 5 (sub-city) to 1 (country)."""

    extracted_place: str
    start: int
    end: int
    resolved_place: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    city: str | None = None
    province: str | None = None
    country: str | None = None
    country_code: str | None = None
    feature_code: str | None = None
    resolution: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A time phrase and the days that it means; `first` or `last` is None where the words leave it open.

    `grain` is day, week, month, season, year, span (from … to …), deadline ("by Friday", "within 48
    hours"), since ("since March") or vague; `text[start:end]` of the document is `text`.
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    grain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that may stand for someone, some place or some time, before anyone judged.

    `kind` is actor, place or time; `head` is the token that heads an actor's noun phrase.
    """

    kind: str
    text: str
    start: int
    end: int
    sentence: int
    head: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What an actor mention was resolved to, and how.

    `kind` is one of `KINDS`; `basis` says in one word where the country comes from: name, demonym,
    title, group, place, possessor, apposition, earlier, pronoun, speaker, home or none.
    """

    actor: Actor
    kind: str
    basis: str


KINDS = frozenset(
    "state government official person forces police court parliament party armed_group body people press business place thing".split()
)
# Those that can act or be acted on.
PARTS = KINDS - {"place", "thing"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation [start, end) of the document, and who speaks it."""

    start: int
    end: int
    by: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """All that is known of a document's mentions when coding begins.

    `actors` maps (sentence sequence, head token) to whom the noun phrase headed there stands for: more
    than one for "Russian and Turkish officials" or "both countries". `speakers` maps a sentence that lies
    inside a quotation to who speaks it; `spoken` holds the quotations themselves. `coming` runs parallel to `times`: the same phrases read as of
    something to come ("on Tuesday" in a preview). `home` is the country that the report is mostly about and
    `counterpart` the second one, None where there is none. `published` is the day of the report.
    """

    actors: Mapping[tuple[int, int], tuple[Reference, ...]] = field(default_factory=dict)
    speakers: Mapping[int, tuple[Reference, ...]] = field(default_factory=dict)
    spoken: tuple[Spoken, ...] = ()
    places: Mapping[int, tuple[Place, ...]] = field(default_factory=dict)
    times: Mapping[int, tuple[TimeSpan, ...]] = field(default_factory=dict)
    coming: Mapping[int, tuple[TimeSpan, ...]] = field(default_factory=dict)
    home: str | None = None
    counterpart: str | None = None
    published: date | None = None

    def voices_at(self, position: int) -> tuple[Reference, ...]:
        """Who speaks the quotation in which a position of the text lies, () where none does."""
        return next((s.by for s in self.spoken if s.start <= position < s.end), ())

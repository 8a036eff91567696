"""What a person says of an event comes in, with its report; the new values of its fields go out, checked against text and codebook.

Nothing is invented: words are cut out of the report by their offsets, codes and modes are the codebook's, places the gazetteer's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from msgspec import UNSET

from dragoman.code.context import ContextFinder, pick_scale
from dragoman.codebook import Codebook
from dragoman.codebook.load import STATUSES
from dragoman.codebook.schema import QUADS
from dragoman.errors import UsageError
from dragoman.record.document import Document, Sentence
from dragoman.record.event import Deadline, Event, SentenceRef
from dragoman.record.identity import Identity
from dragoman.record.ids import event_id
from dragoman.record.jsonl import to_builtins
from dragoman.record.mention import Actor, Place
from dragoman.record.review import ADDED_BY_REVIEW
from dragoman.record.span import Span
from dragoman.review.fold import CERTAIN
from dragoman.review.verdict import Bound, Spot, Stretch, Values, Who
from dragoman.world.load import World
from dragoman.world.places import Gazetteer, make_place
from dragoman.world.scan import fold_text
from dragoman.world.tables import BODY_CODES, SECTORS

_PARTIES = ("actor", "recipient", "attribution")
_SPANS = ("content", "condition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What values are held against; `find_actor` gives the identity of an id, None where the archive has none."""

    codebook: Codebook
    world: World
    load_places: Callable[[], Gazetteer]
    find_actor: Callable[[str], Identity | None]


def correct_event(
    values: Values, event: Event, document: Document, ground: Ground, coded: Event | None = None
) -> dict[str, Any]:
    """The fields of an event that a person sets, as plain JSON: only those that differ from what the record has, or from what was coded.

    Raises:
        UsageError: a value is none of the codebook's, or words do not stand where they are said to; the message says which.
    """
    new: dict[str, Any] = {}
    if values.event is not UNSET or values.mode is not UNSET:
        new |= _set_type(values, event, ground.codebook)
    if values.status is not UNSET:
        new["status"] = _choose("status", values.status, STATUSES)
    for name in _PARTIES:
        given = getattr(values, name)
        if given is not UNSET:
            new[name] = tuple(_make_actor(name, who, event, document, ground) for who in given)
    for name in _SPANS:
        given = getattr(values, name)
        if given is not UNSET:
            new[name] = None if given is None else _cut(name, given, document)
    if any(v is not UNSET for v in (values.date, values.enddate, values.date_text)):
        new |= _set_days(values, event, document)
    if values.event_loc is not UNSET:
        new["event_loc"] = None if values.event_loc is None else _make_place(values.event_loc, document, ground)
    if values.deadline is not UNSET:
        new["deadline"] = None if values.deadline is None else _make_deadline(values.deadline, document)
    _check_roles(new.get("actor", event.actor), new.get("recipient", event.recipient))
    plain: dict[str, Any] = to_builtins(new)
    return {
        name: plain[name]
        for name, value in new.items()
        if value != getattr(event, name) or value != getattr(coded or event, name)
    }


def make_event(
    values: Values, document: Document, sentences: tuple[Sentence, ...], ordinal: int, ground: Ground
) -> Event:
    """The event that a person adds to a report; `ordinal` as in `event_id`.

    Raises:
        UsageError: as `correct_event`; or the trigger does not lie in one sentence.
    """
    assert values.trigger is not UNSET
    assert values.event is not UNSET
    trigger = _cut("trigger", values.trigger, document)
    sentence = next((s for s in sentences if s.start <= trigger.start and trigger.end <= s.end), None)
    if sentence is None:
        raise UsageError(f"trigger: {trigger.text!r} does not lie in one sentence of the report")
    book, kind = ground.codebook, _choose("event", values.event, book_types(ground.codebook))
    contexts = ContextFinder(book).find_contexts(document.text[sentence.start : sentence.end])
    day = document.published
    plain = Event(
        id=event_id(document.id, sentence.sequence, trigger.start, kind, ordinal, ADDED_BY_REVIEW),
        document=document.id,
        sentence=SentenceRef(sequence=sentence.sequence, start=sentence.start, end=sentence.end),
        trigger=trigger,
        event=kind,
        mode=None,
        context=contexts,
        quad_code=QUADS[book.types[kind].quad],
        event_scale=pick_scale(book.scores, kind, None),
        cameo=ContextFinder(book).pick_cameo(kind, None, contexts),
        status="actual",
        actor=(),
        recipient=(),
        date=day,
        enddate=day,
        date_basis="published" if day else "none",
        date_text=None,
        event_loc=None,
        content=None,
        condition=None,
        deadline=None,
        attribution=(),
        confidence=CERTAIN,
        coder=ADDED_BY_REVIEW,
        cite_info=document.cite_info,
    )
    return apply_values(plain, correct_event(values, plain, document, ground))


def apply_values(event: Event, new: dict[str, Any]) -> Event:
    """An event with other values of some fields, given as plain JSON."""
    changed: Event = msgspec.convert({**to_builtins(event), **new}, Event)
    return changed


def book_types(book: Codebook) -> tuple[str, ...]:
    """The types of a codebook, sorted."""
    return tuple(sorted(book.types))


def _choose(field: str, value: str, known: Any) -> str:
    if value not in known:
        raise UsageError(f"{field}: {value!r} is none of {', '.join(sorted(known))}")
    return value


def _set_type(values: Values, event: Event, book: Codebook) -> dict[str, Any]:
    """Type and mode, and what follows from them; a mode of the old type does not outlive it."""
    kind = event.event if values.event is UNSET else _choose("event", values.event, book.types)
    modes = book.types[kind].modes
    mode = values.mode if values.mode is not UNSET else event.mode if event.mode in modes else None
    if mode is not None and mode not in modes:
        raise UsageError(f"mode: {mode!r} is no mode of {kind}, which has {', '.join(sorted(modes)) or 'none'}")
    return {
        "event": kind,
        "mode": mode,
        "quad_code": QUADS[book.types[kind].quad],
        "event_scale": pick_scale(book.scores, kind, mode),
        "cameo": ContextFinder(book).pick_cameo(kind, mode, event.context),
    }


def _cut(field: str, given: Stretch, document: Document) -> Span:
    """The words at two offsets, without white space at their edges."""
    text, start, end = document.text, given.start, given.end
    if not 0 <= start < end <= len(text):
        raise UsageError(f"{field}: {start} to {end} is no stretch of the report's {len(text)} characters")
    words = text[start:end]
    if given.text is not None and given.text != words:
        raise UsageError(f"{field}: at {start} to {end} stands {words[:80]!r}, not {given.text[:80]!r}")
    if words != words.strip():
        raise UsageError(f"{field}: {words[:80]!r} begins or ends with white space")
    return Span(words, start, end)


def _make_actor(field: str, who: Who, event: Event, document: Document, ground: Ground) -> Actor:
    """A party; one on the very words of a party of the event keeps what is not said of it anew."""
    words = _cut(field, who, document)
    parties = (*event.actor, *event.recipient, *event.attribution)
    known = next((a for a in parties if (a.start, a.end) == (words.start, words.end)), None)
    code, sectors = who.code, who.sector
    name, identifier, office = who.name, who.identifier_id, who.office
    if who.actor is not None:
        identity = ground.find_actor(who.actor)
        if identity is None:
            raise UsageError(f"{field}: no actor of the archive has the id {who.actor!r}")
        code, sectors = code or identity.code, sectors or identity.sector
        name, identifier = name or identity.name, identifier or identity.identifier_id
    elif known is not None and not any((code, sectors, name, identifier, office)):
        return known
    if code is not None and code not in ground.world.countries and code not in BODY_CODES:
        raise UsageError(f"{field}: {code!r} is no code of a country or of {', '.join(sorted(BODY_CODES))}")
    for sector in sectors:
        _choose(field, sector, SECTORS)
    return Actor(
        code=code,
        sector=tuple(sectors),
        entity_text=words.text,
        start=words.start,
        end=words.end,
        identifier_text=name,
        identifier_id=identifier,
        office=office,
        via=known.via if known else None,
    )


def _check_roles(actor: Any, recipient: Any) -> None:
    twice = {(a.start, a.end) for a in actor} & {(a.start, a.end) for a in recipient}
    if twice:
        raise UsageError("actor, recipient: the same words stand in both roles")


def _set_days(values: Values, event: Event, document: Document) -> dict[str, Any]:
    """Days with the words that state them, or that of publication, or none."""
    words = event.date_text if values.date_text is UNSET else (
        None if values.date_text is None else _cut("date_text", values.date_text, document)
    )  # fmt: skip
    first = event.date if values.date is UNSET else values.date
    last = values.enddate if values.enddate is not UNSET else first if values.date is not UNSET else event.enddate
    if first and last and last < first:
        raise UsageError(f"enddate: {last} lies before {first}")
    if words is None:
        if first is None and last is None:
            return {"date": None, "enddate": None, "date_basis": "none", "date_text": None}
        if (first, last) != (document.published, document.published):
            raise UsageError(
                "date: give date_text, the words that state the day; without them it can only be the day of publication, "
                f"{document.published or 'which is not known'}, or null"
            )
        return {"date": first, "enddate": last, "date_basis": "published", "date_text": None}
    if first is None and last is None:
        raise UsageError("date: give the day that date_text means, or null for both")
    return {"date": first, "enddate": last, "date_basis": "stated", "date_text": words}


def _make_deadline(given: Bound, document: Document) -> Deadline:
    words = _cut("deadline", given, document)
    return Deadline(text=words.text, start=words.start, end=words.end, date=given.date)


def _make_place(given: Spot, document: Document, ground: Ground) -> Place:
    """A place of the gazetteer: of this name, and of the number or country that is given; our own tables first, then the most peopled."""
    words = _cut("event_loc", given, document)
    name = given.name or words.text
    rows = [
        row
        for row in ground.load_places().find_places(fold_text(name))
        if (given.geonameid is None or row.geonameid == given.geonameid)
        and (given.country_code is None or row.code == given.country_code)
    ]
    if not rows and (given.name or given.geonameid is not None or given.country_code is not None):
        raise UsageError(f"event_loc: the gazetteer has no place {name!r} with that number or country")
    row = max(rows, key=lambda r: (r.source != "town", r.population), default=None)
    return make_place(words.text, words.start, words.end, row, ground.world)


def read_state(values: Values, states: tuple[str, ...]) -> dict[str, Any]:
    """The state of a commitment that a person sets, and since when.

    Raises:
        UsageError: there is no such state.
    """
    assert values.state is not UNSET
    assert isinstance(values.since, date)
    return {"state": _choose("state", values.state, states), "since": values.since.isoformat()}

"""Happenings by hand, each with the report that tells it: no model, no file."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from dragoman.ask.values import read_who
from dragoman.record.document import CiteInfo
from dragoman.record.event import Event, SentenceRef
from dragoman.record.happening import Happening, Telling
from dragoman.record.mention import Actor, Place
from dragoman.record.span import Span
from dragoman.relations.parties import Party, make_party

START = date(2021, 1, 1)
QUADS = {
    "CONSULT": 1,
    "AGREE": 1,
    "SUPPORT": 1,
    "AID": 2,
    "COOPERATE": 2,
    "ACCUSE": 3,
    "THREATEN": 3,
    "SANCTION": 4,
    "ASSAULT": 4,
}
SCALES = {
    "CONSULT": 2.5, "AGREE": 2.5, "SUPPORT": 5.0, "AID": 10.0, "COOPERATE": 9.5, "ACCUSE": -3.0, "THREATEN": -3.5, "SANCTION": -6.0,
    "ASSAULT": -9.0,
}  # fmt: skip


def day(number: int) -> date:
    """The day so many days after the first."""
    return START + timedelta(days=number)


def who(text: str) -> Actor:
    """A party: "NOR" is the government of a country; "Ada Berg/NOR/Foreign Minister" a person with code and office; "he/" has no code."""
    name, mark, rest = text.partition("/")
    code, _, office = (rest if mark else name).partition("/")
    return Actor(
        code=code or None,
        sector=("GOV",),
        entity_text=name,
        start=0,
        end=len(name),
        identifier_text=name,
        office=office or None,
    )


def party(text: str) -> Party:
    """Whom a question is about, as a person writes it."""
    return make_party(read_who("actor", text))


def happen(
    id: str, event: str, by: Iterable[str], to: Iterable[str] = (), on: int | None = 0, **other: Any
) -> Happening:
    """A happening told by one report, published on its day; other fields as given."""
    when = None if on is None else day(on)
    plain: dict[str, Any] = {
        "mode": None,
        "context": (),
        "quad_code": QUADS[event],
        "event_scale": SCALES[event],
        "status": "actual",
        "date": when,
        "enddate": when,
        "date_basis": "stated",
        "event_loc": None,
        "content": None,
        "reports": (f"r-{id}",),
        "events": (f"e-{id}",),
        "independent_sources": 1,
        "first_reported": when,
        "last_reported": when,
        "disagreements": (),
        "confidence": 0.5,
    }
    actor, recipient = tuple(map(who, by)), tuple(map(who, to))
    return Happening(id=id, event=event, actor=actor, recipient=recipient, **(plain | other))


def place(name: str, code: str) -> Place:
    """A place in a country."""
    return Place(extracted_place=name, start=0, end=len(name), resolved_place=name, country_code=code)


def tell(
    happening: Happening, sentence: str = "It was so.", *, title: str | None = None, word: Iterable[str] = ()
) -> Telling:
    """The telling of a happening by its one report."""
    report, event = happening.reports[0], happening.events[0]
    copied = ("event", "mode", "context", "quad_code", "event_scale", "status", "actor", "recipient", "date", "enddate")
    copied += ("date_basis", "event_loc", "content", "confidence")
    made = Event(
        id=event,
        document=report,
        sentence=SentenceRef(sequence=0, start=0, end=len(sentence)),
        trigger=Span(sentence.split()[0], 0, len(sentence.split()[0])),
        cameo="",
        date_text=None,
        condition=None,
        deadline=None,
        attribution=tuple(map(who, word)),
        coder="made by hand",
        cite_info=CiteInfo(published=happening.first_reported, publication="The Harbour Post", title=title),
        **{name: getattr(happening, name) for name in copied},
    )
    return Telling(event=made, sentence=sentence, root=report)


def tell_all(happenings: Iterable[Happening], sentences: Mapping[str, str] | None = None) -> dict[str, Telling]:
    """Tellings of all happenings by event id; `sentences` by the happening's id."""
    return {h.events[0]: tell(h, (sentences or {}).get(h.id, "It was so.")) for h in happenings}

"""Tellings made by hand: what a test does not name is plain."""

from datetime import date
from typing import Any

from dragoman.record.document import CiteInfo
from dragoman.record.event import Event, SentenceRef
from dragoman.record.happening import Telling
from dragoman.record.mention import Actor, Place
from dragoman.record.span import Span

PUBLISHED = date(2021, 2, 10)


def make_actor(code: str | None, name: str | None = None, **fields: Any) -> Actor:
    """An actor of a country, by default its government under the code's name."""
    text = name or code or "someone"
    return Actor(
        **{"code": code, "sector": ("GOV",), "entity_text": text, "start": 0, "end": 1, "identifier_text": text}
        | fields
    )


def make_place(name: str, country: str, resolution: int = 4, **fields: Any) -> Place:
    """A place that the gazetteer knows: a town unless `resolution` says otherwise."""
    known = {"extracted_place": name, "start": 900, "end": 901, "resolved_place": name, "country_code": country}
    return Place(**known | {"resolution": resolution, "geonameid": sum(map(ord, name))} | fields)


def make_telling(
    sentence: str = "Norway condemned Chad.",
    trigger: str = "condemned",
    *,
    document: str = "a",
    event: str = "ACCUSE",
    published: date | None = PUBLISHED,
    day: date | None = None,
    enddate: date | None = None,
    said: str = "",
    actor: tuple[Actor, ...] = (),
    recipient: tuple[Actor, ...] = (),
    root: str | None = None,
    first_published: date | None = None,
    publication: str | None = None,
    republished_from: str | None = None,
    number: int = 0,
    **fields: Any,
) -> Telling:
    """A telling; with `day` the report states the day in the words `said`, without it the day is that of publication."""
    start = sentence.index(trigger)
    made = Event(
        **{
            "id": f"{document}-{number}",
            "document": document,
            "sentence": SentenceRef(sequence=number, start=0, end=len(sentence)),
            "trigger": Span(trigger, start, start + len(trigger)),
            "event": event,
            "mode": None,
            "context": (),
            "quad_code": 3,
            "event_scale": -2.0,
            "cameo": "111",
            "status": "actual",
            "actor": actor,
            "recipient": recipient,
            "date": day or published,
            "enddate": enddate or day or published,
            "date_basis": "stated" if day else "published" if published else "none",
            "date_text": Span(said, sentence.find(said), sentence.find(said) + len(said)) if said else None,
            "event_loc": None,
            "content": None,
            "condition": None,
            "deadline": None,
            "attribution": (),
            "confidence": 0.5,
            "coder": "made by hand",
            "cite_info": CiteInfo(published=published, publication=publication, republished_from=republished_from),
        }
        | fields
    )
    return Telling(event=made, sentence=sentence, root=root or document, first_published=first_published or published)

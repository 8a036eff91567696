"""Reports whose every line is a sighting in the form of tests/data/actors, and a coder without a model that makes an event of each."""

from datetime import date

from dragoman.keep import Coder
from dragoman.record.document import CiteInfo, Document
from dragoman.record.event import Coded, Event, SentenceRef
from dragoman.record.identity import Sighting
from dragoman.record.ids import event_id
from dragoman.record.mention import Actor
from dragoman.record.span import Span
from reconcile.sighted import read_line, read_sighted

FILES = ("north", "south", "east", "west")


def make_seen_reports(names: tuple[str, ...] = FILES) -> list[Document]:
    """The reports of files of invented actors, each with a line for each of its sightings."""
    texts: dict[str, list[str]] = {}
    days: dict[str, date | None] = {}
    for name in names:
        for _, one in read_sighted(name):
            texts.setdefault(one.document, []).append(write_line(one))
            days[one.document] = one.day
    return [make_seen_report(id, lines, days[id]) for id, lines in texts.items()]


def make_seen_report(id: str, lines: list[str], day: date | None) -> Document:
    """One report of such lines."""
    text = "\n".join(lines)
    return Document(id=id, text=text, published=day, cite_info=CiteInfo(published=day))


def write_line(one: Sighting) -> str:
    """A sighting as a line."""
    where = f"{one.code} {' '.join(one.sector)}"
    cells = (one.document, str(one.day), where, one.name, one.words, one.office or "", one.known or "")
    return "|".join(str(cell) for cell in cells)


def make_seen_coder(version: str = "seen 1") -> Coder:
    """The coder; version "seen 2" finds nothing in lines with an office."""
    return Coder(version, lambda document: code_seen(document, version))


def code_seen(document: Document, version: str) -> Coded:
    """An event for each line, in which the sighting acts upon the whole of Norway."""
    events, start = [], 0
    for number, line in enumerate(document.text.split("\n")):
        cells = line.split("|")
        if version == "seen 1" or not cells[5]:
            one = read_line(line, document.id, "e")
            events.append(_make_event(document, one, number, start, len(line), version))
        start += len(line) + 1
    return Coded(document=document, events=tuple(events))


def _make_event(document: Document, one: Sighting, number: int, start: int, length: int, version: str) -> Event:
    actor = Actor(
        code=one.code,
        sector=one.sector,
        entity_text=one.words,
        start=start,
        end=start + 1,
        identifier_text=one.name,
        identifier_id=one.known,
        office=one.office,
    )
    return Event(
        id=event_id(document.id, number, start, "CONSULT", 0, version),
        document=document.id,
        sentence=SentenceRef(sequence=number, start=start, end=start + length),
        trigger=Span("x", start, start + 1),
        event="CONSULT",
        mode=None,
        context=(),
        quad_code=1,
        event_scale=1.0,
        cameo="040",
        status="actual",
        actor=(actor,),
        recipient=(),
        date=document.published,
        enddate=document.published,
        date_basis="published",
        date_text=None,
        event_loc=None,
        content=None,
        condition=None,
        deadline=None,
        attribution=(),
        confidence=0.5,
        coder=version,
        cite_info=document.cite_info,
    )

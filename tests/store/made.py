"""Invented reports and a coder without a model: a sentence of the form "NOR ACCUSE TCD 2021-02-08" tells that event, any other none."""

import random
import re
from collections.abc import Mapping
from datetime import date, timedelta

from dragoman.crew.skill import Skill
from dragoman.keep import Coder
from dragoman.record.document import CiteInfo, Document
from dragoman.record.event import Coded, Event, SentenceRef
from dragoman.record.fault import Fault
from dragoman.record.ids import event_id
from dragoman.record.mention import Actor
from dragoman.record.span import Span
from dragoman.store import open_store
from dragoman.store.dump import digest_tables

TOLD = re.compile(r"([A-Z]{3}) (ACCUSE|ASSAULT|AGREE) ([A-Z]{3})(?: (\d{4}-\d\d-\d\d))?")
QUADS = {"ACCUSE": 3, "ASSAULT": 4, "AGREE": 1}


def make_report(
    id: str, text: str, published: str | None = "2021-02-10", source: str | None = None, **cite: str
) -> Document:
    """A document with what a test says of it."""
    day = date.fromisoformat(published) if published else None
    info = CiteInfo(published=day, language="en", **cite)
    return Document(id=id, text=text, published=day, cite_info=info, source=source)


def make_coder(version: str = "made 1", **other: str) -> Coder:
    """The coder; `other` gives types under another name, as a newer version might."""
    return Coder(version, lambda document: code_made(document, version, other))


def make_skill(reader: str) -> Skill:
    """The same for the processes of a crew."""
    del reader
    return Skill("made 1", lambda documents: (code_made(one, "made 1", {}) for one in documents))


def code_made(document: Document, version: str, other: Mapping[str, str]) -> Coded:
    """Code a document; "BROKEN" in it makes a fault."""
    if "BROKEN" in document.text:
        fault = Fault(source=None, document=document.id, stage="parse", kind="bug", reason="ValueError: broken")
        return Coded(document=document, fault=fault)
    events, start = [], 0
    for number, sentence in enumerate(document.text.split(". ")):
        if (told := TOLD.search(sentence)) is not None:
            events.append(
                _make_event(
                    document, version, told, SentenceRef(sequence=number, start=start, end=start + len(sentence)), other
                )
            )
        start += len(sentence) + 2
    return Coded(document=document, events=tuple(events))


def _make_event(
    document: Document, version: str, told: re.Match[str], sentence: SentenceRef, other: Mapping[str, str]
) -> Event:
    def party(group: int) -> Actor:
        place = sentence.start + told.start(group)
        return Actor(code=told[group], sector=("GOV",), entity_text=told[group], start=place, end=place + 3)

    start = sentence.start + told.start(2)
    kind = other.get(told[2], told[2])
    day = date.fromisoformat(told[4]) if told[4] else None
    return Event(
        id=event_id(document.id, sentence.sequence, start, kind, 0, version),
        document=document.id,
        sentence=sentence,
        trigger=Span(told[2], start, start + len(told[2])),
        event=kind,
        mode=None,
        context=("diplomacy",),
        quad_code=QUADS[kind],
        event_scale=-2.0,
        cameo="112",
        status="actual",
        actor=(party(1),),
        recipient=(party(3),),
        date=day or document.published,
        enddate=day or document.published,
        date_basis="stated" if day else "published" if document.published else "none",
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


def make_reports(number: int, seed: int = 0) -> list[Document]:
    """Many reports of few states on few days; every fifth is the text of an earlier one under another outlet and id."""
    chance = random.Random(seed)
    reports: list[Document] = []
    for n in range(number):
        day = date(2021, 2, 1) + timedelta(days=chance.randrange(6))
        if n % 5 == 4:
            text = chance.choice(reports).text
        else:
            told = [
                f"Report {n} tells that {one} {chance.choice(list(QUADS))} {two}"
                for one, two in (chance.sample(("NOR", "TCD", "SDN", "EGY"), 2) for _ in range(chance.randrange(4)))
            ]
            text = ". ".join([*told, f"Rain fell {n} times."])
        outlet = chance.choice(("Gazette", "Courier", "Herald"))
        reports.append(make_report(f"r{n:04}", text, day.isoformat(), f"news.jsonl:{n + 1}", publication=outlet))
    return reports


def digest_archive(path: object) -> Mapping[str, str]:
    """What an archive holds, a digest for each table."""
    with open_store(str(path)) as store:
        return digest_tables(store)

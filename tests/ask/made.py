"""An invented archive, small enough to know by heart: seven reports, eight events, seven happenings. No model is needed.

| event | report            | what                                                                    |
|-------|-------------------|-------------------------------------------------------------------------|
| meet  | post-1, 1 Dec 20  | Salma Nour (EGY GOV) meets LBY GOV in Tripoli, 1 Dec; also told by talks |
| aid   | post-1            | EGY sends food to LBY, on the day of publication                         |
| raid  | gazeta, 2 Dec     | Karim Déby (LBY MIL) accuses EGY                                         |
| talks | wire, 2 Dec       | "the Egyptian foreign minister" (the same Salma Nour) meets LBY GOV      |
| shell | post-2, 15 Jan 21 | the army of EGY shells Derna (LBY CVL), 14 Jan                           |
| expel | post-2            | LBY is going to expel an envoy of EGY (future)                           |
| blame | undated           | NOR condemns TCD; nobody knows when                                      |
| warn  | brief, 10 Feb 21  | rebels of SDN (no name) threaten TCD from Khartoum                       |
"""

from datetime import date
from pathlib import Path
from typing import Any

from dragoman.record.document import CiteInfo, Document
from dragoman.record.event import Coded, Event, SentenceRef
from dragoman.record.fault import Fault
from dragoman.record.happening import Disagreement, Happening, Seat, Variant
from dragoman.record.mention import Actor, Place
from dragoman.record.span import Span
from dragoman.store import open_store
from dragoman.store.reports import write_faults, write_origins, write_reports
from dragoman.store.seats import replace_happenings

MEET = "Salma Nour met Libyan officials in Tripoli on Tuesday."
AID = "Egypt sent food to Libya, whose border was closed."
RAID = "General Karim Déby accused Egypt of a raid across the border."
TALKS = "In Tripoli the Egyptian foreign minister held talks with Libya on a cease-fire."
SHELL = "The army shelled Derna on Thursday."
EXPEL = "Libya said it would expel the Egyptian envoy over the border raid."
BLAME = "Norway condemned Chad."
WARN = "In Khartoum rebels warned Chad of a Ceasefire without them."

TRIPOLI = {
    "resolved_place": "Tripoli",
    "geonameid": 2210247,
    "country": "Libya",
    "country_code": "LBY",
    "city": "Tripoli",
}
DERNA = {
    "resolved_place": "Darnah",
    "geonameid": 87205,
    "country": "Libya",
    "country_code": "LBY",
    "province": "Darnah",
}
KHARTOUM = {"resolved_place": "Khartoum", "geonameid": 379252, "country": "Sudan", "country_code": "SDN"}
QUADS = {"CONSULT": 1, "AID": 2, "ACCUSE": 3, "THREATEN": 3, "SANCTION": 4, "ASSAULT": 4}
SCALES = {"CONSULT": 1.0, "AID": 5.0, "ACCUSE": -2.0, "THREATEN": -4.0, "SANCTION": -5.0, "ASSAULT": -9.5}


def actor(words: str, code: str | None, *sectors: str, name: str | None = None) -> Actor:
    """A party: the words of the report, its code and sectors, and its name."""
    return Actor(code=code, sector=sectors, entity_text=words, start=0, end=len(words), identifier_text=name)


NOUR = actor("Salma Nour", "EGY", "GOV", name="Salma Nour")
MINISTER = actor("the Egyptian foreign minister", "EGY", "GOV")
EGYPT = actor("Egypt", "EGY", "GOV", name="Egypt")
ARMY = actor("The army", "EGY", "MIL", name="Egyptian army")
LIBYA = actor("Libya", "LBY", "GOV", name="Libya")
PEOPLE = actor("Derna", "LBY", "CVL")
DEBY = actor("General Karim Déby", "LBY", "MIL", name="Karim Déby")
REBELS = actor("rebels", "SDN", "REB")
NORWAY = actor("Norway", "NOR", "GOV", name="Norway")
CHAD = actor("Chad", "TCD", "GOV", name="Chad")


def _report(id: str, published: str | None, sentences: list[str], source: str, **cite: Any) -> Document:
    day = date.fromisoformat(published) if published else None
    info = CiteInfo(published=day, language="en", title=f"Title of {id}", **cite)
    return Document(id=id, text=" ".join(sentences), published=day, cite_info=info, source=source)


REPORTS = {
    report.id: report
    for report in (
        _report("post-1", "2020-12-01", [MEET, AID], "news/post.jsonl:1", publication="The Harbour Post", url="https://www.harbour-post.example/1"),
        _report("gazeta", "2020-12-02", [RAID], "https://gazeta.example/feed.xml", publication="Gazeta Póranna", url="https://gazeta.example/deby"),
        _report("wire", "2020-12-02", [TALKS], "news/wire.zip!talks.txt", publication="Tripoli Wire"),
        _report("post-2", "2021-01-15", [SHELL, EXPEL], "news/post.jsonl:2", publication="The Harbour Post", url="https://www.harbour-post.example/2"),
        _report("undated", None, [BLAME], "loose.txt"),
        _report("brief", "2021-02-10", [WARN, "Nothing else was new."], "brief.txt", republished_from="Gazeta Póranna"),
        _report("empty", "2021-02-11", ["It rained on the border."], "empty.txt"),
    )
}  # fmt: skip


def event(id: str, report: str, words: str, kind: str, who: Actor, whom: Actor, **other: Any) -> Event:
    """An event whose unnamed fields are those of a plain one: actual, on the day of publication, nowhere in particular."""
    document = REPORTS[report]
    start = document.text.index(words)
    plain: dict[str, Any] = {
        "mode": None,
        "context": (),
        "status": "actual",
        "date": document.published,
        "enddate": document.published,
        "date_basis": "published" if document.published else "none",
        "event_loc": None,
        "content": None,
        "confidence": 0.5,
    }
    return Event(
        id=id,
        document=report,
        sentence=SentenceRef(sequence=0 if start == 0 else 1, start=start, end=start + len(words)),
        trigger=Span(words.split()[0], start, start + len(words.split()[0])),
        event=kind,
        quad_code=QUADS[kind],
        event_scale=SCALES[kind],
        cameo="000",
        actor=(who,),
        recipient=(whom,),
        date_text=None,
        condition=None,
        deadline=None,
        attribution=(),
        coder="made 1",
        cite_info=document.cite_info,
        **(plain | other),
    )


def place(words: str, known: dict[str, Any]) -> Place:
    """A place as a report names it."""
    return Place(extracted_place=words, start=0, end=len(words), **known)


def day(words: str) -> dict[str, Any]:
    """A day that the report states."""
    return {"date": date.fromisoformat(words), "enddate": date.fromisoformat(words), "date_basis": "stated"}


EVENTS = {
    one.id: one
    for one in (
        event("meet", "post-1", MEET, "CONSULT", NOUR, LIBYA, mode="visit", event_loc=place("Tripoli", TRIPOLI), confidence=0.9, **day("2020-12-01")),
        event("aid", "post-1", AID, "AID", EGYPT, LIBYA, confidence=0.6),
        event("raid", "gazeta", RAID, "ACCUSE", DEBY, EGYPT, mode="allege", confidence=0.8),
        event("talks", "wire", TALKS, "CONSULT", MINISTER, LIBYA, event_loc=place("Tripoli", TRIPOLI), confidence=0.7),
        event("shell", "post-2", SHELL, "ASSAULT", ARMY, PEOPLE, mode="heavy-weapons", event_loc=place("Derna", DERNA), confidence=0.4, **day("2021-01-14")),
        event("expel", "post-2", EXPEL, "SANCTION", LIBYA, EGYPT, mode="expel", status="future", content=Span("expel the Egyptian envoy", 0, 24), confidence=0.3),
        event("blame", "undated", BLAME, "ACCUSE", NORWAY, CHAD),
        event("warn", "brief", WARN, "THREATEN", REBELS, CHAD, event_loc=place("Khartoum", KHARTOUM), confidence=0.65),
    )
}  # fmt: skip


def _happening(id: str, told: str, *also: str, **other: Any) -> Happening:
    first = EVENTS[told]
    every = [EVENTS[name] for name in (told, *also)]
    days = sorted(e.cite_info.published for e in every if e.cite_info.published)
    copied = ("event", "mode", "context", "quad_code", "event_scale", "status", "actor", "recipient", "date", "enddate")
    copied += ("date_basis", "event_loc", "content")
    return Happening(
        id=id,
        reports=tuple(sorted({e.document for e in every})),
        events=tuple(sorted(e.id for e in every)),
        independent_sources=len({e.cite_info.publication for e in every}),
        first_reported=days[0] if days else None,
        last_reported=days[-1] if days else None,
        confidence=max(e.confidence for e in every),
        **{name: getattr(first, name) for name in copied},
        **({"disagreements": ()} | other),
    )


_DAYS = Disagreement(
    field="date", values=(Variant(value="2020-12-01", events=("meet",)), Variant(value="2020-12-02", events=("talks",)))
)
HAPPENINGS = {
    one.id: one
    for one in (
        _happening("h-meet", "meet", "talks", disagreements=(_DAYS,)),
        *(_happening(f"h-{name}", name) for name in ("aid", "raid", "shell", "expel", "blame", "warn")),
    )
}
FAULTS = (
    Fault(source="news/post.jsonl:3", document=None, stage="read", kind="skipped", reason="the text is empty"),
    Fault(
        source="loose.txt", document="other", stage="parse", kind="bug", reason="ValueError: broken", detail="Traceback"
    ),
)
# Salma Nour is one person, whether a report names her or her office.
_PEOPLE = (
    "INSERT INTO actor SELECT 'a-nour', 'Salma Nour', 'EGY', ['GOV'], NULL, ['Salma Nour', 'the Egyptian foreign minister', 'Salma Noor'],"
    " [{'office': 'foreign minister', 'since': DATE '2019-05-01', 'until': NULL}], DATE '2020-12-01', DATE '2020-12-02', 2"
    " UNION ALL SELECT 'a-egypt', 'Egypt', 'EGY', ['GOV'], NULL, ['Egypt'], [], DATE '2020-12-01', DATE '2021-01-15', 3"
    " UNION ALL SELECT 'a-libya', 'Libya', 'LBY', ['GOV'], NULL, ['Libya'], [], DATE '2020-12-01', DATE '2021-01-15', 4"
    " UNION ALL SELECT 'a-deby', 'Karim Déby', 'LBY', ['MIL'], NULL, ['Karim Déby'], [], DATE '2020-12-02', DATE '2020-12-02', 1"
)
_WHO_IS_WHO = (
    "UPDATE party SET actor = CASE WHEN entity_text IN ('Salma Nour', 'the Egyptian foreign minister') THEN 'a-nour'"
    " WHEN entity_text = 'Egypt' THEN 'a-egypt' WHEN entity_text = 'Libya' THEN 'a-libya' WHEN identifier_text = 'Karim Déby' THEN 'a-deby' END"
)


def make_archive(path: Path) -> Path:
    """Write the archive; gives the path."""
    coded = [
        Coded(document=report, events=tuple(e for e in EVENTS.values() if e.document == id), explanations=())
        for id, report in REPORTS.items()
    ]
    with open_store(path, write=True) as store, store.transaction():
        write_reports(store, coded, "made 1")
        write_origins(store, [(id, report.source) for id, report in REPORTS.items() if report.source])
        write_faults(store, FAULTS)
        seats = [Seat(e, "dated", h.date or date.min, None, id) for id, h in HAPPENINGS.items() for e in h.events]
        replace_happenings(store, [], HAPPENINGS.values(), seats)
        store.change(_PEOPLE)
        store.change(_WHO_IS_WHO)
        store.change("UPDATE report SET root = 'gazeta' WHERE id = 'brief'")
    return path

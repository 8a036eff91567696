"""Invented events and happenings for the tests of the exporters, each field its own default."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

from dragoman.export import EVENT_EXPORTERS, HAPPENING_EXPORTERS
from dragoman.export.outline import Notes
from dragoman.plug import load
from dragoman.record.document import CiteInfo
from dragoman.record.event import Deadline, Event, SentenceRef
from dragoman.record.happening import Disagreement, Happening, Variant
from dragoman.record.mention import Actor, Place
from dragoman.record.span import Span

SUDAN = Actor(
    code="SDN",
    sector=("GOV",),
    entity_text="Amal Osman",
    start=0,
    end=10,
    identifier_text="Amal Osman",
    office="foreign minister",
)
CHAD = Actor(
    code="TCD",
    sector=("GOV", "MIL"),
    entity_text="Chad",
    start=18,
    end=22,
    identifier_text="Chad",
    identifier_id="TCD:chad",
)
KENYA = Actor(code="KEN", sector=("GOV",), entity_text="Kenya", start=0, end=5, identifier_id="KEN:kenya")
UNITED_NATIONS = Actor(code="UNO", sector=(), entity_text="the U.N.", start=0, end=8, identifier_text="United Nations")
SOMEBODY = Actor(code=None, sector=("JRN", "UNK"), entity_text="a reporter", start=0, end=10)
GENEINA = Place(
    extracted_place="El Geneina",
    start=30,
    end=40,
    resolved_place="Al-Junaynah",
    geonameid=379303,
    lat=13.453,
    lon=22.447,
    city="Al-Junaynah",
    province="West Darfur",
    country="Sudan",
    country_code="SDN",
    feature_code="PPL",
    resolution=4,
)
CITE = CiteInfo(
    url="https://harbour-post.example/a",
    title="Sudan warns Chad",
    publication="The Harbour Post",
    language="en",
    published=date(2021, 2, 10),
)
EVENT = Event(
    id="0123456789abcdef",
    document="fedcba9876543210",
    sentence=SentenceRef(sequence=0, start=0, end=80),
    trigger=Span("warned", 11, 17),
    event="THREATEN",
    mode="expel",
    context=("diplomatic",),
    quad_code=3,
    event_scale=-3.5,
    cameo="131",
    status="actual",
    actor=(SUDAN,),
    recipient=(CHAD,),
    date=date(2021, 2, 8),
    enddate=date(2021, 2, 8),
    date_basis="stated",
    date_text=Span("Monday", 50, 56),
    event_loc=GENEINA,
    content=Span("expel its ambassador", 57, 77),
    condition=None,
    deadline=Deadline(text="by 1 March", start=78, end=88, date=date(2021, 3, 1)),
    attribution=(),
    confidence=0.8,
    coder="dragoman 0.1.0; made by hand",
    cite_info=CITE,
)
HAPPENING = Happening(
    id="aaaaaaaaaaaaaaaa",
    event="THREATEN",
    mode="expel",
    context=("diplomatic",),
    quad_code=3,
    event_scale=-3.5,
    status="actual",
    actor=(SUDAN,),
    recipient=(CHAD,),
    date=date(2021, 2, 8),
    enddate=date(2021, 2, 9),
    date_basis="stated",
    event_loc=GENEINA,
    content=None,
    reports=("r1", "r2", "r3"),
    events=("e1", "e2", "e3", "e4"),
    independent_sources=2,
    first_reported=date(2021, 2, 9),
    last_reported=date(2021, 2, 11),
    disagreements=(
        Disagreement(
            field="date",
            values=(Variant(value="2021-02-08", events=("e1", "e2")), Variant(value="2021-02-09", events=("e3",))),
        ),
    ),
    confidence=0.9,
)


def make_event(**changes: Any) -> Event:
    """EVENT with other values in some fields."""
    return replace(EVENT, **changes)


def make_happening(**changes: Any) -> Happening:
    """HAPPENING with other values in some fields."""
    return replace(HAPPENING, **changes)


def export(form: str, *records: Event | Happening, notes: Notes | None = None) -> bytes:
    """What the exporter of a form writes of these records."""
    table = HAPPENING_EXPORTERS if records and isinstance(records[0], Happening) else EVENT_EXPORTERS
    out = io.BytesIO()
    load(table[form])(iter(records), out, notes or Notes())
    return out.getvalue()

"""A day comes in; the reports of a made-up world on that day go out: the same ones for the same arguments.

What matters for joining is as in news, or worse: few countries are in most of it (Zipf), a quarrel of two of them fills days on end with
acts of one type in much the same words, an act is told by several reports in words of their own, on the day or the two after it, mostly
without its day.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from dragoman.record.document import CiteInfo, Document
from dragoman.record.event import Coded, Event, SentenceRef
from dragoman.record.mention import Actor, Place
from dragoman.record.span import Span

# Shares of the types among events of political news, in hundredths.
TYPES = {
    "ACCUSE": 28, "ASSAULT": 16, "REQUEST": 13, "SUPPORT": 9, "CONSULT": 9, "AGREE": 6, "REJECT": 5,
    "COERCE": 4, "THREATEN": 3, "RETREAT": 2, "PROTEST": 2, "SANCTION": 1, "MOBILIZE": 1, "AID": 1,
}  # fmt: skip
# How tellings date their acts: 3,808 events of news of 2015 to 2019 lie about so.
WAYS = {"loose": 64, "dated": 18, "apart": 8, "old": 8, "week": 2}
# An act is told by so many reports, so many in a hundred.
TELLERS = {1: 40, 2: 22, 3: 14, 5: 12, 8: 8, 16: 4}
PER_ACT = sum(n * share for n, share in TELLERS.items()) / 100
EVENTS_PER_REPORT = 5
# How many of a hundred acts belong to a quarrel that goes on from day to day, and for how many days.
GOING_ON, STORY_DAYS = 60, 9

CODES = ["USA"] + [a + b + c for a in "ABCDEFG" for b in "LMNO" for c in "RSTUVWX"]
VOWELS, CONSONANTS = "aeiou", "bdfgklmnprst"
WORDS = [
    a + b + c + d + e for a in CONSONANTS for b in VOWELS for c in CONSONANTS for d in VOWELS for e in CONSONANTS[:3]
]
# Words of which nobody has heard seldom: the very frequent ones ("said", "on") tell nothing, and are left out of all comparing.
_ZIPF = {
    n: list(accumulate(1 / (k + (30 if n == len(WORDS) else 1)) for k in range(n)))
    for n in (30, len(CODES), len(WORDS))
}


def list_reports(day: date, per_day: float) -> list[Coded]:
    """The coded reports that come out on a day in a world of so many events a day."""
    chance = random.Random(f"reports {day} {per_day}")
    events = [telling for back in range(3) for telling in _tell_acts(day - timedelta(back), per_day)[back]]
    chance.shuffle(events)
    parts = (events[i : i + EVENTS_PER_REPORT] for i in range(0, len(events), EVENTS_PER_REPORT))
    return [_make_report(f"{day:%Y%m%d}-{n}", day, part, chance) for n, part in enumerate(parts)]


@cache
def _tell_acts(day: date, per_day: float) -> tuple[list[tuple[str, int, int]], ...]:
    """The acts of a day, each as often as it is told, by the days after it on which it is: (type, act, number of the telling)."""
    chance = random.Random(f"acts {day} {per_day}")
    told: tuple[list[tuple[str, int, int]], ...] = ([], [], [])
    for event, share in TYPES.items():
        acts = per_day * share / 100 / PER_ACT
        for act in range(int(acts) + (chance.random() < acts % 1)):
            tellers = chance.choices(list(TELLERS), list(TELLERS.values()))[0]
            key = f"{day} {event} {act} {per_day}"
            for teller in range(tellers):
                told[chance.choices((0, 1, 2), (60, 30, 10))[0]].append((key, teller, day.toordinal()))
    return told


def _zipf(chance: random.Random, values: Sequence[str]) -> str:
    weights = _ZIPF[len(values)]
    return chance.choices(values, cum_weights=weights)[0]


def _make_report(id: str, published: date, told: Sequence[tuple[str, int, int]], chance: random.Random) -> Coded:
    cite = CiteInfo(published=published, publication=f"Outlet {chance.randrange(400)}", language="en")
    events, text = [], ""
    for number, (key, teller, ordinal) in enumerate(told):
        event, sentence = _make_event(id, number, len(text), key, teller, date.fromordinal(ordinal), cite)
        events.append(event)
        text += sentence + " "
    document = Document(id=id, text=text, published=published, cite_info=cite)
    return Coded(document=document, events=tuple(events), explanations=({},) * len(events))


def _make_event(
    document: str, number: int, start: int, key: str, teller: int, day: date, cite: CiteInfo
) -> tuple[Event, str]:
    """An event, and the words of its sentence."""
    kind = key.split()[1]
    deed, tale = random.Random(key), random.Random(f"{key} {teller}")
    story = random.Random(f"{day.toordinal() // STORY_DAYS} {kind} {deed.randrange(40)}")
    plot = story if deed.randrange(100) < GOING_ON else deed
    actor = _zipf(plot, CODES)
    recipient = actor if plot.random() < 0.25 else _zipf(random.Random(f"{actor} {_zipf(plot, CODES[:30])}"), CODES)
    stock = [_zipf(plot, WORDS) for _ in range(14)]
    words = deed.sample(stock, 7) + [_zipf(deed, WORDS) for _ in range(7)]
    town = f"Town {plot.randrange(5)} of {recipient}"
    verb = plot.choice(("moved", "turned", "went"))
    way = tale.choices(list(WAYS), list(WAYS.values()))[0]
    told = " ".join(tale.sample(words, 8) + [_zipf(tale, WORDS) for _ in range(5)])
    count = f" {deed.randrange(2, 60)} of them" if deed.random() < 0.3 else ""
    sentence = f"Officials {'who had ' if way == 'old' else ''}{verb} {told}{count}."
    at = start + sentence.index(verb)
    first, last, basis = _date(way, day, cite.published or day)
    event = Event(
        id=f"{document}.{number}", document=document,
        sentence=SentenceRef(sequence=number, start=start, end=start + len(sentence)),
        trigger=Span(verb, at, at + len(verb)), event=kind,
        mode=plot.choice((None, "one", "two")), context=(), quad_code=4, event_scale=-5.0, cameo="190",
        status="actual" if deed.random() < 0.8 else "future",
        actor=_make_party(actor, tale, 0.05), recipient=_make_party(recipient, tale, 0.25),
        date=first, enddate=last, date_basis=basis, date_text=None,
        event_loc=_make_town(town, recipient) if tale.random() < 0.4 else None,
        content=None, condition=None, deadline=None, attribution=(), confidence=0.5, coder="made", cite_info=cite,
    )  # fmt: skip
    return event, sentence


def _date(way: str, day: date, published: date) -> tuple[date, date, str]:
    if way == "dated":
        return day, day, "stated"
    if way == "week":
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(6), "stated"
    if way == "apart":
        return day.replace(day=1), day.replace(day=28), "stated"
    return published, published, "published"


def _make_party(code: str, tale: random.Random, unknown: float) -> tuple[Actor, ...]:
    if tale.random() < unknown:
        return ()
    name = f"{code} leader" if tale.random() < 0.3 else f"{code} government"
    sector = ("GOV",) if tale.random() < 0.8 else ("CVL",)
    return (Actor(code=code, sector=sector, entity_text=name, start=0, end=3, identifier_text=name),)


def _make_town(name: str, country: str) -> Place:
    geoname = random.Random(name).randrange(10**6)
    return Place(
        extracted_place=name, start=90000, end=90001, resolved_place=name, geonameid=geoname,
        country_code=country, resolution=4,
    )  # fmt: skip


def stream_reports(first: date, days: int, per_day: float) -> Iterator[Coded]:
    """The reports of some days, as they come."""
    for n in range(days):
        yield from list_reports(first + timedelta(n), per_day)

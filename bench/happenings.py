"""Measure what one more report costs to join, as an archive of generated events grows to a million.

usage: python bench/happenings.py [--reports N] [--years N] [--json FILE]

Events are generated, never kept: an archive of a million events in ten years has 274 on each day, and only the days in reach
of a report are looked at, so those days are made when they are asked for. Each day has acts, each told by a few reports in
words of their own; types, ways of dating and countries are about as frequent as in news. What is timed is the processor time of list_blocks and
join_blocks over the tellings in reach: reading them out of a store is not in it (bench/archive.py times that).

A report of five events is added by itself, and 64 at once, all of one day: what comes in together shares its blocks.
"""

import argparse
import json
import platform
import random
import statistics
import time
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from dragoman.reconcile import Reach, join_blocks, list_blocks, reach_of
from dragoman.record.document import CiteInfo
from dragoman.record.event import Event, SentenceRef
from dragoman.record.happening import Telling
from dragoman.record.mention import Actor, Place
from dragoman.record.span import Span

# Shares of the types among events of political news, in hundredths.
TYPES = {
    "ACCUSE": 28,
    "ASSAULT": 16,
    "REQUEST": 13,
    "SUPPORT": 9,
    "CONSULT": 9,
    "AGREE": 6,
    "REJECT": 5,
    "COERCE": 4,
    "THREATEN": 3,
    "RETREAT": 2,
    "PROTEST": 2,
    "SANCTION": 1,
    "MOBILIZE": 1,
    "AID": 1,
}
# Told by how many reports, on average.
REPORTS_OF_ACT = 3
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
START = date(2015, 1, 1)
COUNTRIES = [a + b + c for a in "ABCDEFG" for b in "LMNO" for c in "RSTUVWX"]
VOWELS, CONSONANTS = "aeiou", "bdfgklmnprst"
WORDS = [
    a + b + c + d + e
    for a in CONSONANTS
    for b in VOWELS
    for c in CONSONANTS[:6]
    for d in VOWELS
    for e in CONSONANTS[:2]
]


def make_telling(day: date, event: str, act: int, teller: int) -> Telling:
    """The telling of one act of a day by one of its reports: the same for the same arguments."""
    deed = random.Random(f"{day} {event} {act}")
    actor, recipient = (min(int(deed.paretovariate(0.6)) - 1, len(COUNTRIES) - 1) for _ in range(2))
    town, words, number = deed.randrange(5000), deed.choices(WORDS, k=14), deed.randrange(2, 60)
    tale = random.Random(f"{day} {event} {act} {teller}")
    told = tale.sample(words, 7) + tale.choices(WORDS, k=6)
    sentence = f"The troops of {COUNTRIES[actor]} moved {' '.join(told)} and {number} others."
    way = tale.choices(("loose", "dated", "week", "old"), (60, 32, 4, 4))[0]
    published = day + timedelta(tale.choice((0, 0, 1, 1, 2)))
    first, last = {
        "dated": (day, day),
        "week": (day - timedelta(day.weekday()), day + timedelta(6 - day.weekday())),
    }.get(way, (published, published))
    if way == "old":
        sentence = sentence.replace("moved", "had moved")
    name = f"{day:%Y%m%d}{event[:3]}{act}-{teller}"
    place = Place(
        extracted_place=f"Town {town}",
        start=900,
        end=901,
        resolved_place=f"Town {town}",
        geonameid=town,
        country_code=COUNTRIES[recipient],
        resolution=4,
    )
    made = Event(
        id=name,
        document=name,
        sentence=SentenceRef(sequence=1, start=0, end=len(sentence)),
        trigger=Span("moved", sentence.index("moved"), sentence.index("moved") + 5),
        event=event,
        mode=deed.choice((None, "one", "two")),
        context=(),
        quad_code=4,
        event_scale=-5.0,
        cameo="190",
        status="actual",
        actor=_make_party(COUNTRIES[actor], tale.random() < 0.9),
        recipient=_make_party(COUNTRIES[recipient], tale.random() < 0.6),
        date=first,
        enddate=last,
        date_basis="stated" if way in ("dated", "week") else "published",
        date_text=None,
        event_loc=place if tale.random() < 0.4 else None,
        content=None,
        condition=None,
        deadline=None,
        attribution=(),
        confidence=0.5,
        coder="bench",
        cite_info=CiteInfo(published=published, publication=f"Outlet {tale.randrange(300)}"),
    )
    return Telling(event=made, sentence=sentence, root=name, first_published=published)


def _make_party(code: str, known: bool) -> tuple[Actor, ...]:
    if not known:
        return ()
    return (
        Actor(
            code=code, sector=("GOV",), entity_text=code, start=500, end=503, identifier_text=f"government of {code}"
        ),
    )


@lru_cache(maxsize=4000)
def tell_day(event: str, day: date, acts: int) -> tuple[Telling, ...]:
    """All tellings of the acts of a day."""
    return tuple(make_telling(day, event, act, teller) for act in range(acts) for teller in range(REPORTS_OF_ACT))


def fetch(reaches: list[Reach], per_day: float) -> list[Telling]:
    """The tellings in reach, as an archive of so many events a day holds them."""
    found = {}
    for reach in reaches:
        for n in range(reach.first.toordinal() - 9, reach.last.toordinal() + 1):
            day = date.fromordinal(n)
            for telling in tell_day(reach.event, day, count_acts(reach.event, day, per_day)):
                if reach.first <= (telling.event.date or date.min) <= reach.last:
                    found[telling.event.id] = telling
    return list(found.values())


def count_acts(event: str, day: date, per_day: float) -> int:
    """How many acts of a type there are on a day: on average as many as its share of all events asks for."""
    mean = per_day * TYPES[event] / 100 / REPORTS_OF_ACT
    return int(mean + random.Random(f"{day} {event}").random())


def add_reports(reports: list[list[Telling]], per_day: float) -> tuple[float, int, int]:
    """Seconds to join the blocks that new reports touch, how many blocks, and how many tellings are in reach."""
    new = [t for report in reports for t in report]
    began = time.process_time()
    blocks = {block for telling in new for block in list_blocks(telling)}
    seconds = time.process_time() - began
    known = fetch([reach_of(block) for block in blocks], per_day)
    tellings = list({t.event.id: t for t in [*known, *new]}.values())
    began = time.process_time()
    join_blocks(sorted(blocks), tellings)
    return seconds + time.process_time() - began, len(blocks), len(tellings)


def draw_report(chance: random.Random, day: date, per_day: float) -> list[Telling]:
    """A new report of five events, telling acts of a day once more."""
    events = chance.choices(list(TYPES), list(TYPES.values()), k=5)
    acts = [chance.randrange(max(count_acts(event, day, per_day), 1)) for event in events]
    return [make_telling(day, e, act, 100 + chance.randrange(10**6)) for e, act in zip(events, acts, strict=True)]


def measure_size(size: int, years: int, reports: int) -> dict[str, float]:
    """What a report costs in an archive of so many events in so many years."""
    days = 365 * years
    per_day = size / days
    chance = random.Random(size)
    alone = [
        add_reports([draw_report(chance, START + timedelta(chance.randrange(days)), per_day)], per_day)
        for _ in range(reports)
    ]
    day = START + timedelta(days // 2)
    many, _, _ = add_reports([draw_report(chance, day, per_day) for _ in range(64)], per_day)
    return {
        "events": size,
        "events_per_day": round(per_day, 1),
        "tellings_in_reach": statistics.median(n for _, _, n in alone),
        "ms_per_report_alone": round(1000 * statistics.median(s for s, _, _ in alone), 1),
        "ms_per_report_of_64": round(1000 * many / 64, 1),
    }


def main() -> None:
    """Run the benchmark and print the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10, help="reports added alone at each size")
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    add_reports([draw_report(random.Random(0), START, 3.0)], 3.0)  # what is read once is read before the clock runs
    rows = [measure_size(size, options.years, options.reports) for size in SIZES]
    print(" | ".join(rows[0]))
    for row in rows:
        print(" | ".join(f"{value:g}" for value in row.values()))
    if options.json:
        facts = {"curve": rows, "years": options.years, "python": platform.python_version()}
        options.json.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Measure how long typical questions take in an archive of a million generated events.

usage: python bench/asking.py [--events N] [--db FILE] [--repeat N] [--json FILE]

The archive is made by SQL, with nothing read or coded: three reports to ten events, each of 60 words of a vocabulary of
20,000 in which few are common; 250 countries and 20,000 people, few of whom are often in the news; ten years of days. Rows come
in no order of time, which is the worst case. With --db the archive is kept, and used again if it is there.
For each question: the median of so many runs in ms, the time of all processors together, and how many rows came.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from figures import make_parser, tell

from dragoman.archive import Archive
from dragoman.store import Store, open_store
from dragoman.world.tables import read_countries

# The countries that are most in the news stand first, and are drawn most.
OFTEN = "USA RUS CHN IRN ISR EGY LBY TUR SYR UKR".split()
TYPES = "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT SANCTION SUPPORT THREATEN".split()
WORDS = 20_000
TEXT = 60
PAGE = 50

# u(i, n) is the n-th number of row i, from 0 to 1, drawn by a hash: the same archive each time.
_DRAW = "CREATE OR REPLACE TEMP MACRO u(i, n) AS (hash(i * 1000003 + n) % 1000000) / 1000000.0"
_ID = "md5('{kind}' || {number})[:16]"
_REPORTS = """
INSERT INTO report BY NAME SELECT {id} AS id, text, date '2015-01-01' + CAST(floor(3650 * u(i, 1)) AS INT) AS published, 'en' AS "language",
    'https://www.host' || outlet || '.example/' || i AS url, 'w' || i % 977 AS title, 'Outlet ' || outlet AS publication,
    [] AS furniture, 'made' AS coder, {id} AS root, md5(text)[:16] AS digest
FROM (SELECT range AS i, CAST(floor(200 * u(range, 2)) AS INT) AS outlet, list_aggregate(list_transform(range({words}), lambda k:
    'w' || CAST(floor({vocabulary} * pow(u(range, k + 100), 3)) AS INT)), 'string_agg', ' ') AS text FROM range({reports}))
"""
_PARTY = """[{{'code': c{n}.code, 'sector': ['GOV'], 'entity_text': coalesce(who{n}, c{n}.code || ' government'), 'start': 0, 'end': 5,
    'identifier_text': coalesce(who{n}, c{n}.code || ' land'), 'identifier_id': NULL, 'office': NULL, 'via': NULL}}]"""
_EVENTS = """
INSERT INTO event BY NAME SELECT {id} AS id, r.id AS document, {{'sequence': i % 4, 'start': i % 4 * 80, 'end': i % 4 * 80 + 80}} AS sentence,
    {{'text': 'w', 'start': 0, 'end': 1}} AS trigger, {types}[1 + CAST(floor(16 * u(i, 3)) AS INT)] AS event,
    CASE WHEN u(i, 4) < 0.3 THEN 'expel' END AS mode, [] AS context, 1 + CAST(floor(4 * u(i, 3)) AS INT) AS quad_code,
    floor(u(i, 5) * 20) - 10 AS event_scale, '010' AS cameo, CASE WHEN u(i, 6) < 0.8 THEN 'actual' ELSE 'future' END AS status,
    {actor} AS actor, CASE WHEN u(i, 7) < 0.7 THEN {recipient} ELSE [] END AS recipient, r.published AS date, r.published AS enddate,
    'published' AS date_basis, CASE WHEN u(i, 8) < 0.5 THEN {{'extracted_place': town, 'start': 0, 'end': 4, 'resolved_place': town,
    'geonameid': hash(town || c1.code) % 1000000, 'lat': 1.5, 'lon': 2.5, 'city': town, 'province': 'P', 'country': c1.code,
    'country_code': c1.code, 'feature_code': 'PPL', 'resolution': 4}} END AS event_loc, [] AS attribution, round(u(i, 11), 3) AS confidence,
    'made' AS coder, i % 4 AS number, r.published AS day, substring(r.text, i % 4 * 80 + 1, 80) AS sentence_text
FROM (SELECT range AS i, {person_1} AS who1, {person_2} AS who2, 'Town ' || CAST(floor(40 * u(range, 9)) AS INT) AS town FROM range({events})) e
JOIN code c1 ON c1.n = {of_1} JOIN code c2 ON c2.n = {of_2}
JOIN report r ON r.id = {report} ORDER BY i
"""
# Half of the parties are a government, half a person, who is always of one country.
_PERSON = (
    "CASE WHEN u(range, {n} + 10) < 0.5 THEN 'Given' || CAST(floor(20000 * pow(u(range, {n}), 2)) AS INT) % 97"
    " || ' Name' || CAST(floor(20000 * pow(u(range, {n}), 2)) AS INT) END"
)
_OF = "CAST(floor(249 * pow(CASE WHEN who{n} IS NULL THEN u(i, {n} + 11) ELSE hash(who{n}) % 10007 / 10007.0 END, 3)) AS INT)"
_PARTIES = """
INSERT INTO party BY NAME SELECT id AS event, '{role}' AS role, 0 AS place, p.code, p.sector, p.entity_text, p.identifier_text,
    md5(p.identifier_text || p.code)[:16] AS actor FROM (SELECT id, unnest({role}) AS p FROM event)
"""
_HAPPENINGS = """
INSERT INTO happening BY NAME SELECT 'h' || min(id) AS id, any_value(event) AS event, any_value(mode) AS mode, [] AS context,
    any_value(quad_code) AS quad_code, any_value(event_scale) AS event_scale, any_value(status) AS status, any_value(actor) AS actor,
    any_value(recipient) AS recipient, any_value(date) AS date, any_value(date) AS enddate, 'published' AS date_basis,
    any_value(event_loc) AS event_loc, list(document) AS reports, list(id) AS events, count(*) AS independent_sources,
    min(day) AS first_reported, max(day) AS last_reported, [] AS disagreements, max(confidence) AS confidence
FROM event GROUP BY hash(id) % ({events} * 6 // 10)
"""
_ACTORS = """
INSERT INTO actor BY NAME SELECT p.actor AS id, any_value(identifier_text) AS name, any_value(p.code) AS code, ['GOV'] AS sector,
    [any_value(identifier_text)] AS aliases, [] AS offices, min(e.day) AS first_seen, max(e.day) AS last_seen,
    count(DISTINCT p.event) AS events FROM party p JOIN event e ON e.id = p.event GROUP BY p.actor
"""
# As keeping writes them: batch by batch, sorted within each.
_POSTINGS = """
INSERT INTO posting BY NAME SELECT word, id AS report FROM (SELECT DISTINCT unnest(string_split(title || ' ' || text, ' ')) AS word, id,
    rowid // 64 AS batch FROM report) ORDER BY batch, word, id
"""

Ask = Callable[[Archive], Any]


def ask(question: str, **words: Any) -> Ask:
    """The first page of a question, as typed records."""
    return lambda archive: list(getattr(archive, question)(limit=PAGE, **words))


QUESTIONS: Mapping[str, Ask] = {
    "newest events": ask("events"),
    "events of a country": ask("events", actor="EGY"),
    "events of a country, in a year, of a type": ask("events", actor="TUR", type="ASSAULT", since="2020", until="2020"),
    "surest events of a country upon another": ask("events", dyad="RUS>UKR", order="confidence"),
    "events of a dyad since a day": ask("events", dyad="EGY-LBY", since="2020-12-01"),
    "events of code and sector": ask("events", actor="SYR:GOV", recipient="TUR"),
    "events of a person": ask("events", actor="Given0 Name1940"),
    "events by part of a name": ask("events", actor="Name17"),
    "events of a quad class and status": ask("events", quad=4, status="actual", since="2023"),
    "events in a country": ask("events", where="LBY"),
    "events in a place": ask("events", where="Town 17", actor="USA"),
    "events by a rare word": ask("events", text="w7777"),
    "events by a common word": ask("events", text="w3"),
    "events by a phrase": ask("events", text='"w12 w5"'),
    "events by source": ask("events", source="host5.example"),
    "newest happenings": ask("happenings"),
    "happenings of a country": ask("happenings", actor="EGY"),
    "happenings of a person": ask("happenings", actor="Given0 Name1940"),
    "happenings of a dyad": ask("happenings", dyad="IRN-ISR", type=["ASSAULT", "THREATEN"]),
    "happenings told most": ask("happenings", min_sources=3, order="sources"),
    "happenings by word": ask("happenings", text="w7777"),
    "actors most in the news": ask("actors"),
    "actors of a country in a month": ask("actors", actor="IRN", since="2021-03", until="2021-03"),
    "places of a country's events": ask("places", actor="SYR"),
    "newest reports": ask("reports"),
    "reports by two words": ask("reports", text="w123 w456"),
    "dyad by month": lambda archive: list(archive.dyad("EGY", "LBY", by="month")),
    "dyad by week, events": lambda archive: list(archive.dyad("USA", "RUS", by="week", count="events")),
    "SQL: types by year": lambda archive: archive.sql(
        "SELECT year(day) AS y, event, count(*) AS n FROM happenings GROUP BY ALL ORDER BY ALL"
    ).to_pylist(),
}


def make_archive(path: Path, events: int) -> None:
    """Generate the archive, and say how large each part is."""
    reports = events * 3 // 10
    with open_store(path, write=True) as store:
        codes = OFTEN + [code for code in sorted(read_countries()) if code not in OFTEN]
        store.change("SET enable_progress_bar = false")
        store.change(_DRAW)
        store.change("CREATE TEMP TABLE code (n INTEGER, code VARCHAR)")
        store.put("code", pa.table({"n": range(len(codes)), "code": codes}))
        made = _ID.format(kind="r", number="i")
        fill(store, path, "reports", _REPORTS.format(id=made, words=TEXT, vocabulary=WORDS, reports=reports))
        parts = {
            "id": _ID.format(kind="e", number="i"),
            "report": _ID.format(kind="r", number=f"i * {reports} // {events}"),
            "types": TYPES,
            "actor": _PARTY.format(n=1),
            "recipient": _PARTY.format(n=2),
            "person_1": _PERSON.format(n=20),
            "person_2": _PERSON.format(n=21),
            "of_1": _OF.format(n=1),
            "of_2": _OF.format(n=2),
        }
        fill(store, path, "events", _EVENTS.format(events=events, **parts))
        for role in ("actor", "recipient"):
            fill(store, path, f"parties ({role})", _PARTIES.format(role=role))
        fill(store, path, "happenings", _HAPPENINGS.format(events=events))
        fill(store, path, "tellings", "INSERT INTO telling (happening, event) SELECT id, unnest(events) FROM happening")
        fill(store, path, "actors", _ACTORS)
        fill(store, path, "words", _POSTINGS)


def fill(store: Store, path: Path, name: str, sql: str) -> None:
    """Run one INSERT and print its time and what it added to the file."""
    before, began = path.stat().st_size, time.perf_counter()
    store.change(sql)
    store.change("CHECKPOINT")
    grown = (path.stat().st_size - before) / 1e6
    print(f"made {name:20} {time.perf_counter() - began:6.1f} s {grown:8.1f} MB")


def measure(archive: Archive, question: Ask, repeat: int) -> dict[str, float]:
    """The median time of a question in ms, by the clock and of all processors, and its number of rows."""
    clock, processors, rows = [], [], 0
    for _ in range(repeat):
        began, worked = time.perf_counter(), time.process_time()
        rows = len(question(archive))
        clock.append(1000 * (time.perf_counter() - began))
        processors.append(1000 * (time.process_time() - worked))
    return {
        "ms": round(statistics.median(clock), 1),
        "processor_ms": round(statistics.median(processors), 1),
        "rows": rows,
    }


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = make_parser(__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "made.duckdb"
        if not path.exists():
            make_archive(path, options.events)
        with Archive(path) as archive:
            events = archive.events().count()
            found = {name: measure(archive, question, options.repeat) for name, question in QUESTIONS.items()}
        size = path.stat().st_size
    summary = {
        "questions": len(found),
        "median_ms": round(statistics.median(f["ms"] for f in found.values()), 1),
        "median_processor_ms": round(statistics.median(f["processor_ms"] for f in found.values()), 1),
        "slowest_ms": max(f["ms"] for f in found.values()),
        "over_300_ms": sum(f["ms"] > 300 for f in found.values()),
    }
    given = {"events": events, "file_mb": round(size / 1e6, 1), "repeat": options.repeat}
    tell(given, summary, options.json, rows=({"question": name, **figures} for name, figures in found.items()))


if __name__ == "__main__":
    main()

"""Measure how long the REST side takes to answer in an archive of a million generated events.

usage: python bench/rest.py [--events N] [--db FILE] [--repeat N] [--json FILE]

The archive is that of bench/asking.py; with --db it is kept, and used again if it is there. For each address: the median time of so many
requests in ms, from the request to the last byte, by the clock and of all processors; then the size of the answer. Each request bears a word
that makes it new, so that nothing is answered from memory; "known" bears the tag of the answer before. Commitments are not asked:
the generated events promise nothing.
"""

import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from asking import make_archive
from fastapi.testclient import TestClient
from figures import make_parser, tell

from dragoman.archive import Archive
from dragoman.serve.app import make_app
from dragoman.serve.settings import Settings

LISTS: Mapping[str, str] = {
    "newest events": "/api/events",
    "events of a country": "/api/events?actor=EGY",
    "events of a dyad since a day": "/api/events?dyad=EGY-LBY&since=2020-12-01",
    "events of a person": "/api/events?actor=Given0+Name1940",
    "events by a common word": "/api/events?text=w3",
    "events of a country, counted": "/api/events?actor=EGY&count=true",
    "a page far down": "/api/events?order=oldest&cursor={cursor}",
    "newest happenings": "/api/happenings",
    "happenings of a dyad": "/api/happenings?dyad=IRN-ISR&type=ASSAULT&type=THREATEN",
    "happenings told last": "/api/happenings?order=reported",
    "actors": "/api/actors",
    "actors of a country in a month": "/api/actors?actor=IRN&since=2021-03&until=2021-03",
    "places of a country's events": "/api/places?actor=SYR",
    "reports by two words": "/api/reports?text=w123+w456",
    "a feed of a dyad": "/feed/happenings.atom?dyad=EGY-LBY",
    "a dyad by month": "/api/dyads/EGY/LBY",
    "1,000 events": "/api/events?limit=1000",
    "1,000 events as CSV": "/api/events?limit=1000&format=csv",
    "1,000 events as Parquet": "/api/events?limit=1000&format=parquet",
}
OTHERS: Mapping[str, str] = {
    "one event": "/api/events/{event}",
    "an event's evidence": "/api/events/{event}/evidence",
    "one happening": "/api/happenings/{happening}",
    "a happening's evidence": "/api/happenings/{happening}/evidence",
    "one report": "/api/reports/{report}",
    "events of a dyad as CSV, whole": "/api/events?dyad=USA-RUS&format=csv",
    "a relation": "/api/relations/EGY/LBY?since=2020&until=2020",
    "with whom a country stands how": "/api/relations/EGY?since=2020&until=2020",
    "the network of a month": "/api/network?since=2020-03&until=2020-03",
    "storylines of a country in a year": "/api/stories?actor=LBY&since=2020&until=2020",
}


def find_names(path: Path) -> dict[str, str]:
    """Ids to ask for, and a cursor in the middle of all events."""
    with Archive(path) as archive:
        event = next(iter(archive.events(limit=1)))
        happening = next(iter(archive.happenings(limit=1)))
        middle = archive.events(order="oldest", since="2020", limit=1)
        list(middle)
    return {"event": event.id, "happening": happening.id, "report": event.document, "cursor": str(middle.cursor)}


def measure(client: TestClient, path: str, repeat: int) -> dict[str, float]:
    """The median times of a request in ms, and the bytes of its answer."""
    clock, processors, size = [], [], 0
    client.get(path).raise_for_status()
    for _ in range(repeat):
        began, worked = time.perf_counter(), time.process_time()
        size = len(client.get(path).content)
        clock.append(1000 * (time.perf_counter() - began))
        processors.append(1000 * (time.process_time() - worked))
    return {
        "ms": round(statistics.median(clock), 1),
        "processor_ms": round(statistics.median(processors), 1),
        "bytes": size,
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
        names = find_names(path)
        # Nobody else asks for the file, so it need not be let go between two requests.
        with TestClient(make_app(path, Settings(longest=3600.0)), base_url="http://127.0.0.1:8765") as client:
            lists = {name: measure(client, where.format(**names), options.repeat) for name, where in LISTS.items()}
            others = {name: measure(client, where.format(**names), options.repeat) for name, where in OTHERS.items()}
            tag = client.get("/api/events").headers["etag"]
            client.headers["If-None-Match"] = tag
            others["newest events, known"] = measure_known(client, options.repeat)
    summary = {
        "lists_median_ms": round(statistics.median(f["ms"] for f in lists.values()), 1),
        "lists_median_processor_ms": round(statistics.median(f["processor_ms"] for f in lists.values()), 1),
        "lists_slowest_ms": max(f["ms"] for f in lists.values()),
    }
    rows = ({"address": name, **figures} for name, figures in {**lists, **others}.items())
    tell({"events": options.events, "repeat": options.repeat}, summary, options.json, rows=rows)


def measure_known(client: TestClient, repeat: int) -> dict[str, float]:
    """The same for an answer that the client has: 304."""
    assert client.get("/api/events").status_code == 304
    clock = []
    for _ in range(repeat):
        began = time.perf_counter()
        client.get("/api/events")
        clock.append(1000 * (time.perf_counter() - began))
    return {"ms": round(statistics.median(clock), 1), "processor_ms": 0.0, "bytes": 0}


if __name__ == "__main__":
    main()

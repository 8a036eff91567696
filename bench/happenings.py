"""Measure what one more report costs to join, in archives of up to a million events of a made-up world (newsworld.py).

usage: python bench/happenings.py [--one PER_DAY EVENTS...] [--json FILE]

Two curves. In one, an archive is a year long, and ever more happens on each of its days; in the other 1,000 events happen on each day, and it
grows longer. Each archive has 15 days that were really joined, the rest of it are copies of these, shifted in time. What is
timed is all that joining does in a batch: what it reads from the archive, compares, and writes back, in processor time of all
threads. Columns, in ms a report: `64` batches of 64 of the news as it comes; `first 64` the first such batch after a start, with
nothing in memory; `400` batches of 400; `late 64` reports of one day that come a week late, with nothing in memory.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from figures import make_parser, tell
from newsworld import list_reports, stream_reports

from dragoman.keep.seat import Gists, exchange_tellings
from dragoman.record.event import Coded
from dragoman.store import Store, open_store
from dragoman.store.reports import count_content
from dragoman.store.rows import make_events, make_reports
from dragoman.store.seats import read_tellings_of

YEAR_SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
DAY_SIZES = (30_000, 100_000, 300_000, 1_000_000)
PER_DAY = 1000
START, WINDOW, LATE_DAY = date(2020, 1, 1), 15, 7
NEWS, MORE, MANY = 64, 400, 2000
# What is copied, and what makes a copy another: `k` goes before every id, `days` goes off every day.
COPIED = {
    "report": "{k} || id AS id, {k} || root AS root, published - {days} AS published",
    "event": "{k} || id AS id, {k} || document AS document, date - {days} AS date, enddate - {days} AS enddate, day - {days} AS day",
    "telling": "{k} || happening AS happening, {k} || event AS event, last - {days} AS last, {k} || core AS core, {k} || head AS head",
    "happening": "{k} || id AS id, date - {days} AS date, list_transform(events, lambda e: {k} || e) AS events",
}


def join_reports(store: Store, reports: Sequence[Coded], gists: Gists) -> float:
    """Add reports; ms of processor time that joining took for each."""
    with store.transaction():
        store.put("report", make_reports(reports, "made"))
        store.put("event", make_events(reports))
        began = time.process_time()
        new = read_tellings_of(store, {r.document.id for r in reports if r.document})
        exchange_tellings(store, {}, new, gists)
        return 1000 * (time.process_time() - began) / len(reports)


def take(stream: Iterator[Coded], size: int) -> list[Coded]:
    """The next reports."""
    return list(islice(stream, size))


def measure(per_day: float, sizes: Sequence[int], path: Path) -> Iterator[dict[str, float]]:
    """What a report costs in archives of so many events."""
    window = list(stream_reports(START, WINDOW, per_day))
    begin = sum(len(list_reports(START + timedelta(n), per_day)) for n in range(LATE_DAY))
    end = begin + NEWS * len(sizes)
    late, kept = iter(window[begin:end]), iter(window[:begin] + window[end:])
    coming = stream_reports(START + timedelta(WINDOW), 400, per_day)
    with open_store(path, write=True) as store:
        gists = Gists()
        while some := take(kept, MANY):
            join_reports(store, some, gists)
        for table in COPIED:
            store.change(f"CREATE TEMP TABLE old_{table} AS SELECT * FROM {table}")
        copies = 1
        for size in sizes:
            while copies < round(size / per_day / WINDOW):
                for table, others in COPIED.items():
                    values = others.format(k=f"'{copies}.'", days=copies * WINDOW)
                    store.change(f"INSERT INTO {table} SELECT * REPLACE ({values}) FROM old_{table}")
                copies += 1
            yield measure_size(store, per_day, coming, late)


def measure_size(store: Store, per_day: float, coming: Iterator[Coded], late: Iterator[Coded]) -> dict[str, float]:
    """What a report costs in an archive as it is."""
    gists = Gists()
    first = join_reports(store, take(coming, NEWS), gists)
    small = [join_reports(store, take(coming, NEWS), gists) for _ in range(3)]
    large = [join_reports(store, take(coming, MORE), gists) for _ in range(2)]
    content = count_content(store)
    return {
        "events": content.events,
        "a day": round(per_day),
        "64": round(statistics.median(small), 1),
        "first 64": round(first, 1),
        "400": round(statistics.median(large), 1),
        "late 64": round(join_reports(store, take(late, NEWS), Gists()), 1),
        "events a happening": round(content.events / content.happenings, 2),
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Run the benchmark and print the curves; each archive in a process of its own, so that memory can be told."""
    parser = make_parser(__doc__)
    parser.add_argument("--one", type=float, nargs="+", metavar="N", help="events a day, and sizes of the archive")
    options = parser.parse_args()
    if options.one:
        with tempfile.TemporaryDirectory() as folder:
            per_day, *sizes = options.one
            for row in measure(per_day, [int(size) for size in sizes], Path(folder) / "bench.duckdb"):
                print(json.dumps(row), flush=True)
        return
    points = [*((size / 365, [size]) for size in YEAR_SIZES), (PER_DAY, DAY_SIZES)]
    rows: list[dict[str, float]] = []
    for per_day, sizes in points:
        command = [sys.executable, __file__, "--one", str(per_day), *map(str, sizes)]
        for line in subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.splitlines():
            rows.append(json.loads(line))
    tell({"days joined": WINDOW}, {}, options.json, rows=rows)


if __name__ == "__main__":
    main()

"""Measure what one more report costs to join, in archives of up to a million events of a made-up world (newsworld.py).

usage: python bench/happenings.py [--one EVENTS PER_DAY] [--json FILE]

Two curves. In one, an archive is a year long, and ever more happens on each of its days; in the other 1,000 events happen on each day, and it
grows longer. Each archive has 36 days that were really joined, batch by batch; the rest of it are copies of these, shifted in time.
What is timed is all that joining does in a batch: what it reads from the archive, compares, and writes back, in processor time of all
threads. Columns, in ms a report: `64` the batches after the first, of the news as it comes; `first 64` the first batch after a start, with
nothing in memory; `400` batches of 400; `late 64` reports of one day that come three weeks late, with nothing in memory.
"""

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from newsworld import list_reports, stream_reports

from dragoman.keep.seat import Gists, exchange_tellings
from dragoman.record.event import Coded
from dragoman.store import Store, open_store
from dragoman.store.reports import count_content, write_reports
from dragoman.store.seats import read_tellings_of

YEAR_SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
DAY_SIZES = (36_000, 100_000, 300_000, 1_000_000)
PER_DAY = 1000
START, WINDOW, LATE_DAY = date(2020, 1, 1), 36, 12
LATE, NEWS, MORE = 64, 64, 400

_COPY = (
    "INSERT INTO report SELECT * REPLACE ({k} || id AS id, {k} || root AS root, published - {days} AS published) FROM report WHERE id[1] = '2'",
    "INSERT INTO event SELECT * REPLACE ({k} || id AS id, {k} || document AS document, date - {days} AS date, enddate - {days} AS enddate, "
    "day - {days} AS day) FROM event WHERE id[1] = '2'",
    "INSERT INTO telling SELECT {k} || happening, {k} || event, kind, last - {days}, {k} || core, {k} || head FROM telling WHERE event[1] = '2'",
    "INSERT INTO happening SELECT * REPLACE ({k} || id AS id, date - {days} AS date, list_transform(events, lambda e: {k} || e) AS events) "
    "FROM happening WHERE events[1][1] = '2'",
)


def join_reports(store: Store, reports: Sequence[Coded], gists: Gists) -> float:
    """Add reports; ms of processor time that joining took for each."""
    with store.transaction():
        write_reports(store, reports, "made")
        began = time.process_time()
        new = read_tellings_of(store, {r.document.id for r in reports if r.document})
        exchange_tellings(store, {}, new, gists)
        return 1000 * (time.process_time() - began) / len(reports)


def take(stream: Iterator[Coded], size: int) -> list[Coded]:
    """The next reports."""
    return list(islice(stream, size))


def measure(events: int, per_day: float, path: Path) -> dict[str, float]:
    """What a report costs in an archive of so many events."""
    window = list(stream_reports(START, WINDOW, per_day))
    begin = sum(len(list_reports(date.fromordinal(START.toordinal() + n), per_day)) for n in range(LATE_DAY))
    late, kept = window[begin : begin + LATE], iter(window[:begin] + window[begin + LATE :])
    with open_store(path, write=True) as store:
        gists = Gists()
        while some := take(kept, MORE):
            join_reports(store, some, gists)
        for n in range(1, round(events / per_day / WINDOW)):
            for sql in _COPY:
                store.change(sql.format(k=f"'{chr(96 + n)}'", days=n * WINDOW))
    with open_store(path, write=True) as store:
        gists = Gists()
        coming = stream_reports(date.fromordinal(START.toordinal() + WINDOW), 400, per_day)
        first = join_reports(store, take(coming, NEWS), gists)
        next64 = [join_reports(store, take(coming, NEWS), gists) for _ in range(3)]
        next400 = [join_reports(store, take(coming, MORE), gists) for _ in range(2)]
        content = count_content(store)
        row = {
            "events": content.events,
            "a day": round(per_day),
            "64": round(statistics.median(next64), 1),
            "first 64": round(first, 1),
            "400": round(statistics.median(next400), 1),
            "late 64": round(join_reports(store, late, Gists()), 1),
            "events a happening": round(content.events / content.happenings, 2),
            "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
    return row


def main() -> None:
    """Run the benchmark and print the curves; each archive in a process of its own, so that memory can be told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--one", type=float, nargs=2, metavar=("EVENTS", "PER_DAY"))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.one:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(int(options.one[0]), options.one[1], Path(folder) / "bench.duckdb")))
        return
    curves = {
        "a year of ever denser days": [(size, size / 365) for size in YEAR_SIZES],
        "ever more days": [(size, PER_DAY) for size in DAY_SIZES],
    }
    rows: dict[str, list[dict[str, float]]] = {}
    for name, points in curves.items():
        for size, per_day in points:
            command = [sys.executable, __file__, "--one", str(size), str(per_day)]
            row = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            if name not in rows:
                print(f"\n{name}: " + " | ".join(row))
            rows.setdefault(name, []).append(row)
            print(" | ".join(f"{value:g}" for value in row.values()), flush=True)
    if options.json:
        facts = {"curves": rows, "python": platform.python_version()}
        options.json.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

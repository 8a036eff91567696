"""Measure what keeping costs as an archive grows from a thousand reports to a hundred thousand.

usage: python bench/growth.py [--sizes N,N,...] [--per-day EVENTS] [--db FILE] [--json FILE]

The reports are those of a made-up world (newsworld.py), five events each, coded beforehand, for coding a report costs the same however many there
are. They are really added, batch by batch, as `dragoman add` does: written, their words listed, copies chained, happenings joined, actors
settled. For each size: processor time of all threads, ms a report, of the last tenth that was added; the file; memory at its peak.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from figures import make_parser, peak_memory, tell
from newsworld import stream_reports

from dragoman.keep import Coder, add_documents
from dragoman.record.event import Coded
from dragoman.store import open_store
from dragoman.store.reports import count_content

START, BLOCK, BATCH = date(2020, 1, 1), 640, 64


def add_block(path: Path, block: Sequence[Coded]) -> float:
    """Add coded reports; the processor's seconds."""
    known = {one.document.id: one for one in block if one.document is not None}
    coder = Coder("made", lambda document: known[document.id])
    documents = [one.document for one in block if one.document is not None]
    began = time.process_time()
    for added in add_documents(path, documents, coder, batch=BATCH):
        if added.faults:
            raise SystemExit(f"{added.faults[0].document}: {added.faults[0].reason}")
    return time.process_time() - began


def measure(path: Path, sizes: Sequence[int], per_day: float) -> Iterator[dict[str, float]]:
    """A row for each size, as it is reached."""
    coming = stream_reports(START, 10**6, per_day)
    reports = 0
    for size in sizes:
        steps: list[tuple[int, float]] = []
        while reports < size:
            block = list(islice(coming, min(BLOCK, size - reports)))
            steps.append((len(block), add_block(path, block)))
            reports += len(block)
        last = steps[-max(1, size // 10 // BLOCK) :]
        with open_store(path) as store:
            content = count_content(store)
        yield {
            "reports": reports,
            "events": content.events,
            "happenings": content.happenings,
            "ms a report": round(1000 * sum(s for _, s in last) / sum(n for n, _ in last), 1),
            "file MB": round(path.stat().st_size / 1e6),
            "KB a report": round(path.stat().st_size / 1e3 / reports, 1),
            "memory MB": round(peak_memory()),
        }


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = make_parser(__doc__)
    parser.add_argument("--sizes", type=lambda words: [int(n) for n in words.split(",")], default=[10**3, 10**4, 10**5])
    parser.add_argument("--per-day", type=float, default=274)
    parser.add_argument("--db", type=Path, help="keep the archive there; it must not be there yet")
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "made.duckdb"
        if path.exists():
            parser.error(f"{path} is there already")
        for row in measure(path, options.sizes, options.per_day):
            print(", ".join(f"{name} {value:,}" for name, value in row.items()), flush=True)
            rows.append(row)
    tell({"events a day": options.per_day, "batch": BATCH}, {}, options.json, rows=rows)


if __name__ == "__main__":
    main()

"""Measure documents a second of `dragoman.crew` with one process and with more, over the same texts, and whether they say the same.

usage: python bench/jobs.py ARTICLES.jsonl [--limit N] [--jobs 1,2] [--repeat N] [--json FILE]

Every process is started and has coded before the clock starts, so that loading the models is not counted. Prints each one's documents/s
and its ratio to one process, the seconds that a start took, the processor's seconds for 1,000 documents (of those that code, and of the
one that hands out and collects), the memory of a process, and the load of the machine, for a shared machine shows less than it could.
"""

import argparse
import hashlib
import json
import os
import platform
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.crew import Crew
from dragoman.read import make_document
from dragoman.read.dates import parse_date
from dragoman.record.document import Document
from dragoman.record.fault import Fault
from dragoman.record.jsonl import encode_event
from dragoman.version import VERSION

Given = Sequence[Document | Fault]


def read_articles(path: Path, limit: int) -> Given:
    """The first `limit` articles of a JSON Lines file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:limit]]
    return [
        make_document(a["text"], published=parse_date(a["date"]), title=a.get("title"), id=str(a["id"]), language="en")
        for a in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Seconds until all processes were ready, of coding, and of the processor for it; a digest of all records; each one's memory in MB."""

    start: float
    coding: float
    coders: float
    collector: float
    digest: str
    memory: list[float]


def measure(documents: Given, jobs: int) -> Run:
    """Code all documents once."""
    began = time.perf_counter()
    with Crew(jobs) as crew:
        for _ in crew.code_documents(documents[: 8 * jobs]):
            pass
        ready, own = time.perf_counter(), time.process_time()
        before = sum(map(processor_seconds, list_children()))
        digest = hashlib.sha256()
        for coded in crew.code_documents(documents):
            for event in coded.events:
                digest.update(encode_event(event))
        ended = time.perf_counter()
        return Run(
            start=ready - began,
            coding=ended - ready,
            coders=sum(map(processor_seconds, list_children())) - before,
            collector=time.process_time() - own,
            digest=digest.hexdigest()[:12],
            memory=[peak_memory(child) for child in list_children()],
        )


def list_children() -> list[int]:
    """The process numbers of this one's children that code."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    found = []
    for task in Path("/proc/self/task").iterdir() if children.exists() else ():
        found += [int(child) for child in (task / "children").read_text().split()]
    return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def processor_seconds(process: int) -> float:
    """What a process has had of the processor, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_memory(process: int) -> float:
    """A process's peak memory in MB."""
    line = next(x for x in Path(f"/proc/{process}/status").read_text().splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--jobs", type=lambda words: [int(n) for n in words.split(",")], default=[1, 2])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    documents = read_articles(options.articles, options.limit)
    figures: dict[str, object] = {
        "dragoman": VERSION,
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "documents": len(documents),
        "characters": sum(len(one.text) for one in documents if isinstance(one, Document)),
        "repeat": options.repeat,
        "load_before": round(os.getloadavg()[0], 1),
    }
    # They take turns, so that a busy machine slows all alike.
    runs = [{jobs: measure(documents, jobs) for jobs in options.jobs} for _ in range(options.repeat)]
    rates = {jobs: statistics.median(len(documents) / run[jobs].coding for run in runs) for jobs in options.jobs}
    for jobs in options.jobs:
        figures[f"documents_per_s_{jobs}"] = round(rates[jobs], 2)
        figures[f"ratio_{jobs}"] = round(rates[jobs] / rates[options.jobs[0]], 2)
        figures[f"start_s_{jobs}"] = round(statistics.median(run[jobs].start for run in runs), 1)
        for who in ("coders", "collector"):
            spent = statistics.median(getattr(run[jobs], who) for run in runs)
            figures[f"processor_s_per_1000_{who}_{jobs}"] = round(1000 * spent / len(documents), 1)
        figures[f"memory_mb_each_{jobs}"] = round(max(max(run[jobs].memory, default=0.0) for run in runs))
    figures["load_after"] = round(os.getloadavg()[0], 1)
    figures["same_records"] = len({run[jobs].digest for run in runs for jobs in options.jobs}) == 1
    for name, value in figures.items():
        print(f"{name:36} {value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

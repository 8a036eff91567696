"""Measure documents a second of `dragoman.crew` with one process and with more, over the same texts, and whether they say the same.

usage: python bench/jobs.py ARTICLES.jsonl [--limit N] [--jobs 1,2] [--engine local|ray] [--repeat N] [--json FILE]

Every process is started and has coded before the clock starts, so that loading the models is not counted. A row for each number of jobs: documents
a second and their ratio to the first, the seconds that a start took, the processor's seconds for 1,000 documents (of those that code, with
what an engine runs beside them; and of the one that hands out and collects), the memory of the largest process and of all together.
The load of the machine is told, for a shared machine shows less than it could.
"""

import hashlib
import json
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures import make_parser, peak_memory, tell

from dragoman.crew import Crew
from dragoman.read import make_document
from dragoman.read.dates import parse_date
from dragoman.record.document import Document
from dragoman.record.fault import Fault
from dragoman.record.jsonl import encode_event

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
    """Seconds until all processes were ready, of coding, and of the processor for it; a digest of all records; each process's memory in MB."""

    start: float
    coding: float
    coders: float
    collector: float
    digest: str
    memory: list[float]


def measure(documents: Given, jobs: int, engine: str) -> Run:
    """Code all documents once."""
    began = time.perf_counter()
    with Crew(jobs, engine=engine) as crew:
        for _ in crew.code_documents(documents[: 8 * jobs]):
            pass
        ready, own = time.perf_counter(), time.process_time()
        before = sum(map(processor_seconds, list_descendants()))
        digest = hashlib.sha256()
        for coded in crew.code_documents(documents):
            for event in coded.events:
                digest.update(encode_event(event))
        ended = time.perf_counter()
        return Run(
            start=ready - began,
            coding=ended - ready,
            coders=sum(map(processor_seconds, list_descendants())) - before,
            collector=time.process_time() - own,
            digest=digest.hexdigest()[:12],
            memory=[peak_memory(child) for child in list_descendants()],
        )


def list_descendants(process: int | None = None) -> Iterator[int]:
    """The process numbers of this one's children and theirs."""
    for task in Path(f"/proc/{process or os.getpid()}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            yield child
            yield from list_descendants(child)


def processor_seconds(process: int) -> float:
    """What a process has had of the processor, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def make_row(jobs: int, runs: Sequence[Run], documents: int, first: float) -> dict[str, Any]:
    """The medians of some runs; `first` is the median rate to which theirs is compared."""
    rate = statistics.median(documents / run.coding for run in runs)
    return {
        "jobs": jobs,
        "documents/s": round(rate, 2),
        "ratio": round(rate / first, 2),
        "start s": round(statistics.median(run.start for run in runs), 1),
        "coders s/1000": round(1000 * statistics.median(run.coders for run in runs) / documents, 1),
        "collector s/1000": round(1000 * statistics.median(run.collector for run in runs) / documents, 1),
        "largest MB": round(max(max(run.memory) for run in runs)),
        "all MB": round(max(sum(run.memory) for run in runs)),
    }


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = make_parser(__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--jobs", type=lambda words: [int(n) for n in words.split(",")], default=[1, 2])
    parser.add_argument("--engine", default="local", help="local or ray")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    documents = read_articles(options.articles, options.limit)
    given = {
        "documents": len(documents),
        "characters": sum(len(one.text) for one in documents if isinstance(one, Document)),
        "engine": options.engine,
        "repeat": options.repeat,
    }
    # They take turns, so that a busy machine slows all alike.
    runs = [{jobs: measure(documents, jobs, options.engine) for jobs in options.jobs} for _ in range(options.repeat)]
    first = statistics.median(len(documents) / run[options.jobs[0]].coding for run in runs)
    rows = [make_row(jobs, [run[jobs] for run in runs], len(documents), first) for jobs in options.jobs]
    same = len({run[jobs].digest for run in runs for jobs in options.jobs}) == 1
    tell(given, {"same records": same, "digest": runs[0][options.jobs[0]].digest}, options.json, rows=rows)


if __name__ == "__main__":
    main()

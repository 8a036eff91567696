"""Measure documents a second of plain spaCy and of dragoman over the same texts, in one process on one core.

usage: python bench/throughput.py ARTICLES.jsonl [--limit N] [--repeat N] [--reader both|rules] [--json FILE]

(a) `spacy.load(model)`'s `nlp.pipe` with its full pipeline; (b) dragoman from text to records. The two take turns over
each block of texts, so that a busy machine slows both alike. Prints each one's documents/s, the ratio (b)/(a) and
dragoman's peak memory, measured in a process of its own that runs nothing else.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from figures import make_parser, peak_memory, tell

BLOCK = 50


def pin_to_one_core() -> None:
    """Run this process, and the threads of its libraries, on one core."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def read_articles(path: Path, limit: int) -> list[dict[str, str]]:
    """The first `limit` articles of a JSON Lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()[:limit]
    return [json.loads(line) for line in lines]


def make_documents(articles: list[dict[str, str]]) -> Iterator[Any]:
    """The articles as dragoman's Documents."""
    from dragoman.read import make_document
    from dragoman.read.dates import parse_date

    for a in articles:
        yield make_document(
            a["text"], published=parse_date(a["date"]), title=a.get("title"), id=str(a["id"]), language="en"
        )


def run_dragoman(articles: list[dict[str, str]], reader: str) -> int:
    """Code the articles from text to records; the number of events."""
    from dragoman.flow import code_documents
    from dragoman.kit import load_kit, rest_collector
    from dragoman.record.jsonl import encode_event

    kit = load_kit(reader=reader)
    rest_collector()
    return sum(
        1 for coded in code_documents(make_documents(articles), kit) for event in coded.events if encode_event(event)
    )


def measure_memory(path: Path, limit: int, reader: str) -> float:
    """Peak memory in MB of a fresh process that only codes."""
    command = [sys.executable, __file__, str(path), "--limit", str(limit), "--reader", reader, "--memory"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1])


def measure_once(articles: list[dict[str, str]], nlp: Any, reader: str) -> tuple[float, float, int]:
    """Seconds of plain spaCy, seconds of dragoman, and the number of events, over all articles in turns."""
    plain = ours = 0.0
    events = 0
    for start in range(0, len(articles), BLOCK):
        block = articles[start : start + BLOCK]
        began = time.perf_counter()
        for _ in nlp.pipe(a["text"] for a in block):
            pass
        middle = time.perf_counter()
        events += run_dragoman(block, reader)
        plain += middle - began
        ours += time.perf_counter() - middle
    return plain, ours, events


def describe_run(articles: list[dict[str, str]], nlp: Any, reader: str, repeat: int) -> dict[str, Any]:
    """What was measured, and with what."""
    return {
        "documents": len(articles),
        "characters": sum(len(a["text"]) for a in articles),
        "reader": reader,
        "repeat": repeat,
        "model": f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}",
    }


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = make_parser(__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--reader", choices=["both", "rules"], default="both")
    parser.add_argument("--memory", action="store_true", help="only code, and print the peak memory in MB")
    options = parser.parse_args()
    pin_to_one_core()
    articles = read_articles(options.articles, options.limit)
    if options.memory:
        run_dragoman(articles, options.reader)
        print(peak_memory())
        return
    import spacy

    from dragoman.kit import load_kit

    nlp = spacy.load(load_kit().parser.name)
    run_dragoman(articles[:5], options.reader)
    list(nlp.pipe(a["text"] for a in articles[:5]))
    runs = [measure_once(articles, nlp, options.reader) for _ in range(options.repeat)]
    plain = statistics.median(len(articles) / r[0] for r in runs)
    ours = statistics.median(len(articles) / r[1] for r in runs)
    figures = {
        "events": runs[0][2],
        "spacy_documents_per_s": round(plain, 2),
        "dragoman_documents_per_s": round(ours, 2),
        "ratio": round(ours / plain, 2),
        "peak_memory_mb": round(measure_memory(options.articles, options.limit, options.reader), 1),
    }
    tell(describe_run(articles, nlp, options.reader, options.repeat), figures, options.json)


if __name__ == "__main__":
    main()

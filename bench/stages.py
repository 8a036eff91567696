"""Measure where the time of a report goes, stage by stage, beside plain spaCy over the same texts, on one core.

usage: python bench/stages.py ARTICLES.jsonl [--limit N] [--repeat N] [--reader both|rules] [--json FILE]

Counts CPU time, so that other work on the machine matters little. Each stage of `flow.code_document` is a function;
here each is wrapped by one that counts. spaCy and dragoman take turns over blocks of texts. The first reports warm both up.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from figures import make_parser, tell
from throughput import BLOCK, describe_run, make_documents, pin_to_one_core, read_articles

WARM = 10


class Clock:
    """Counts CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def count(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """`work`, as a function that adds the time it takes to `stage`."""

        def counted(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return work(*given, **named)
            finally:
                self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - began

        return counted


@contextmanager
def watch_stages(clock: Clock, reader: str) -> Iterator[Any]:
    """A kit whose stages `clock` counts while the context lasts; those that are functions are wrapped where flow finds them."""
    from dragoman import flow
    from dragoman.kit import load_kit, rest_collector

    kit = load_kit(reader=reader)
    rest_collector()
    functions = (
        ("segment", "split_sentences"),
        ("sift", "add_antecedents"),
        ("find", "find_mentions"),
        ("find remarks", "find_remarks"),
        ("resolve", "resolve_mentions"),
    )
    methods = (
        ("sift", kit.sieve, "can_hold_event"),
        ("glance", kit.reader, "glance_sentences"),
        ("parse", kit.parser, "parse_sentences"),
        ("code", kit.coder, "code_events"),
    )
    with ExitStack() as watches:
        for stage, owner, name in (*((stage, flow, name) for stage, name in functions), *methods):
            if owner is not None:
                watches.enter_context(patch.object(owner, name, clock.count(stage, getattr(owner, name))))
        yield kit


def measure_once(articles: list[dict[str, str]], nlp: Any, kit: Any, clock: Clock) -> dict[str, float]:
    """CPU milliseconds a report: of plain spaCy, of dragoman, and of each of its stages."""
    from dragoman.flow import code_document
    from dragoman.record.jsonl import encode_event

    clock.seconds.clear()
    plain = ours = 0.0
    for start in range(0, len(articles), BLOCK):
        block = articles[start : start + BLOCK]
        began = time.process_time()
        for _ in nlp.pipe(a["text"] for a in block):
            pass
        middle = time.process_time()
        for document in clock.count("make document", list)(make_documents(block)):
            coded = code_document(document, kit)
            clock.count("encode", lambda events: [encode_event(e) for e in events])(coded.events)
        plain += middle - began
        ours += time.process_time() - middle
    found = {"plain spaCy": plain, "dragoman": ours, **clock.seconds}
    return {name: 1000 * seconds / len(articles) for name, seconds in found.items()}


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = make_parser(__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--reader", choices=["both", "rules"], default="both")
    options = parser.parse_args()
    pin_to_one_core()
    import spacy

    clock = Clock()
    articles = read_articles(options.articles, options.limit)
    with watch_stages(clock, options.reader) as kit:
        nlp = spacy.load(kit.parser.name)
        measure_once(articles[:WARM], nlp, kit, clock)
        runs = [measure_once(articles, nlp, kit, clock) for _ in range(options.repeat)]
    stages = {name: round(statistics.median(run[name] for run in runs), 2) for name in runs[0]}
    rows = [
        {"stage": name, "ms a report": value, "% of dragoman": round(100 * value / stages["dragoman"], 1)}
        for name, value in stages.items()
    ]
    given = describe_run(articles, nlp, options.reader, options.repeat)
    tell(given, {"ratio": round(stages["plain spaCy"] / stages["dragoman"], 2)}, options.json, rows=rows)


if __name__ == "__main__":
    main()

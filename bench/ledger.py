"""Measure the ledger of commitments in the reading room, on an archive of a million generated events of which many promise something.

usage: python bench/ledger.py [--events N] [--db FILE] [--most N] [--repeat N] [--json FILE]

The archive is that of bench/asking.py, in which each event of a verbal type gets a content: words of its sentence. (Its words are drawn by
chance, so little ever comes of a promise; what is measured is time.) With --db the archive is changed so. Told are: the time to read and to make
the ledger of the newest MOST happenings, apart from any request; and then the median time of questions to it, by the clock and of all processors.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from asking import make_archive
from figures import make_parser, tell

from dragoman.archive import Archive
from dragoman.ask.commitments import Ledger, make_ledger, pick_commitments
from dragoman.ask.filters import make_filter
from dragoman.ask.ledger import find_start, read_sources
from dragoman.serve.ledgers import MOST
from dragoman.store import open_store

TYPES = "'AGREE', 'CONCEDE', 'REQUEST', 'REJECT', 'THREATEN'"
# Words 3 to 8 of a sentence of words with a blank between each.
_CONTENT = "array_to_string(string_split({0}, ' ')[3:8], ' ')"
_SPAN = "{{'text': {words}, 'start': {at}, 'end': {at} + length({words})}}"
QUESTIONS: Mapping[str, Mapping[str, Any]] = {
    "all": {},
    "by a country": {"by": "EGY"},
    "open, by deadline": {"state": "open", "order": "due"},
    "of a kind, in a year": {"kind": "threat", "since": "2024"},
    "by a word": {"text": "w7"},
    "to a person": {"to": "Given0 Name1940"},
}


def add_contents(path: Path) -> None:
    """Let each event of a verbal type promise something, and its happening with it."""
    words = _CONTENT.format("e.sentence_text")
    at = f'e.sentence."start" + position({words} IN e.sentence_text) - 1'
    span = _SPAN.format(words=words, at=at)
    with open_store(path, write=True) as store:
        store.change(f"UPDATE event e SET content = {span} WHERE e.event IN ({TYPES}) AND length({words}) > 0")
        store.change(
            "UPDATE happening h SET content = e.content FROM event e"
            f" WHERE e.id = h.events[1] AND h.event IN ({TYPES}) AND e.content IS NOT NULL"
        )


def take(ask: Callable[[], Any], repeat: int = 1) -> tuple[float, float, Any]:
    """The median time in ms by the clock and of all processors, and what came."""
    clock, processors, found = [], [], None
    for _ in range(repeat):
        began, worked = time.perf_counter(), time.process_time()
        found = ask()
        clock.append(1000 * (time.perf_counter() - began))
        processors.append(1000 * (time.process_time() - worked))
    return statistics.median(clock), statistics.median(processors), found


def make_row(name: str, clock: float, processors: float, rows: int) -> dict[str, Any]:
    """What a question took."""
    return {"question": name, "ms": round(clock), "processor_ms": round(processors), "rows": rows}


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = make_parser(__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--most", type=int, default=MOST)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "made.duckdb"
        if not path.exists():
            make_archive(path, options.events)
        add_contents(path)
        told = []
        with Archive(path) as archive:
            day = date(2024, 12, 31)
            since = find_start(archive, day, options.most)
            clock, processors, sources = take(lambda: read_sources(archive, day, since))
            told.append(make_row("read what bears on it", clock, processors, len(sources.happenings)))
            clock, processors, ledger = take(lambda: make_ledger(sources, day, since))
            told.append(make_row("make it", clock, processors, len(ledger.entries)))
            told += [measure(archive, ledger, name, words, options.repeat) for name, words in QUESTIONS.items()]
    tell({"events": options.events, "happenings at most": options.most, "since": since}, {}, options.json, rows=told)


def measure(archive: Archive, ledger: Ledger, name: str, words: Mapping[str, Any], repeat: int) -> dict[str, Any]:
    """Ask a ledger that is made."""
    wanted = make_filter("commitments", words)
    clock, processors, found = take(lambda: pick_commitments(archive, ledger, wanted), repeat)
    return make_row(name, clock, processors, len(found))


if __name__ == "__main__":
    main()

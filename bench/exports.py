"""How fast each form of `dragoman export` is written, and how much memory it takes: made-up events come in, a table goes out.

usage: python bench/exports.py [--events N] [--forms FORM,FORM,...] [--json FILE]

Each form is written by a process of its own, to a file in a temporary folder, so that its peak memory is its own. The bytes
of memory are those above what the same process takes to write ten events.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from figures import make_parser, tell

from dragoman.export import EVENT_EXPORTERS
from dragoman.export.outline import Notes
from dragoman.plug import load
from dragoman.record.document import CiteInfo
from dragoman.record.event import Deadline, Event, SentenceRef
from dragoman.record.mention import Actor, Place
from dragoman.record.span import Span

CODES = "SDN TCD KEN EGY LBY NOR MLI NER".split()


def make_events(number: int) -> Iterator[Event]:
    """Events of eight states with each other over ten years, each with a place, a content and a deadline."""
    who = [
        Actor(code=code, sector=("GOV",), entity_text=code, start=0, end=3, identifier_text=code, identifier_id=code)
        for code in CODES
    ]
    first = Event(
        id="", document="", sentence=SentenceRef(sequence=0, start=0, end=100), trigger=Span("warned", 4, 10),
        event="THREATEN", mode="expel", context=("diplomatic",), quad_code=3, event_scale=-3.5, cameo="131", status="actual",
        actor=(), recipient=(), date=None, enddate=None, date_basis="stated", date_text=Span("Monday", 50, 56),
        event_loc=Place(extracted_place="Port", start=60, end=64, resolved_place="Port", geonameid=1, lat=13.4, lon=22.4,
                        province="West", country="Sudan", country_code="SDN", feature_code="PPL", resolution=4),
        content=Span("expel its ambassador", 20, 40), condition=None,
        deadline=Deadline(text="by 1 March", start=70, end=80, date=date(2021, 3, 1)), attribution=(), confidence=0.7,
        coder="dragoman", cite_info=CiteInfo(url="https://news.example/a", publication="News", published=date(2021, 2, 10)),
    )  # fmt: skip
    for n in range(number):
        day = date(2015, 1, 1) + timedelta(days=n % 3650)
        pair = (who[n % 8],), (who[(n + 1 + n // 8 % 7) % 8],)
        yield replace(
            first, id=f"{n:016x}", document=f"{n // 5:016x}", actor=pair[0], recipient=pair[1], date=day, enddate=day
        )


def measure(form: str, number: int) -> None:
    """Write one form and print seconds, bytes of the file and peak memory in MiB."""
    write = load(EVENT_EXPORTERS[form])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        start = time.perf_counter()
        with path.open("wb") as out:
            write(make_events(number), out, Notes())
        seconds = time.perf_counter() - start
        print(seconds, path.stat().st_size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Print a row for each form."""
    if len(sys.argv) == 3 and sys.argv[1] in EVENT_EXPORTERS:
        measure(sys.argv[1], int(sys.argv[2]))
        return
    parser = make_parser(__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--forms", type=lambda words: words.split(","), default=sorted(EVENT_EXPORTERS))
    options = parser.parse_args()
    rows = []
    for form in options.forms:
        runs = [subprocess.run([sys.executable, __file__, form, str(n)], capture_output=True, text=True, check=True)
                for n in (10, options.events)]  # fmt: skip
        base, (seconds, size, peak) = float(runs[0].stdout.split()[2]), map(float, runs[1].stdout.split())
        rows.append(
            {
                "form": form,
                "events a second": round(options.events / seconds),
                "bytes an event": round(size / options.events),
                "MiB above its own": round(peak - base),
            }
        )
    tell({"events": options.events}, {}, options.json, rows=rows)


if __name__ == "__main__":
    main()

"""Measure the reading room on an archive of a million generated events: each kind of page, and fifty readers at once for a minute.

usage: python bench/reading_room.py [--events N] [--db FILE] [--repeat N] [--kinds N] [--readers N] [--seconds S] [--think S] [--json FILE]

The archive is that of bench/asking.py. `dragoman serve` runs as a process of its own, as for anybody. The first part walks from the first
page over every link, as test_hostile.py does, and takes some pages of each kind (a path and the words of its query). It tells the median time
from the request to the last byte, asked by one visitor: of the first answer, which the archive is asked for; of later ones, when what was asked
is remembered; and the time of all processors for a first one, which other work on the machine does not lengthen. The second part lets so
many readers walk at once, each waiting `think` seconds, more or less, before the next page; it tells times and every answer that was an error.
"""

import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from asking import make_archive
from figures import make_parser, tell

LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"]*)"')
# Pages of each kind that are measured.
OF_A_KIND = 3
# What a list, and what a report, may take (issue 7), in ms.
LIST, REPORT = 300, 100
STARTS = (
    "/",
    "/happenings",
    "/reports",
    "/status",
    "/try",
    "/happenings?actor=EGY",
    "/happenings?text=w7777",
    "/reports?text=w123+w456",
)


@contextmanager
def open_room(path: Path) -> Iterator[tuple[str, int]]:
    """Run `dragoman serve`; gives its address and the number of its process."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    command = [sys.executable, "-m", "dragoman", "serve", "--db", str(path), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as room:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                httpx.get(f"{address}/healthz")
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address, room.pid
        room.terminate()


def name_kind(path: str) -> str:
    """Pages of one kind have one path, ids apart, and the same words in their query."""
    parts = urlsplit(path)
    steps = parts.path.split("/")
    words = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    return "/".join(steps[:2]) + ("/ID" if len(steps) > 2 else "") + ("?" + "&".join(words) if words else "")


def count_processors(pid: int) -> float:
    """The time that all processors have spent on a process, in ms; 0 where the system does not tell it so."""
    try:
        spent = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return 1000 * (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Page:
    """A page: its path, and the time, and the time of processors, that it took when it was first asked for, in ms."""

    path: str
    first: float
    worked: float


def find_pages(visitor: httpx.Client, pid: int, most: int) -> dict[str, list[Page]]:
    """Some pages of each kind that links lead to, each asked for once; of no more kinds than `most`, for filters combine without end."""
    kinds: dict[str, list[Page]] = {}
    left, seen = list(STARTS), set(STARTS)
    while left:
        path = left.pop(0)
        kind = name_kind(path)
        if len(kinds.get(kind, ())) >= OF_A_KIND or (kind not in kinds and len(kinds) >= most):
            continue
        before, began = count_processors(pid), time.perf_counter()
        answer = visitor.get(path)
        page = Page(path, 1000 * (time.perf_counter() - began), count_processors(pid) - before)
        if answer.status_code != 200:
            print(f"{answer.status_code} {path}")
            continue
        kinds.setdefault(kind, []).append(page)
        for link in map(unescape, LINK.findall(answer.text)):
            link = link.partition("#")[0]
            if link not in seen and not link.startswith(("/static/", "/api/", "/feed/")):
                seen.add(link)
                left.append(link)
    return kinds


def time_page(visitor: httpx.Client, path: str) -> float:
    """The time of one answer in ms; an error raises."""
    began = time.perf_counter()
    visitor.get(path).raise_for_status()
    return 1000 * (time.perf_counter() - began)


def time_kinds(visitor: httpx.Client, kinds: Mapping[str, list[Page]], repeat: int) -> dict[str, dict[str, float]]:
    """For each kind the median time of a first and of a later answer, and of the processors for a first one."""
    found = {}
    for kind, pages in sorted(kinds.items()):
        again = [time_page(visitor, page.path) for _ in range(repeat) for page in pages]
        found[kind] = {
            "first": round(statistics.median(page.first for page in pages), 1),
            "processors": round(statistics.median(page.worked for page in pages), 1),
            "again": round(statistics.median(again), 1),
        }
    return found


def read_on(address: str, pages: list[str], end: float, think: float, times: list[float], wrong: list[str]) -> None:
    """One reader: page after page until the end."""
    draw = random.Random(threading.get_ident())
    with httpx.Client(base_url=address, timeout=60) as visitor:
        time.sleep(think * draw.random())
        while time.monotonic() < end:
            path = draw.choice(pages)
            try:
                times.append(time_page(visitor, path))
            except httpx.HTTPError as error:
                wrong.append(f"{path}: {error!r}")
            time.sleep(think * (0.5 + draw.random()))


def read_together(address: str, pages: list[str], readers: int, seconds: float, think: float) -> dict[str, object]:
    """Many readers at once; times in ms, and what went wrong."""
    times: list[float] = []
    wrong: list[str] = []
    end = time.monotonic() + seconds
    walking = [
        threading.Thread(target=read_on, args=(address, pages, end, think, times, wrong)) for _ in range(readers)
    ]
    for reader in walking:
        reader.start()
    for reader in walking:
        reader.join()
    return {
        "readers": readers,
        "seconds": seconds,
        "think": think,
        "answers": len(times),
        "errors": len(wrong),
        "first_errors": wrong[:3],
        "together_median_ms": round(statistics.median(times), 1),
        "together_95_of_100_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "together_slowest_ms": round(max(times), 1),
    }


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = make_parser(__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--kinds", type=int, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=2.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "made.duckdb"
        if not path.exists():
            make_archive(path, options.events)
        with open_room(path) as (address, pid):
            with httpx.Client(base_url=address, timeout=60) as visitor:
                kinds = find_pages(visitor, pid, options.kinds)
                found = time_kinds(visitor, kinds, options.repeat)
            paths = [page.path for pages in kinds.values() for page in pages]
            together = read_together(address, paths, options.readers, options.seconds, options.think)
    firsts = {kind: times["first"] for kind, times in found.items()}
    summary = {
        "kinds": len(found),
        "pages": len(paths),
        **{
            f"median_{name}_ms": statistics.median(t[name] for t in found.values())
            for name in ("first", "processors", "again")
        },
        "slowest": max(firsts, key=lambda kind: firsts[kind]),
        "slowest_ms": max(firsts.values()),
        f"over_{LIST}_ms": sorted(kind for kind, ms in firsts.items() if ms > LIST),
        f"reports_over_{REPORT}_ms": sorted(k for k, ms in firsts.items() if k.startswith("/report?") and ms > REPORT),
        **together,
    }
    given = {"events": options.events, "repeat": options.repeat}
    tell(given, summary, options.json, rows=({"page": kind, **times} for kind, times in found.items()))


if __name__ == "__main__":
    main()

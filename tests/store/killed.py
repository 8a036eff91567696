"""Kill what adds to an archive, again and again, and see that run to its end it holds what an uninterrupted run gives.

usage: python killed.py FOLDER KILLS SEED

Everything is imported once; each run is a forked child, so that a kill costs milliseconds. The parent opens no archive itself: DuckDB's
threads would not survive a fork. Prints JSON: how many children were killed at work, after which numbers of kept reports, and
whether every archive ended equal.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dragoman.errors import StoreError
from dragoman.keep import add_documents
from dragoman.store import open_store
from dragoman.store.reports import count_content
from store.made import digest_archive, make_coder, make_reports

REPORTS = make_reports(30, seed=5)
BATCH = 3
KILLS_EACH = 8
MOST_BATCHES = 2  # between two kills, so that eight kills fit into the ten batches of a run


def add(path: Path, told: int | None = None) -> None:
    """Run to the end; for each batch that brought something a byte is written to `told`."""
    for added in add_documents(path, REPORTS, make_coder(), batch=BATCH):
        if told is not None and added.reports:
            os.write(told, b".")


def fork(work: Callable[[], object]) -> int:
    """Do some work in a child, which dies with its last word; the child's process number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def ask(work: Callable[[], object]) -> object:
    """What some work in a child gives."""
    reading, writing = os.pipe()
    child = fork(lambda: os.write(writing, json.dumps(work()).encode()))
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        words = answer.read()
    _, status = os.waitpid(child, 0)
    assert status == 0, "the child failed"
    return json.loads(words)


def count_kept(path: Path) -> int:
    """How many reports an archive holds after a kill; 0 where the kill came before there was one."""
    if not path.exists():
        return 0
    with open_store(path) as store:
        return count_content(store).reports


def kill_at_work(path: Path, batches: int, delay: float) -> bool:
    """Start a run and kill it so many seconds after so many batches were kept; False where it had come to its end."""
    reading, writing = os.pipe()
    child = fork(lambda: add(path, writing))
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as told:
        while batches and told.read(1):
            batches -= 1
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the child failed by itself"
    return os.WIFSIGNALED(status)


def main() -> None:
    """Kill as often as asked, over as many archives as that takes."""
    folder, kills, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))
    whole = folder / "whole.duckdb"
    begin = time.monotonic()
    ask(lambda: add(whole))
    moment = 1.5 * BATCH * (time.monotonic() - begin) / len(REPORTS)  # a batch and a half
    wanted = ask(lambda: dict(digest_archive(whole)))
    kept_after: list[int] = []
    archives, equal = 0, 0
    while len(kept_after) < kills:
        path = folder / f"killed{archives}.duckdb"
        for _ in range(min(KILLS_EACH, kills - len(kept_after))):
            if not kill_at_work(path, chance.randint(0, MOST_BATCHES), chance.uniform(0, moment)):
                break
            kept_after.append(int(str(ask(lambda path=path: count_kept(path)))))
        ask(lambda path=path: add(path))
        equal += ask(lambda path=path: dict(digest_archive(path))) == wanted
        archives += 1
    sys.stdout.write(json.dumps({"kept_after": kept_after, "archives": archives, "equal": equal}))


if __name__ == "__main__":
    try:
        main()
    except StoreError as error:
        sys.exit(str(error))

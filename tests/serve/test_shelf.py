"""Many read at once, writers get their turn, and no question lasts for ever."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ask.made import EVENTS, make_archive
from dragoman.errors import StoreBusy, StoreError
from dragoman.serve.settings import Settings
from dragoman.serve.shelf import Shelf
from dragoman.store import open_store

# Some seconds of work, whatever the machine.
ENDLESS = "SELECT count(*) FROM range(1000000000) a, range(1000) b WHERE hash(a.range + b.range) % 7 = 3"
WRITE = (
    "import sys; from dragoman.store import open_store\n"
    "with open_store(sys.argv[1], write=True, wait=float(sys.argv[2])) as store: store.change(\"DELETE FROM event WHERE id = 'aid'\")"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "news.duckdb")


def write_elsewhere(path: Path, wait: float) -> subprocess.CompletedProcess[str]:
    """Change the archive from another process, which waits for its turn so long."""
    return subprocess.run([sys.executable, "-c", WRITE, path, str(wait)], capture_output=True, text=True, check=False)


def test_fifty_read_at_once_and_no_more_than_allowed_hold_an_archive(path: Path) -> None:
    shelf = Shelf(path, Settings(questions=4))
    inside, most = [], []

    def read(_: int) -> int:
        with shelf.lend() as archive:
            inside.append(1)
            most.append(len(inside))
            found = archive.events().count()
            inside.pop()
            return found

    with ThreadPoolExecutor(50) as readers:
        assert set(readers.map(read, range(200))) == {len(EVENTS)}
    assert 1 < max(most) <= 4
    shelf.close()


def test_who_writes_elsewhere_gets_in_while_reading_goes_on(path: Path) -> None:
    shelf = Shelf(path, Settings(longest=0.5))
    stop, counts, wrong = threading.Event(), [], []

    def read() -> None:
        while not stop.is_set():
            try:
                with shelf.lend() as archive:
                    counts.append(archive.events().count())
            except StoreError as error:
                wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    done = write_elsewhere(path, 10)
    time.sleep(0.2)
    stop.set()
    for reader in readers:
        reader.join()
    shelf.close()
    assert done.returncode == 0, done.stderr
    assert wrong == []
    assert counts[0] == len(EVENTS)
    assert counts[-1] == len(EVENTS) - 1, "what was written is read"


def test_the_file_is_free_a_moment_after_the_last_question(path: Path) -> None:
    shelf = Shelf(path, Settings(linger=0.05))
    with shelf.lend() as archive:
        assert archive.events().count() == len(EVENTS)
    done = write_elsewhere(path, 2)
    assert done.returncode == 0, done.stderr
    with shelf.lend() as archive:
        assert archive.events().count() == len(EVENTS) - 1
    shelf.close()


def test_a_question_that_takes_too_long_is_stopped_and_the_next_is_answered(path: Path) -> None:
    shelf = Shelf(path, Settings(patience=0.3))
    began = time.monotonic()
    with pytest.raises(StoreBusy, match="took too long"), shelf.lend() as archive:
        archive.rows(ENDLESS)
    assert time.monotonic() - began < 5
    with shelf.lend() as archive:
        assert archive.events().count() == len(EVENTS)
    shelf.close()


def test_who_finds_all_archives_lent_is_told_to_come_again(path: Path) -> None:
    shelf = Shelf(path, Settings(questions=1, turn=0.2))
    with shelf.lend(), pytest.raises(StoreBusy, match="too many"), shelf.lend():
        pass
    shelf.close()


def test_who_changes_it_is_alone(path: Path) -> None:
    shelf = Shelf(path, Settings())
    seen = []

    def read() -> None:
        with shelf.lend() as archive:
            seen.append(archive.events().count())

    with shelf.lend() as archive:
        archive.events().count()
    with shelf.change() as archive:
        reader = threading.Thread(target=read)
        reader.start()
        assert archive.forget("brief").reports == ("brief",)
        time.sleep(0.1)
        assert seen == [], "nobody reads meanwhile"
    reader.join()
    assert seen == [len(EVENTS) - 1]
    shelf.close()


def test_what_is_remembered_is_forgotten_when_the_archive_changes(path: Path) -> None:
    shelf = Shelf(path, Settings())
    made = []

    def make() -> int:
        made.append(1)
        with shelf.lend() as archive:
            return archive.events().count()

    assert shelf.remember("n", make) == shelf.remember("n", make) == len(EVENTS)
    assert len(made) == 1
    with shelf.change() as archive:
        archive.forget("brief")
    assert shelf.remember("n", make) == len(EVENTS) - 1
    shelf.close()


def test_what_many_ask_for_at_once_is_made_once(path: Path) -> None:
    shelf = Shelf(path, Settings())
    made = []

    def make() -> int:
        made.append(1)
        time.sleep(0.1)
        return len(made)

    with ThreadPoolExecutor(10) as readers:
        assert list(readers.map(lambda _: shelf.remember("n", make), range(20))) == [1] * 20
    shelf.close()


def test_what_fails_is_not_remembered(path: Path) -> None:
    shelf = Shelf(path, Settings())
    with pytest.raises(ZeroDivisionError):
        shelf.remember("n", lambda: 1 // 0)
    assert shelf.remember("n", lambda: 5) == 5
    shelf.close()


def test_there_is_no_archive(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "none.duckdb", Settings())
    with pytest.raises(StoreError, match="there is no archive here"), shelf.lend():
        pass
    assert shelf.state == "-_-"
    shelf.close()


def test_a_shelf_that_is_closed_lets_go(path: Path) -> None:
    shelf = Shelf(path, Settings(linger=60))
    with shelf.lend() as archive:
        archive.events().count()
    shelf.close()
    with open_store(path, write=True) as store:
        store.change("DELETE FROM event")

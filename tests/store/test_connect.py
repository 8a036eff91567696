"""Opening: who gets in, who waits, and what is said to who does not."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import StoreBusy, StoreError
from dragoman.keep import add_documents
from dragoman.store import open_store
from dragoman.store.reports import count_content
from store.made import digest_archive, make_coder, make_reports

HOLD = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "read")
print("held", flush=True)
sys.stdin.read()
"""


class Holder:
    """Another process that holds a file until it is let go."""

    def __init__(self, path: Path, how: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"held\n"

    def let_go(self) -> None:
        self.process.communicate()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    list(add_documents(path, make_reports(4), make_coder()))
    return path


def test_reading_makes_no_archive(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no archive here"):
        open_store(tmp_path / "none.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_writing_makes_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.duckdb", write=True) as store:
        assert count_content(store) == (0, 0, 0, 0)
    assert [p.name for p in tmp_path.iterdir()] == ["new.duckdb"]


def test_what_a_killed_maker_left_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / ".new.duckdb.new").write_bytes(b"half a head")
    with open_store(tmp_path / "new.duckdb", write=True) as store:
        assert count_content(store).reports == 0
    assert [p.name for p in tmp_path.iterdir()] == ["new.duckdb"]


def make_other(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE theirs (x INTEGER)")


def make_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x INTEGER)")
        connection.commit()


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda p: p.write_text("a report\n" * 2000), "not a DuckDB file"),
        (lambda p: p.write_bytes(b""), "not a DuckDB file"),
        (lambda p: p.mkdir(), "is a folder"),
        (make_other, "a database of something else"),
        (make_sqlite, "not a DuckDB file"),
    ],
    ids=["text", "empty", "folder", "another database", "SQLite"],
)
@pytest.mark.parametrize("write", [False, True])
def test_what_is_no_archive_is_told_and_left_alone(tmp_path: Path, prepare, reason: str, write: bool) -> None:
    path = tmp_path / "it"
    prepare(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=reason) as caught:
        open_store(path, write=write)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("name", [":memory:", "md:news"])
def test_a_name_that_means_something_to_duckdb_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    open_store(name, write=True).close()
    with open_store(name) as store:
        assert count_content(store).reports == 0
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="its folder does not exist"):
        open_store(tmp_path / "no" / "a.duckdb", write=True)


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_is_told(archive: Path) -> None:
    archive.chmod(0o444)
    with pytest.raises(StoreError, match="permission denied"):
        open_store(archive, write=True)


@pytest.mark.parametrize(("theirs", "ours"), [("write", False), ("write", True), ("read", True)])
def test_a_held_file_names_its_holder(archive: Path, theirs: str, ours: bool) -> None:
    holder = Holder(archive, theirs)
    try:
        with pytest.raises(StoreBusy, match=f"process {holder.process.pid} .*--wait") as caught:
            open_store(archive, write=ours)
        assert caught.value.pid == holder.process.pid
    finally:
        holder.let_go()


def test_readers_share(archive: Path) -> None:
    holder = Holder(archive, "read")
    try:
        with open_store(archive) as one, open_store(archive) as two:
            assert count_content(one) == count_content(two)
    finally:
        holder.let_go()


def test_who_waits_gets_in_when_the_other_is_done(archive: Path) -> None:
    holder = Holder(archive, "write")
    asked = threading.Event()

    def let_go() -> None:
        asked.set()
        holder.let_go()

    timer = threading.Timer(0.3, let_go)
    timer.start()
    with open_store(archive, write=True, wait=30.0) as store:
        assert asked.is_set(), "we came in while the other held it"
        assert count_content(store).reports == 4
    timer.join()


def test_one_process_that_holds_it_itself_is_told_so(archive: Path) -> None:
    with open_store(archive), pytest.raises(StoreBusy, match="this very process"):
        open_store(archive, write=True)


def add_half(path: Path, half: int) -> None:
    list(add_documents(path, make_reports(24)[half::2], make_coder(), batch=3, wait=60.0))


def test_two_writers_and_a_reader_at_once(tmp_path: Path) -> None:
    """Each batch is whole: whenever the reader looks, every event has its report, and all is there in the end."""
    path, whole = tmp_path / "both.duckdb", tmp_path / "whole.duckdb"
    list(add_documents(whole, make_reports(24), make_coder()))
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=add_half, args=(path, half)) for half in (0, 1)]
    for writer in writers:
        writer.start()
    looks = 0
    while any(writer.is_alive() for writer in writers):
        if path.exists():
            with open_store(path, wait=60.0) as store:
                assert store.rows("SELECT id FROM event ANTI JOIN report ON document = report.id").num_rows == 0
                assert store.rows("SELECT id FROM event ANTI JOIN telling ON event.id = telling.event").num_rows == 0
                looks += 1
        time.sleep(0.02)
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert looks > 0
    assert digest_archive(path) == digest_archive(whole)

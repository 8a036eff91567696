"""Errors of DuckDB in a person's words."""

from pathlib import Path

import duckdb
import pytest

from dragoman.errors import StoreBusy, StoreError, StoreFull, StoreTooNew
from dragoman.keep import add_documents
from dragoman.store import Store, open_store
from dragoman.store.reports import count_content
from dragoman.store.trouble import tell_trouble, translate_error
from store.made import make_coder, make_reports

LOCK = 'IO Error: Could not set lock on file "/x/a.duckdb": '


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        (
            LOCK + "Conflicting lock is held in /usr/bin/duckdb (PID 4711). See also …",
            StoreBusy,
            "process 4711 (/usr/bin/duckdb) holds it",
        ),
        (LOCK + "Resource temporarily unavailable", StoreBusy, "another process holds it"),
        (
            "IO Error: Cannot open file: The process cannot access the file because it is being used by another process.",
            StoreBusy,
            "another process holds it",
        ),
        (
            'TransactionContext Error: Failed to commit: Could not write file "a.wal": No space left on device',
            StoreFull,
            "no room is left",
        ),
        ("IO Error: Could not write file: Disk quota exceeded", StoreFull, "what was committed before stands"),
        ("IO Error: Could not write file: File too large", StoreFull, "no room is left"),
        (
            "Serialization Error: Trying to read a database file with version number 99, but we can only read up to 68",
            StoreTooNew,
            "another version of DuckDB",
        ),
        ("IO Error: Cannot open file: Permission denied", StoreError, "permission denied"),
        (
            'Binder Error: Referenced column "nosuch" not found!\nLINE 1: SELECT nosuch',
            StoreError,
            'Referenced column "nosuch" not found! LINE 1: SELECT nosuch',
        ),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_words(words: str, kind: type[StoreError], said: str) -> None:
    error = translate_error(duckdb.IOException(words), "a.duckdb")
    assert type(error) is kind
    assert str(error).startswith("a.duckdb: ")
    assert said in str(error)
    assert "\n" not in str(error)


def test_a_wrong_question_is_told_and_the_next_one_answered(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        for wrong in ("SELEC 1", "SELECT nosuch FROM report", "SELECT * FROM nosuch", "SELECT ?"):
            with pytest.raises(StoreError, match=r"a\.duckdb: "):
                store.rows(wrong)
        assert store.rows("SELECT ? AS x", ["y"]).to_pylist() == [{"x": "y"}]


def empty_and_fail(store: Store, question: str) -> None:
    with store.transaction():
        store.change("DELETE FROM report")
        store.rows(question)
        raise ZeroDivisionError


def test_an_error_inside_undoes_the_transaction(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    list(add_documents(path, make_reports(3), make_coder()))
    with open_store(path, write=True) as store:
        for wrong in ("SELECT nosuch FROM report", "SELECT 1"):
            with pytest.raises((StoreError, ZeroDivisionError)):
                empty_and_fail(store, wrong)
            assert count_content(store).reports == 3


@pytest.mark.parametrize(
    ("error", "kind"), [(RuntimeError("Query interrupted"), KeyboardInterrupt), (RuntimeError("other"), RuntimeError)]
)
def test_ctrl_c_while_duckdb_works_is_an_interrupt(error: RuntimeError, kind: type[BaseException]) -> None:
    with pytest.raises(kind), tell_trouble("a.duckdb"):
        raise error

"""An open file comes in; the same file in today's form goes out: each numbered file of `schema/` is applied once, in order."""

import re
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

import duckdb

from dragoman.errors import StoreError, StoreTooNew

# Which files were applied. Number 0 is the text of the views, which has no history: the newest stands.
_APPLIED = """
CREATE TABLE IF NOT EXISTS applied (number INTEGER NOT NULL, name VARCHAR NOT NULL, digest VARCHAR NOT NULL)
"""
_NAME = re.compile(r"(\d{4})_\w+\.sql")


def list_migrations(folder: Traversable | None = None) -> Mapping[int, Traversable]:
    """The files of a folder (default: dragoman's own) that change the form of an archive, by number, lowest first."""
    folder = folder or files("dragoman.store") / "schema"
    found = {int(match[1]): file for file in folder.iterdir() if (match := _NAME.fullmatch(file.name))}
    return dict(sorted(found.items()))


def is_current(connection: duckdb.DuckDBPyConnection, path: str, folder: Traversable | None = None) -> bool:
    """Whether a file needs nothing done to it before it is read.

    Raises:
        StoreTooNew: a file was applied to it that there is not yet here.
        StoreError: it is somebody else's database.
    """
    applied = _read_applied(connection, path)
    known = list_migrations(folder)
    newer = sorted(set(applied) - set(known) - {0})
    if newer:
        raise StoreTooNew(
            path, f"has form {newer[-1]}, this dragoman knows {max(known)} and lower: a newer dragoman made it; upgrade"
        )
    return set(known) <= set(applied) and applied.get(0) == _digest(_views())


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, path: str, folder: Traversable | None = None) -> None:
    """Apply what is not applied yet, each file in a transaction of its own, and the views if their text is new.

    Raises:
        StoreTooNew, StoreError: as `is_current`.
    """
    if is_current(connection, path, folder):
        return
    for number, file in list_migrations(folder).items():
        # Looked at anew for each: a file of an earlier run that was stopped stands applied.
        if number not in _read_applied(connection, path):
            _apply(connection, number, file.name, file.read_text(encoding="utf-8"))
    if _read_applied(connection, path).get(0) != _digest(_views()):
        _apply(connection, 0, "views.sql", _views())


def _apply(connection: duckdb.DuckDBPyConnection, number: int, name: str, text: str) -> None:
    connection.execute("BEGIN")
    try:
        connection.execute(_APPLIED)
        connection.execute(text or "SELECT 1")
        connection.execute("DELETE FROM applied WHERE number = ?", [number])
        connection.execute("INSERT INTO applied VALUES (?, ?, ?)", [number, name, _digest(text)])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _read_applied(connection: duckdb.DuckDBPyConnection, path: str) -> dict[int, str]:
    tables = {
        name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
    }
    if "applied" in tables:
        return dict(connection.execute("SELECT number, digest FROM applied").fetchall())
    if tables:
        raise StoreError(path, "is a database of something else, not an archive of dragoman")
    return {}


def _views() -> str:
    file = files("dragoman.store") / "views.sql"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]

"""Stand-in for the store while its own branch is being built: a path comes in; rows come out."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa


class Store:
    """One open archive file."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.connection.close()

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> "pa.Table":
        """Ask for rows."""
        return self.connection.execute(sql, parameters).to_arrow_table()


def open_store(path: str | Path, *, write: bool = False, wait: float = 0.0) -> Store:
    """Open an archive; with `write` it is made where there is none."""
    fresh = write and not Path(path).exists()
    connection = duckdb.connect(str(path), read_only=not write)
    folder = files("dragoman.store")
    if fresh:
        connection.execute((folder / "schema" / "0001_start.sql").read_text())
    if write:
        connection.execute((folder / "views.sql").read_text())
    return Store(connection)

"""An open DuckDB file comes in; questions in SQL, rows in bulk and transactions go out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.errors import StoreError
from dragoman.store.trouble import tell_trouble

# What only asks; DuckDB counts DESCRIBE, SUMMARIZE and SHOW among SELECT.
_QUESTIONS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
Parameters = Sequence[Any] | Mapping[str, Any]


class Store:
    """An open archive; close it, or use it as a context manager. One thread at a time."""

    def __init__(self, path: str, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, so that others may open it; closing twice is no error."""
        with tell_trouble(self.path):
            self._connection.close()

    def interrupt(self) -> None:
        """Stop the question that another thread is asking, which raises StoreError there; the one thing another thread may do."""
        self._connection.interrupt()

    def rows(self, sql: str, parameters: Parameters = (), **tables: pa.Table) -> pa.Table:
        """The answer to a question, as Arrow rows.

        Args:
            sql: one SELECT; `?` or `$name` stand for parameters.
            parameters: their values.
            tables: Arrow tables that the question may name like tables of its own.

        Raises:
            StoreError: the question is wrong, in DuckDB's words; or the file cannot be read.
        """
        with tell_trouble(self.path), self._lend(tables):
            answer = self._connection.sql(sql, params=parameters or None)
            return answer.to_arrow_table()

    def select(self, sql: str) -> pa.Table:
        """The answer to what a person asks: one question, and nothing that changes how the next one is answered.

        Raises:
            StoreError: it is none (no statement, several, or another than SELECT, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN), or wrong.
        """
        with tell_trouble(self.path):
            statements = self._connection.extract_statements(sql)
        if not statements:
            raise StoreError(self.path, "there is no question in it")
        if len(statements) > 1 or statements[0].type not in _QUESTIONS:
            raise StoreError(self.path, "only one SELECT can be asked at a time")
        return self.rows(sql)

    def change(self, sql: str, parameters: Parameters = (), **tables: pa.Table) -> None:
        """Run one statement that changes rows; arguments and errors as in `rows`.

        Raises:
            StoreFull: there is no room.
        """
        with tell_trouble(self.path), self._lend(tables):
            self._connection.execute(sql, parameters or None)

    def put(self, table: str, rows: pa.Table) -> None:
        """Add rows in bulk: the columns of an Arrow table, found by their names."""
        if rows.num_rows:
            self.change(f"INSERT INTO {table} BY NAME SELECT * FROM coming", coming=rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside stand together, or none of them does.

        Raises:
            StoreFull: there is no room to keep them; none of them stands.
        """
        with tell_trouble(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
            with tell_trouble(self.path):
                self._connection.execute("COMMIT")
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        # After an error of the disk DuckDB may have ended the transaction, or shut the file, by itself.
        try:
            self._connection.execute("ROLLBACK")
        except duckdb.Error:
            return

    @contextmanager
    def _lend(self, tables: Mapping[str, pa.Table]) -> Iterator[None]:
        for name, table in tables.items():
            self._connection.register(name, table)
        try:
            yield
        finally:
            for name in tables:
                self._connection.unregister(name)


def first_column(table: pa.Table) -> list[Any]:
    """The first column of an answer as a list."""
    values: list[Any] = table.column(0).to_pylist()
    return values


def one_number(table: pa.Table) -> int:
    """The one number that an answer is."""
    return int(table.column(0)[0].as_py())


def id_table(ids: Iterable[str]) -> pa.Table:
    """Ids as an Arrow table with the one column `id`, to be lent to a question."""
    return pa.table({"id": pa.array(sorted(ids), pa.string())})

"""A Question and a Filter come in; an Answer goes out: rows page by page, in a stable order, as Arrow or as typed objects."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import msgspec

from dragoman.ask.clause import Clause, join_all, join_any
from dragoman.ask.filters import Filter
from dragoman.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

Record = TypeVar("Record")
# Rows fetched at once. Each page finds its place anew, so that nothing is held open between two pages.
PAGE = 10_000
# Heavy rows are opened only after those that are wanted were picked by their light columns: ten times as fast.
_PICK_FIRST = (
    "WITH picked AS MATERIALIZED (SELECT t.rowid FROM {table} t WHERE {where} ORDER BY {order} LIMIT {limit}),"
    " opened AS MATERIALIZED (SELECT * FROM {table} WHERE rowid IN (FROM picked))"
)


class Rows(Protocol):
    """What a question needs of a store."""

    def rows(self, sql: str, parameters: Any = ...) -> "pa.Table":
        """Answer one SELECT; the parameters fill its question marks."""


@dataclass(frozen=True, slots=True)
class Key:
    """One thing to order by: an expression that is never null, the type of its values, and its direction."""

    sql: str
    kind: type[str] | type[int] | type[float] | type[date] = str
    down: bool = False


def newest(day: str) -> Key:
    """The latest day first, and what has none last."""
    return Key(f"coalesce({day}, DATE '0001-01-01')", date, down=True)


def oldest(day: str) -> Key:
    """The earliest day first, and what has none last."""
    return Key(f"coalesce({day}, DATE '9999-12-31')", date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[Record]):
    """What can be asked of one kind of record.

    `columns` are SQL expressions by field of `record`, over rows under the alias t. The rows are those of a stored `table`, or
    of `rows`, a query made from the filter. `beside` is a table made from the rows picked, and how it is joined to them.
    `orders` are the keys of each order that filters.ORDERS names, in its sequence; the keys of one order together are unique.
    """

    name: str
    record: type[Record]
    columns: Mapping[str, str]
    orders: Mapping[str, tuple[Key, ...]]
    table: str = ""
    rows: Callable[[Filter], Clause] | None = None
    where: Callable[[Filter], Clause] = lambda wanted: Clause("true")  # noqa: ARG005 - the usual signature
    beside: tuple[str, str] = ("", "")
    schema: Callable[[], "pa.Schema"] | None = None


class Answer(Generic[Record]):
    """The rows that a filter admits, asked for when they are needed.

    Iterating gives typed records, `pages()` Arrow tables, `table` all rows in one; `count()` is the number of rows without
    any limit. After the rows were taken, `told` is how many they were, and `cursor` where the next ones begin, None where there
    are no more.
    """

    def __init__(self, question: Question[Record], wanted: Filter, store: Rows) -> None:
        self.question = question
        self.filter = wanted
        self.cursor: str | None = None
        self.told = 0
        self._store = store
        self._order = wanted.order or next(iter(question.orders))
        self._keys = question.orders[self._order]
        self._start = read_cursor(wanted.cursor, self._order, self._keys) if wanted.cursor else None

    def __iter__(self) -> Iterator[Record]:
        """The rows as typed records, streaming."""
        for page in self.pages():
            for row in page.to_pylist():
                yield msgspec.convert(row, self.question.record, builtin_types=(date,))

    @cached_property
    def table(self) -> "pa.Table":
        """All rows as one Arrow table; the fields of the record are its columns, also where there is no row."""
        import pyarrow as pa

        return pa.concat_tables(self.pages())

    def pages(self) -> Iterator["pa.Table"]:
        """The rows as Arrow tables of at most PAGE rows each; at least one, which may be empty."""
        self.cursor, self.told = None, 0
        left, after, first = self.filter.limit, self._start, True
        while True:
            size = PAGE if left is None else min(PAGE, left)
            # One row more than is wanted tells whether there are more.
            found = self._fetch(after, size + 1)
            more = found.num_rows > size
            page = found.slice(0, size)
            if more:
                last = {name: page.column(name)[-1].as_py() for name in self._key_names}
                after = list(last.values())
            if page.num_rows or first:
                yield self._shape(page)
            first = False
            self.told += page.num_rows
            left = None if left is None else left - page.num_rows
            if not more or left == 0:
                self.cursor = write_cursor(self._order, after) if more else None
                return

    def count(self) -> int:
        """How many rows the filter admits, whatever limit and cursor say."""
        rows, where = self._rows, self.question.where(self.filter)
        sql = f"SELECT count(*) AS n FROM {rows.sql} WHERE {where.sql}"
        return int(self._store.rows(sql, [*rows.values, *where.values]).column("n")[0].as_py())

    def count_by(self, column: str) -> dict[Any, int]:
        """How many rows the filter admits by the values of one of the table's plain columns ("event"), most first."""
        rows, where = self._rows, self.question.where(self.filter)
        sql = (
            f'SELECT t."{column}" AS value, count(*) AS n FROM {rows.sql} WHERE {where.sql}'
            " GROUP BY ALL ORDER BY n DESC, value"
        )
        found = self._store.rows(sql, [*rows.values, *where.values])
        return dict(zip(found.column("value").to_pylist(), found.column("n").to_pylist(), strict=True))

    @property
    def _rows(self) -> Clause:
        return self.question.rows(self.filter) if self.question.rows else Clause(f"{self.question.table} t")

    @property
    def _key_names(self) -> list[str]:
        return [f"key_{n}" for n in range(len(self._keys))]

    def _fetch(self, after: list[Any] | None, size: int) -> "pa.Table":
        question, rows = self.question, self._rows
        where = join_all([question.where(self.filter), *([_follow(self._keys, after)] if after else [])])
        order = ", ".join(f"{key.sql} {'DESC' if key.down else 'ASC'}" for key in self._keys)
        columns = ", ".join(
            [f'{sql} AS "{name}"' for name, sql in question.columns.items()]
            + [f"{key.sql} AS {name}" for key, name in zip(self._keys, self._key_names, strict=True)]
        )
        if question.table:
            sql = _PICK_FIRST.format(table=question.table, where=where.sql, order=order, limit=size)
            sql += f"{question.beside[0]} SELECT {columns} FROM opened t {question.beside[1]} ORDER BY {order}"
        else:
            picked = f"SELECT t.* FROM {rows.sql} WHERE {where.sql} ORDER BY {order} LIMIT {size}"
            sql = f"WITH picked AS MATERIALIZED ({picked}){question.beside[0]} SELECT {columns} FROM picked t "
            sql += f"{question.beside[1]} ORDER BY {order}"
        return self._store.rows(sql, [*rows.values, *where.values])

    def _shape(self, page: "pa.Table") -> "pa.Table":
        """The record's own columns, in its order and, where it has a schema, of its types."""
        table = page.select([f.name for f in fields(self.question.record)])  # type: ignore[arg-type]
        return table.cast(self.question.schema()) if self.question.schema else table


def _follow(keys: tuple[Key, ...], after: list[Any]) -> Clause:
    """What comes after a row with these key values: greater in one key, equal in all before it."""
    steps = []
    for n, key in enumerate(keys):
        equal = [Clause(f"{k.sql} = ?", (v,)) for k, v in zip(keys[:n], after, strict=False)]
        steps.append(join_all([*equal, Clause(f"{key.sql} {'<' if key.down else '>'} ?", (after[n],))]))
    return join_any(steps)


def write_cursor(order: str, values: list[Any] | None) -> str:
    """Where a page ends, in letters that an address can bear: the order, and the values of its keys in the last row."""
    plain = [order, *({"day": v.isoformat()} if isinstance(v, date) else v for v in values or ())]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(cursor: str, order: str, keys: Sequence[Key]) -> list[Any]:
    """The values of the keys that a cursor tells.

    Raises:
        UsageError: it was not made by `write_cursor`, or for another order.
    """
    try:
        name, *values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        read = [date.fromisoformat(v["day"]) if isinstance(v, dict) else v for v in values]
        sound = all(_can_be_key(value) for value in read)
    except (ValueError, TypeError, KeyError, RecursionError):
        sound = False
    if not sound:
        raise UsageError(f"cursor: {cursor[:60]!r} is none that an earlier page told")
    if name != order or [type(value) for value in read] != [key.kind for key in keys]:
        raise UsageError(
            f"cursor: it does not belong to the order {order!r} of this question; ask as before, or without it"
        )
    return read


def _can_be_key(value: Any) -> bool:
    """Whether the store can compare a value with its own: whoever writes cursors by hand may write numbers and letters that it has not."""
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if isinstance(value, str):
        value.encode()  # raises a ValueError for half a character
    return True

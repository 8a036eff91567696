"""Comes in: pieces of SQL with their values. Goes out: one Clause, a condition whose every value is a parameter."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition, or a whole query, in SQL; `values` fill its question marks, in order. No value of a user ever stands in `sql`."""

    sql: str
    values: tuple[Any, ...] = ()

    def put_in(self, frame: str) -> "Clause":
        """The same inside `frame`, in place of its {}."""
        return Clause(frame.format(self.sql), self.values)


def join_all(clauses: Iterable[Clause]) -> Clause:
    """All must hold; nothing to hold is always true."""
    return _join(list(clauses), " AND ", "true")


def join_any(clauses: Iterable[Clause]) -> Clause:
    """One must hold; nothing to choose from is never true."""
    return _join(list(clauses), " OR ", "false")


def _join(clauses: list[Clause], word: str, empty: str) -> Clause:
    if not clauses:
        return Clause(empty)
    return Clause(word.join(f"({c.sql})" for c in clauses), tuple(v for c in clauses for v in c.values))


def list_values(column: str, values: Iterable[Any]) -> Clause:
    """`column` is one of the values."""
    given = tuple(values)
    return Clause(f"{column} IN ({', '.join('?' * len(given))})" if given else "false", given)

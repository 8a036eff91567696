"""An archive comes in; all that the ledger of commitments is made from goes out: happenings, tellings, expectations, remarks, sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import msgspec

from dragoman.ask.answer import Rows
from dragoman.record.commitment import Expected, Passage, Remark
from dragoman.record.happening import Happening, Telling
from dragoman.segment import list_passages
from dragoman.store.outlooks import CONDITION, CONTENT
from dragoman.store.reports import EVENT_COLUMNS
from dragoman.store.rows import to_document, to_event

_HAPPENING = ", ".join(f't."{f.name}"' for f in fields(Happening))
# Only what was done, said, or is said not to have been done bears on a commitment.
_TOLD = "status IN ('actual', 'negated')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the ledger is made from, up to a day; `tellings` by the event's id."""

    happenings: tuple[Happening, ...]
    tellings: Mapping[str, Telling]
    remarks: tuple[Remark, ...]
    passages: tuple[Passage, ...]


def read_sources(store: Rows, as_of: date) -> Sources:
    """All that bears on commitments in reports published up to and on `as_of`, or of no known day."""
    happenings = _read(
        store,
        f"SELECT {_HAPPENING} FROM happening t WHERE t.{_TOLD} AND coalesce(t.first_reported <= ?, true) ORDER BY t.id",
        as_of,
        Happening,
    )
    tellings = _read_tellings(store, f"e.{_TOLD} AND coalesce(r.published <= ?, true)", [as_of])
    remarks = _read(store, 'SELECT * FROM remark WHERE published <= ? ORDER BY document, "start"', as_of, Remark)
    return Sources(happenings=happenings, tellings=tellings, remarks=remarks, passages=_read_passages(store, as_of))


def _read_passages(store: Rows, as_of: date) -> tuple[Passage, ...]:
    """The sentences of the reports, from their texts: the store keeps no table of sentences."""
    rows = store.rows("SELECT * FROM report WHERE published <= ? ORDER BY id", [as_of])
    return tuple(passage for row in rows.to_pylist() for passage in list_passages(to_document(row)))


def read_tellings(store: Rows, events: Sequence[str]) -> dict[str, Telling]:
    """The events with these ids as tellings, by id."""
    return _read_tellings(store, "e.id IN (SELECT unnest(?::VARCHAR[]))", [list(events)])


def _read_tellings(store: Rows, where: str, values: Sequence[Any]) -> dict[str, Telling]:
    expected = _read_expectations(store)
    doubts = {row["event"]: row["why"] for row in store.rows("SELECT event, why FROM doubt").to_pylist()}
    rows = store.rows(
        f"SELECT {EVENT_COLUMNS}, r.root FROM event e JOIN report r ON e.document = r.id WHERE {where}",
        list(values),
    )
    return {
        row["id"]: _to_telling(row, expected.get(row["id"], {}), doubts.get(row["id"], "")) for row in rows.to_pylist()
    }


def _read(store: Rows, sql: str, as_of: date, kind: type[Any]) -> tuple[Any, ...]:
    return tuple(msgspec.convert(row, kind, builtin_types=(date,)) for row in store.rows(sql, [as_of]).to_pylist())


def _read_expectations(store: Rows) -> dict[str, dict[str, Expected]]:
    """What each verbal event lets one expect (`content`) and waits for (`condition`), by the event's id."""
    found: dict[str, dict[str, Expected]] = {}
    for row in store.rows("SELECT * FROM expectation").to_pylist():
        act = {name: row[name] for name in ("mode", "actor", "recipient", "object", "negated", "due")}
        found.setdefault(row["event"], {})[row["part"]] = msgspec.convert(
            {**act, "event": row["act"]}, Expected, builtin_types=(date,)
        )
    return found


def _to_telling(row: Mapping[str, Any], expected: Mapping[str, Expected], doubt: str) -> Telling:
    return Telling(
        event=to_event(row),
        sentence=row["sentence_text"],
        root=row["root"],
        expected=expected.get(CONTENT),
        awaited=expected.get(CONDITION),
        doubt=doubt,
    )

"""An archive comes in; all that the ledger of commitments is made from goes out: happenings, tellings, expectations, remarks, sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.ask.answer import Rows
from dragoman.ask.reviews import read_states
from dragoman.record.commitment import Expected, Passage, Remark
from dragoman.record.happening import Happening, Telling
from dragoman.record.review import StateRuling
from dragoman.segment import list_passages
from dragoman.store.outlooks import CONDITION, CONTENT, to_expectations
from dragoman.store.reports import EVENT_COLUMNS
from dragoman.store.rows import to_document, to_event

if TYPE_CHECKING:
    import pyarrow as pa

_HAPPENING = ", ".join(f't."{f.name}"' for f in fields(Happening))
# Only what was done, said, or is said not to have been done bears on a commitment.
_TOLD = "status IN ('actual', 'negated')"
# From one day to another; what has no day is within where the third value says so.
_WITHIN = "coalesce({} BETWEEN ? AND ?, ?)"
# Events and their reports by the events' ids: rows are opened only after they were picked, for texts and lists are heavy.
_PICKED = """
WITH picked AS MATERIALIZED (SELECT rowid FROM event WHERE id IN (SELECT unnest(?::VARCHAR[]))),
    e AS MATERIALIZED (SELECT * FROM event WHERE rowid IN (FROM picked)),
    named AS MATERIALIZED (SELECT rowid FROM report WHERE id IN (SELECT document FROM e)),
    r AS MATERIALIZED (SELECT * EXCLUDE ("text") FROM report WHERE rowid IN (FROM named))
"""
_JOINED = "e JOIN r ON e.document = r.id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the ledger is made from, up to a day; `tellings` by the event's id, `states` what people said of commitments."""

    happenings: tuple[Happening, ...]
    tellings: Mapping[str, Telling]
    remarks: tuple[Remark, ...]
    passages: tuple[Passage, ...]
    states: tuple[StateRuling, ...]


def read_sources(store: Rows, as_of: date, since: date | None = None) -> Sources:
    """All that bears on commitments in reports published up to and on `as_of`, or of no known day.

    With `since` only what was first reported from that day on: so the ledger of a large archive can be that of its last years.
    """
    days = [since or date.min, as_of, since is None]
    happenings = _read(
        store,
        f"SELECT {_HAPPENING} FROM happening t WHERE t.{_TOLD} AND {_WITHIN.format('t.first_reported')} ORDER BY t.id",
        days,
        Happening,
    )
    told = [event for happening in happenings for event in happening.events]
    # Of a part of the archive only what tells it is read; of all of it, all at once.
    tellings = read_tellings(store, told) if since else _read_tellings(store, days)
    remarks = _read(
        store, 'SELECT * FROM remark WHERE published BETWEEN ? AND ? ORDER BY document, "start"', days[:2], Remark
    )
    return Sources(
        happenings=happenings,
        tellings=tellings,
        remarks=remarks,
        passages=_read_passages(store, days[:2]),
        states=tuple(read_states(store)),
    )


def find_start(store: Rows, as_of: date, most: int) -> date | None:
    """The day since which at most so many happenings that bear on commitments were first reported; None where all are fewer."""
    rows = store.rows(
        f"SELECT t.first_reported AS day FROM happening t WHERE t.{_TOLD} AND t.first_reported <= ?"
        " ORDER BY day DESC LIMIT 1 OFFSET ?",
        [as_of, most],
    )
    if not rows.num_rows:
        return None
    day: date = rows.column("day")[0].as_py()
    return min(day + timedelta(days=1), as_of)


def _read_passages(store: Rows, days: Sequence[Any]) -> tuple[Passage, ...]:
    """The sentences of the reports, from their texts: the store keeps no table of sentences."""
    rows = store.rows("SELECT * FROM report WHERE published BETWEEN ? AND ? ORDER BY id", days)
    return tuple(passage for row in rows.to_pylist() for passage in list_passages(to_document(row)))


def read_tellings(store: Rows, events: Sequence[str]) -> dict[str, Telling]:
    """The events with these ids as tellings, by id."""
    asked = [list(events)]
    theirs = "event IN (SELECT unnest(?::VARCHAR[]))"
    expected, doubts = _read_expectations(store, theirs, asked), _read_doubts(store, theirs, asked)
    return _make_tellings(
        store.rows(f"{_PICKED} SELECT {EVENT_COLUMNS}, r.root FROM {_JOINED}", asked), expected, doubts
    )


def _read_tellings(store: Rows, days: Sequence[Any]) -> dict[str, Telling]:
    """The events that bear on commitments, of reports published on these days."""
    where = f"e.{_TOLD} AND {_WITHIN.format('r.published')}"
    rows = store.rows(
        f"SELECT {EVENT_COLUMNS}, r.root FROM event e JOIN report r ON e.document = r.id WHERE {where}", days
    )
    return _make_tellings(rows, _read_expectations(store), _read_doubts(store))


def _make_tellings(
    rows: "pa.Table", expected: Mapping[str, Mapping[str, Expected]], doubts: Mapping[str, str]
) -> dict[str, Telling]:
    return {
        row["id"]: _to_telling(row, expected.get(row["id"], {}), doubts.get(row["id"], "")) for row in rows.to_pylist()
    }


def _read(store: Rows, sql: str, values: Sequence[Any], kind: type[Any]) -> tuple[Any, ...]:
    return tuple(msgspec.convert(row, kind, builtin_types=(date,)) for row in store.rows(sql, values).to_pylist())


def _read_expectations(store: Rows, where: str = "true", values: Sequence[Any] = ()) -> dict[str, dict[str, Expected]]:
    """What each verbal event lets one expect (`content`) and waits for (`condition`), by the event's id."""
    return to_expectations(store.rows(f"SELECT * FROM expectation WHERE {where}", list(values)).to_pylist())


def _read_doubts(store: Rows, where: str = "true", values: Sequence[Any] = ()) -> dict[str, str]:
    """Why a verbal event makes no commitment, by its id."""
    rows = store.rows(f"SELECT event, why FROM doubt WHERE {where}", list(values)).to_pylist()
    return {row["event"]: row["why"] for row in rows}


def _to_telling(row: Mapping[str, Any], expected: Mapping[str, Expected], doubt: str) -> Telling:
    return Telling(
        event=to_event(row),
        sentence=row["sentence_text"],
        root=row["root"],
        expected=expected.get(CONTENT),
        awaited=expected.get(CONDITION),
        doubt=doubt,
    )

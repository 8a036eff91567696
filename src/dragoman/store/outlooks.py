"""Coded reports come in; rows of what their verbal events let one expect, what makes them no commitment, and of remarks go out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import pyarrow as pa

from dragoman.record.arrow import event_schema
from dragoman.record.commitment import Expected
from dragoman.record.event import Coded

CONTENT, CONDITION = "content", "condition"


def make_expectations(coded: Sequence[Coded]) -> pa.Table:
    """A row of `expectation` for each act that an event lets one expect or waits for."""
    like = {f.name: f.type for f in event_schema()}
    schema = pa.schema(
        [
            ("event", pa.string()),
            ("part", pa.string()),
            ("act", pa.string()),
            ("mode", pa.string()),
            ("actor", like["actor"]),
            ("recipient", like["recipient"]),
            ("object", like["trigger"]),
            ("negated", pa.bool_()),
            ("due", pa.date32()),
        ]
    )
    rows = [
        _to_row(event, part, expected)
        for one in coded
        for part, acts in ((CONTENT, one.expected), (CONDITION, one.awaited))
        for event, expected in acts.items()
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def _to_row(event: str, part: str, expected: Expected) -> dict[str, Any]:
    row: dict[str, Any] = msgspec.to_builtins(expected, builtin_types=(date,))
    return {**row, "event": event, "part": part, "act": expected.event}


def to_expectations(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Expected]]:
    """What each event lets one expect, by the event's id and part (`CONTENT`, `CONDITION`), from rows of `expectation`."""
    found: dict[str, dict[str, Expected]] = {}
    for row in rows:
        act = {name: row[name] for name in ("mode", "actor", "recipient", "object", "negated", "due")}
        found.setdefault(row["event"], {})[row["part"]] = msgspec.convert(
            {**act, "event": row["act"]}, Expected, builtin_types=(date,)
        )
    return found


def make_doubts(coded: Sequence[Coded]) -> pa.Table:
    """A row of `doubt` for each verbal event that makes no commitment."""
    rows = [
        {"document": one.document.id, "event": event, "why": why}
        for one in coded
        if one.document is not None
        for event, why in one.doubts.items()
    ]
    text = pa.string()
    return pa.Table.from_pylist(rows, schema=pa.schema([("document", text), ("event", text), ("why", text)]))


def make_remarks(coded: Sequence[Coded]) -> pa.Table:
    """A row of `remark` for each sentence that says outright what came of a commitment."""
    text, whole = pa.string(), pa.int64()
    schema = pa.schema(
        [
            ("document", text),
            ("published", pa.date32()),
            ("start", whole),
            ("end", whole),
            ("text", text),
            ("before", text),
            ("state", text),
            ("weight", pa.float64()),
            ("codes", pa.list_(text)),
        ]
    )
    rows = [msgspec.to_builtins(remark, builtin_types=(date,)) for one in coded for remark in one.remarks]
    return pa.Table.from_pylist(rows, schema=schema)

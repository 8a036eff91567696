"""Coded documents come in; every actor, place and time mention with what it was resolved to goes out (record.md, last part)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dragoman.export.options import Options
from dragoman.export.text import write_cells
from dragoman.record.event import Coded
from dragoman.record.jsonl import to_builtins

FIELDS = ("document", "kind", "text", "start", "end", "resolved")


def list_mentions(coded: Iterable[Coded]) -> Iterator[dict[str, Any]]:
    """The mentions of each document in the order of its text; what was not resolved has `resolved` null."""
    for one in coded:
        if one.document is None or one.known is None:
            continue
        rows: list[dict[str, Any]] = []

        def add(
            kind: str,
            text: str,
            start: int,
            end: int,
            resolved: Any,
            id: str = one.document.id,
            rows: list[dict[str, Any]] = rows,
        ) -> None:
            rows.append({"document": id, "kind": kind, "text": text, "start": start, "end": end, "resolved": resolved})

        for references in one.known.actors.values():
            for r in references:
                known = r.actor.code or r.actor.sector or r.actor.identifier_text
                add("actor", r.actor.entity_text, r.actor.start, r.actor.end, to_builtins(r.actor) if known else None)
        for places in one.known.places.values():
            for p in places:
                add("place", p.extracted_place, p.start, p.end, to_builtins(p) if p.resolved_place else None)
        for times in one.known.times.values():
            for t in times:
                span = {"date": t.first, "enddate": t.last, "grain": t.grain} if t.first or t.last else None
                add("time", t.text, t.start, t.end, to_builtins(span))
        yield from sorted(rows, key=lambda row: (row["start"], row["end"], row["kind"]))


def write_jsonl(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:  # noqa: ARG001 - the table's one signature
    """Write one mention a line."""
    for row in list_mentions(coded):
        out.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def write_json(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:  # noqa: ARG001 - the table's one signature
    """Write all mentions as one JSON array."""
    rows = [json.dumps(row, ensure_ascii=False) for row in list_mentions(coded)]
    out.write(("[\n" + ",\n".join(rows) + "\n]\n").encode("utf-8", "replace") if rows else b"[]\n")


def write_csv(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:  # noqa: ARG001 - the table's one signature
    """Write one mention a row; `resolved` is JSON."""
    write_cells(FIELDS, map(_flatten, list_mentions(coded)), out)


def write_parquet(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:  # noqa: ARG001 - the table's one signature
    """Write mentions as Parquet; `resolved` is JSON, since its fields differ by kind."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"start": pa.int64(), "end": pa.int64()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in FIELDS])
    rows = [_flatten(row) for row in list_mentions(coded)]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out)


def _flatten(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "resolved": json.dumps(row["resolved"], ensure_ascii=False)}

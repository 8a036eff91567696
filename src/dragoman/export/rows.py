"""Events or happenings come in; every field of them as CSV, JSON Lines or Parquet goes out (docs/record.md)."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from dragoman.export.flat import COLUMNS as EVENT_COLUMNS
from dragoman.export.flat import flatten_entities, flatten_event
from dragoman.export.outline import Notes, Record
from dragoman.export.text import write_cells
from dragoman.record.arrow import event_schema
from dragoman.record.event import Event
from dragoman.record.happening import Happening

if TYPE_CHECKING:
    import pyarrow as pa

HAPPENING_COLUMNS = (
    "id",
    "event",
    "mode",
    "status",
    "quad_code",
    "event_scale",
    "context",
    "actor_code",
    "actor_sector",
    "actor_name",
    "actor_text",
    "recipient_code",
    "recipient_sector",
    "recipient_name",
    "recipient_text",
    "date",
    "enddate",
    "date_basis",
    "place_text",
    "place",
    "place_country",
    "geonameid",
    "lat",
    "lon",
    "content",
    "reports",
    "events",
    "independent_sources",
    "first_reported",
    "last_reported",
    "disagreements",
    "confidence",
)
ROWS = 10_000


def flatten_happening(happening: Happening) -> dict[str, object]:
    """One happening as a flat row; several values in one cell are parted by "; ", what is unknown is empty."""
    place = happening.event_loc
    differ = (f"{d.field}: {' | '.join(v.value for v in d.values)}" for d in happening.disagreements)
    return {
        "id": happening.id,
        "event": happening.event,
        "mode": happening.mode,
        "status": happening.status,
        "quad_code": happening.quad_code,
        "event_scale": happening.event_scale,
        "context": "; ".join(happening.context),
        **flatten_entities("actor", happening.actor),
        **flatten_entities("recipient", happening.recipient),
        "date": happening.date,
        "enddate": happening.enddate,
        "date_basis": happening.date_basis,
        "place_text": place.extracted_place if place else None,
        "place": place.resolved_place if place else None,
        "place_country": place.country_code if place else None,
        "geonameid": place.geonameid if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "content": happening.content.text if happening.content else None,
        "reports": "; ".join(happening.reports),
        "events": "; ".join(happening.events),
        "independent_sources": happening.independent_sources,
        "first_reported": happening.first_reported,
        "last_reported": happening.last_reported,
        "disagreements": "; ".join(differ),
        "confidence": happening.confidence,
    }


def write_events_csv(records: Iterable[Event], out: BinaryIO, notes: Notes) -> None:  # noqa: ARG001 - the table's one signature
    """Write one event a row as CSV (UTF-8, header, RFC 4180 line ends); the columns are those of `dragoman read`."""
    write_cells(EVENT_COLUMNS, map(flatten_event, records), out)


def write_happenings_csv(records: Iterable[Happening], out: BinaryIO, notes: Notes) -> None:  # noqa: ARG001 - the table's one signature
    """Write one happening a row as CSV (UTF-8, header, RFC 4180 line ends)."""
    write_cells(HAPPENING_COLUMNS, map(flatten_happening, records), out)


def write_jsonl(records: Iterable[Record], out: BinaryIO, notes: Notes) -> None:  # noqa: ARG001 - the table's one signature
    """Write one record a line, field for field."""
    encoder = msgspec.json.Encoder()
    for record in records:
        out.write(encoder.encode(record) + b"\n")


def happening_schema() -> "pa.Schema":
    """The Arrow schema of a happening row: record.md's fields in its order."""
    import pyarrow as pa

    event = event_schema()
    text, words, day = pa.string(), pa.list_(pa.string()), pa.date32()
    variant = pa.struct([("value", text), ("events", words)])
    own = {
        "reports": words,
        "events": words,
        "independent_sources": pa.int64(),
        "first_reported": day,
        "last_reported": day,
        "disagreements": pa.list_(pa.struct([("field", text), ("values", pa.list_(variant))])),
    }
    return pa.schema([(n, own[n] if n in own else event.field(n).type) for n in Happening.__dataclass_fields__])


def write_events_parquet(records: Iterable[Event], out: BinaryIO, notes: Notes) -> None:  # noqa: ARG001 - the table's one signature
    """Write events as typed Parquet rows (zstd); the schema is there even when there is no event."""
    _write_parquet(records, out, event_schema)


def write_happenings_parquet(records: Iterable[Happening], out: BinaryIO, notes: Notes) -> None:  # noqa: ARG001 - the table's one signature
    """Write happenings as typed Parquet rows (zstd); the schema is there even when there is no happening."""
    _write_parquet(records, out, happening_schema)


def _write_parquet(records: Iterable[Record], out: BinaryIO, make_schema: Callable[[], "pa.Schema"]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = make_schema()
    waiting: list[Any] = []

    def flush() -> None:
        writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
        waiting.clear()

    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for record in records:
            waiting.append(msgspec.to_builtins(record, builtin_types=(date,)))
            if len(waiting) >= ROWS:
                flush()
        if waiting:
            flush()

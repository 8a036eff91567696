"""Events come in; typed Arrow rows with the same fields in the same order go out."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.record.event import Event

if TYPE_CHECKING:
    import pyarrow as pa


def event_schema() -> "pa.Schema":
    """The Arrow schema of an event row: record.md's fields in its order."""
    import pyarrow as pa

    span = pa.struct([("text", pa.string()), ("start", pa.int64()), ("end", pa.int64())])
    entity = pa.struct(
        [
            ("code", pa.string()),
            ("sector", pa.list_(pa.string())),
            ("entity_text", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("identifier_text", pa.string()),
            ("identifier_id", pa.string()),
            ("office", pa.string()),
            ("via", span),
        ]
    )
    location = pa.struct(
        [
            ("extracted_place", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("resolved_place", pa.string()),
            ("geonameid", pa.int64()),
            ("lat", pa.float64()),
            ("lon", pa.float64()),
            ("city", pa.string()),
            ("province", pa.string()),
            ("country", pa.string()),
            ("country_code", pa.string()),
            ("feature_code", pa.string()),
            ("resolution", pa.int64()),
        ]
    )
    cite = pa.struct(
        [
            ("url", pa.string()),
            ("title", pa.string()),
            ("author", pa.string()),
            ("publication", pa.string()),
            ("language", pa.string()),
            ("published", pa.date32()),
            ("retrieved", pa.string()),
            ("translated_by", pa.string()),
            ("republished_from", pa.string()),
        ]
    )
    return pa.schema(
        [
            ("id", pa.string()),
            ("document", pa.string()),
            ("sentence", pa.struct([("sequence", pa.int64()), ("start", pa.int64()), ("end", pa.int64())])),
            ("trigger", span),
            ("event", pa.string()),
            ("mode", pa.string()),
            ("context", pa.list_(pa.string())),
            ("quad_code", pa.int64()),
            ("event_scale", pa.float64()),
            ("cameo", pa.string()),
            ("status", pa.string()),
            ("actor", pa.list_(entity)),
            ("recipient", pa.list_(entity)),
            ("date", pa.date32()),
            ("enddate", pa.date32()),
            ("date_basis", pa.string()),
            ("date_text", span),
            ("event_loc", location),
            ("content", span),
            ("condition", span),
            (
                "deadline",
                pa.struct([("text", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("date", pa.date32())]),
            ),
            ("attribution", pa.list_(entity)),
            ("confidence", pa.float64()),
            ("coder", pa.string()),
            ("cite_info", cite),
        ]
    )


def make_row(event: Event) -> dict[str, Any]:
    """One event as a plain row whose dates are dates."""
    row: dict[str, Any] = msgspec.to_builtins(event, builtin_types=(date,))
    return row


def make_table(events: Sequence[Event]) -> "pa.Table":
    """Events as an Arrow table, a row each."""
    import pyarrow as pa

    return pa.Table.from_pylist([make_row(event) for event in events], schema=event_schema())

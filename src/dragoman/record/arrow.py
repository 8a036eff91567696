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

    span, entity, location, cite = _parts()
    text, whole, real, day = pa.string(), pa.int64(), pa.float64(), pa.date32()
    sentence = pa.struct([("sequence", whole), ("start", whole), ("end", whole)])
    deadline = pa.struct([("text", text), ("start", whole), ("end", whole), ("date", day)])
    return pa.schema(
        [
            ("id", text),
            ("document", text),
            ("sentence", sentence),
            ("trigger", span),
            ("event", text),
            ("mode", text),
            ("context", pa.list_(text)),
            ("quad_code", whole),
            ("event_scale", real),
            ("cameo", text),
            ("status", text),
            ("actor", pa.list_(entity)),
            ("recipient", pa.list_(entity)),
            ("date", day),
            ("enddate", day),
            ("date_basis", text),
            ("date_text", span),
            ("event_loc", location),
            ("content", span),
            ("condition", span),
            ("deadline", deadline),
            ("attribution", pa.list_(entity)),
            ("confidence", real),
            ("coder", text),
            ("cite_info", cite),
        ]
    )


def _parts() -> "tuple[pa.DataType, pa.DataType, pa.DataType, pa.DataType]":
    """The nested types: span, entity, location, cite_info."""
    import pyarrow as pa

    text, whole, real, day = pa.string(), pa.int64(), pa.float64(), pa.date32()
    span = pa.struct([("text", text), ("start", whole), ("end", whole)])
    entity = [("code", text), ("sector", pa.list_(text)), ("entity_text", text), ("start", whole), ("end", whole)]
    entity += [("identifier_text", text), ("identifier_id", text), ("office", text), ("via", span)]
    location = [
        ("extracted_place", text),
        ("start", whole),
        ("end", whole),
        ("resolved_place", text),
        ("geonameid", whole),
    ]
    location += [("lat", real), ("lon", real), ("city", text), ("province", text), ("country", text)]
    location += [("country_code", text), ("feature_code", text), ("resolution", whole)]
    cite = [("url", text), ("title", text), ("author", text), ("publication", text), ("language", text)]
    cite += [("published", day), ("retrieved", text), ("translated_by", text), ("republished_from", text)]
    return span, pa.struct(entity), pa.struct(location), pa.struct(cite)


def make_row(event: Event) -> dict[str, Any]:
    """One event as a plain row whose dates are dates."""
    row: dict[str, Any] = msgspec.to_builtins(event, builtin_types=(date,))
    return row


def make_table(events: Sequence[Event]) -> "pa.Table":
    """Events as an Arrow table, a row each."""
    import pyarrow as pa

    return pa.Table.from_pylist([make_row(event) for event in events], schema=event_schema())

"""Events or happenings come in; PLOVER records in JSON Lines go out, as the manual's chapter "Data Fields" advises.

Names are the manual's; dragoman's own fields go along under their own names, for the manual leaves room for more.
What is not known is left out of a record, not null: the manual's fields are optional save id, date, actor and event.
"""

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from dragoman.export.outline import Notes, Record, draw_outline
from dragoman.record.happening import Happening
from dragoman.record.jsonl import to_builtins


def write_plover(records: Iterable[Record], out: BinaryIO, notes: Notes) -> None:
    """Write one PLOVER record a line. What has no date or no actor, which PLOVER requires, is left out and counted."""
    encoder = msgspec.json.Encoder()
    for record in records:
        if record.date is None:
            notes.left_out["no date"] += 1
        elif not record.actor:
            notes.left_out["no actor"] += 1
        else:
            out.write(encoder.encode(_drop_unknown(_make_record(record, notes))) + b"\n")


def _make_record(record: Record, notes: Notes) -> dict[str, Any]:
    fields: dict[str, Any] = to_builtins(record)
    if isinstance(record, Happening):
        outline = draw_outline(record, notes.cites)
        fields |= {"cameo": outline.cameo, "cite_info": to_builtins(outline.cite)}
    return fields


def _drop_unknown(value: Any) -> Any:
    """The value without what is null or empty inside it."""
    if isinstance(value, dict):
        kept = {key: _drop_unknown(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, [], {})}
    if isinstance(value, (list, tuple)):
        return [_drop_unknown(inner) for inner in value]
    return value

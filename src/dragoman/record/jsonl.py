"""Records come in; JSON goes out, field for field as record.md says, and comes back strictly checked."""

from typing import Any

import msgspec

from dragoman.record.event import Event

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Event)


def encode_event(event: Event) -> bytes:
    """One event as one JSON object without a line end; no field is left out, dates are ISO 8601."""
    return _ENCODER.encode(event)


def decode_event(line: bytes | str) -> Event:
    """One event from its JSON object.

    Raises:
        msgspec.ValidationError: a field is missing or not of its type; the message names it.
    """
    return _DECODER.decode(line)


def to_builtins(record: Any) -> Any:
    """Any record as plain dicts, lists, strings and numbers; dates as ISO strings."""
    return msgspec.to_builtins(record)

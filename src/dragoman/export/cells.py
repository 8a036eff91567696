"""A record of an archive comes in; one flat row goes out, as CSV holds it: each answer's columns, and how a record fills them."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec

from dragoman.ask.kinds import KeptReport, KnownActor, KnownPlace
from dragoman.ask.queue import Queued
from dragoman.export.flat import COLUMNS, flatten_event
from dragoman.export.pledge import CELLS, tell_commitment
from dragoman.export.rows import HAPPENING_COLUMNS, flatten_happening
from dragoman.record.commitment import Commitment
from dragoman.record.fault import Fault


def flatten_record(record: Any) -> dict[str, object]:
    """A record as one row of single cells; several values in one cell are parted by "; ", what is unknown is empty."""
    return {field.name: _flatten(getattr(record, field.name)) for field in fields(record)}


def _flatten(value: Any) -> object:
    if isinstance(value, tuple):
        return "; ".join(str(_flatten(one)) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(
            str(_flatten(getattr(value, f.name))) for f in fields(value) if getattr(value, f.name) is not None
        )
    return value


def flatten_commitment(commitment: Commitment) -> dict[str, object]:
    """A commitment as a flat row: parties and quotations in words, the history as JSON."""
    return {
        **tell_commitment(commitment, whole=True),
        "condition": commitment.condition.text if commitment.condition else "",
        "confidence": commitment.confidence,
        "reports": "; ".join(commitment.reports),
        "history": msgspec.json.encode(commitment.history).decode(),
    }


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


FLAT: Mapping[str, tuple[tuple[str, ...], Callable[[Any], dict[str, object]]]] = {
    "events": (COLUMNS, flatten_event),
    "happenings": (HAPPENING_COLUMNS, flatten_happening),
    "actors": (_names(KnownActor), flatten_record),
    "places": (_names(KnownPlace), flatten_record),
    "reports": (_names(KeptReport), flatten_record),
    "queue": (_names(Queued), flatten_record),
    "faults": (_names(Fault), flatten_record),
    "commitments": ((*CELLS, "condition", "confidence", "reports", "history"), flatten_commitment),
}

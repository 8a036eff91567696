"""Coded documents come in; JSON Lines or one JSON array of event records goes out."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from dragoman.export.options import Options
from dragoman.record.event import Coded
from dragoman.record.jsonl import encode_event, to_builtins


def encode_lines(coded: Iterable[Coded], options: Options) -> Iterator[bytes]:
    """One JSON object an event; with `options.explain` each also has `explanation`, a map of field to reason."""
    for one in coded:
        for event, why in zip(one.events, one.explanations, strict=True):
            yield (
                msgspec.json.encode({**to_builtins(event), "explanation": why})
                if options.explain
                else encode_event(event)
            )


def write_jsonl(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:
    """Write one event record a line (record.md)."""
    for line in encode_lines(coded, options):
        out.write(line + b"\n")


def write_json(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:
    """Write all event records as one JSON array, an event a line."""
    separator = b"[\n"
    for line in encode_lines(coded, options):
        out.write(separator + line)
        separator = b",\n"
    out.write(b"[]\n" if separator == b"[\n" else b"\n]\n")

"""Coded documents come in; a Parquet file of typed event rows goes out, written in batches."""

from collections.abc import Iterable
from typing import BinaryIO

from dragoman.export.options import Options
from dragoman.record.arrow import event_schema, make_table
from dragoman.record.event import Coded, Event

ROWS = 10_000


def write_parquet(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:  # noqa: ARG001 - the table's one signature
    """Write event rows as Parquet (zstd); the schema is there even when there is no event."""
    import pyarrow.parquet as pq

    waiting: list[Event] = []
    with pq.ParquetWriter(out, event_schema(), compression="zstd") as writer:
        for one in coded:
            waiting.extend(one.events)
            if len(waiting) >= ROWS:
                writer.write_table(make_table(waiting))
                waiting.clear()
        if waiting:
            writer.write_table(make_table(waiting))

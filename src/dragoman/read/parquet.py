"""Comes in: articles as a Parquet file. Goes out: their Documents, read in batches."""

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from dragoman.errors import SourceError
from dragoman.read.rows import RowReader, describe_missing, match_columns
from dragoman.read.source import Options, Source, make_seekable
from dragoman.record.document import Document
from dragoman.record.fault import Fault

_BATCH_ROWS = 128


def read_parquet(stream: BufferedReader, source: Source, options: Options) -> Iterator[Document | Fault]:
    """Give the article of each row; faults count rows from 1. Raises SourceError for a broken file.

    pyarrow is loaded on first use.
    """
    import pyarrow
    import pyarrow.parquet

    try:
        with make_seekable(stream, source.label) as whole:
            yield from _read_table(pyarrow.parquet.ParquetFile(whole), source, options)
    except (pyarrow.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise SourceError(source.label, f"the Parquet file is damaged ({reason})") from None


def _read_table(file: Any, source: Source, options: Options) -> Iterator[Document | Fault]:
    names = list(file.schema_arrow.names)
    if reason := describe_missing(names, options.columns):
        raise SourceError(source.label, reason)
    rows = RowReader(options)
    columns = sorted(set(match_columns(names, options.columns).values()))
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=columns):
        for row in _list_rows(batch):
            number += 1
            yield rows.read_row(row, source.label, number)


def _list_rows(batch: Any) -> list[dict[str, object]]:
    """Turn a batch into rows; times are cut to microseconds, since Python's own times hold no finer ones."""
    import pyarrow

    columns = []
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if pyarrow.types.is_timestamp(column.type) and column.type.unit == "ns":
            column = column.cast(pyarrow.timestamp("us", column.type.tz), safe=False)
        columns.append((name, column.to_pylist()))
    return [
        dict(zip([name for name, _ in columns], cells, strict=True))
        for cells in zip(*(cells for _, cells in columns), strict=True)
    ]

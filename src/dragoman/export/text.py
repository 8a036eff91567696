"""A stream of bytes comes in; it goes out lent as text, or filled with rows of CSV: the one place that wraps a caller's stream."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TextIO


@contextmanager
def lend_text(out: BinaryIO, newline: str | None = None) -> Iterator[TextIO]:
    """The stream as text in UTF-8; `newline` as in `open`. Half a character (a lone surrogate), which UTF-8 has not, becomes "?"."""
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline=newline, write_through=True)
    try:
        yield text
    finally:
        # Whatever happens, `out` is the caller's: a wrapper that is thrown away would close it.
        text.detach()


def write_cells(columns: Sequence[str], rows: Iterable[Mapping[str, object]], out: BinaryIO) -> None:
    """Write rows as CSV (UTF-8, header, RFC 4180 line ends)."""
    with lend_text(out, newline="") as text:
        writer = csv.DictWriter(text, columns)
        writer.writeheader()
        writer.writerows(rows)

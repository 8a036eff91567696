"""A stream of bytes comes in; it goes out lent as text, or filled with rows of CSV: the one place that wraps a caller's stream."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, TextIO

from rich.console import Console
from rich.text import Text

# What a terminal obeys instead of showing it (a report can hold anything), but for tabs and line ends.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def make_plain(text: str) -> str:
    """The text without control characters, so that no report can move the cursor or recolour the screen."""
    return _CONTROL.sub("", text)


class PlainConsole(Console):
    """Rich's console; the strings that it is given, cells of tables too, are shown plain (make_plain)."""

    def render_str(self, text: str, **how: Any) -> Text:
        """As Rich does, of the plain text."""
        return super().render_str(make_plain(text), **how)


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

"""Comes in: a table with a header, cells set apart by comma, semicolon, tab or bar. Goes out: Documents."""

import csv
from collections.abc import Iterator
from io import BufferedReader

from dragoman.errors import SourceError
from dragoman.read.decode import decode_text, find_bom, read_lines
from dragoman.read.rows import RowReader, describe_missing, match_columns
from dragoman.read.source import MAX_BYTES, Options, Source, make_fault
from dragoman.record.document import Document
from dragoman.record.fault import Fault

DELIMITERS = ",;\t|"


def read_csv(stream: BufferedReader, source: Source, options: Options) -> Iterator[Document | Fault]:
    """Give the article of each row; a row that breaks the table's form gives a Fault and the next is read.

    Raises SourceError where the header names no text, and where a quotation mark is never closed: what
    follows it cannot be told apart.
    """
    # The only limit that the csv module knows is one for the whole process; it is never lowered here.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
    lines = _Lines(stream, source.label)
    first = next((line for line in lines if line.strip()), "")
    if not first:
        raise SourceError(source.label, "the file is empty")
    delimiter = find_delimiter(first, options)
    header = _parse_header(first, delimiter)
    if reason := describe_missing(header, options.columns):
        raise SourceError(source.label, reason)
    yield from _read_rows(lines, header, delimiter, source.label, options)


def find_delimiter(line: str, options: Options) -> str:
    """Choose the delimiter under which a header names the most fields of an article, then most columns."""

    def count(delimiter: str) -> tuple[int, int]:
        names = _parse_header(line, delimiter)
        return len(match_columns(names, options.columns)), len(names)

    return max(DELIMITERS, key=count)


def _parse_header(line: str, delimiter: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:  # a lone carriage return: the line is no header
        return [line.strip()]


def _read_rows(
    lines: "_Lines", header: list[str], delimiter: str, label: str, options: Options
) -> Iterator[Document | Fault]:
    rows = RowReader(options)
    # strict: a stray quotation mark is an error, not a reason to run two articles together.
    table = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number = lines.number + 1
        place = f"{label}:{number}"
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            lines.take_problem()
            if "unexpected end" in str(error) or "field larger" in str(error):
                raise SourceError(
                    place, "a quotation mark is opened here and never closed; the rest is not read"
                ) from None
            yield make_fault(place, f"no valid CSV: {error}")
            continue
        if problem := lines.take_problem():
            yield make_fault(place, problem)
        elif cells and len(cells) != len(header):
            yield make_fault(place, f"the row has {len(cells)} columns where the header has {len(header)}")
        elif cells:
            yield rows.read_row(dict(zip(header, cells, strict=True)), label, number)


class _Lines:
    """The physical lines of a table as text; what is wrong with one is kept until its row is done."""

    def __init__(self, stream: BufferedReader, label: str) -> None:
        self.number = 0
        self._problem: str | None = None
        encoding = find_bom(stream.peek(4)[:4])
        if encoding and encoding != "utf-8":
            self._lines = read_lines(stream, encoding, label)
        else:
            self._lines = self._read_bytes(stream)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        return line

    def take_problem(self) -> str | None:
        """Give what was wrong with a line since the last call, and forget it."""
        problem, self._problem = self._problem, None
        return problem

    def _read_bytes(self, stream: BufferedReader) -> Iterator[str]:
        while data := stream.readline(MAX_BYTES + 1):
            if len(data) > MAX_BYTES:
                self._problem = f"a line of the row is over {MAX_BYTES // 1_000_000} MB: too long for one report"
                while data and not data.endswith(b"\n"):
                    data = stream.readline(MAX_BYTES)
                yield "\n"
                continue
            try:
                yield decode_text(data)
            except ValueError as error:
                self._problem = f"{error}"
                yield data.decode(errors="replace")

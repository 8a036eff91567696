"""Comes in: articles as JSON: one object a line, one array of them, or a single one. Goes out: their
Documents.

Nothing is held but the row at hand: lines are read one by one, an array element by element.
"""

import codecs
import json
from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import NoReturn

from dragoman.errors import SourceError
from dragoman.read.decode import decode_text, find_bom, read_lines
from dragoman.read.rows import RowReader
from dragoman.read.source import MAX_BYTES, Options, Source, make_fault, quote_value
from dragoman.record.document import Document
from dragoman.record.fault import Fault

_CHUNK = 65_536
_BLANK = " \t\r\n"


def read_jsonl(stream: BufferedReader, source: Source, options: Options) -> Iterator[Document | Fault]:
    """Give the article of each line; a line that is no JSON object gives a Fault, a blank line nothing."""
    rows = RowReader(options)
    blank = True
    for number, line in enumerate(_read_lines(stream, source.label), start=1):
        place = f"{source.label}:{number}"
        if line is None:
            yield make_fault(place, f"the line is over {MAX_BYTES // 1_000_000} MB: too long for one report")
        elif line.strip():
            row = _parse_line(line)
            yield make_fault(place, row) if isinstance(row, str) else rows.read_row(row, source.label, number)
        blank = blank and line is not None and not line.strip()
    if blank:
        raise SourceError(source.label, "the file is empty")


def _read_lines(stream: BufferedReader, label: str) -> Iterator[bytes | None]:
    """Give the lines in UTF-8; None for one that is over MAX_BYTES, which is passed over."""
    encoding = find_bom(stream.peek(4)[:4])
    if encoding and encoding != "utf-8":
        yield from (line.encode() for line in read_lines(stream, encoding, label))
        return
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
        yield None


def _parse_line(line: bytes) -> Mapping[str, object] | str:
    """Parse one line; give what is wrong with it as a str."""
    try:
        value = json.loads(decode_text(line.rstrip()))
    except json.JSONDecodeError as error:
        return f"no valid JSON: {error.msg} at column {error.colno}"
    except RecursionError:
        return "no valid JSON: nested too deep"
    except ValueError as error:
        return str(error)
    return value if isinstance(value, dict) else f"no JSON object but {quote_value(value)}"


def read_json(stream: BufferedReader, source: Source, options: Options) -> Iterator[Document | Fault]:
    """Give the articles of a JSON array, or of one object; raise SourceError where it stops being JSON."""
    rows = RowReader(options)
    window = _Window(stream, source.label)
    for line, value in window.read_elements():
        if isinstance(value, dict):
            yield rows.read_row(value, source.label, line)
        else:
            yield make_fault(f"{source.label}:{line}", f"no JSON object but {quote_value(value)}")


class _Window:
    """The stretch of a JSON file that has been read and not yet been used."""

    def __init__(self, stream: BufferedReader, label: str) -> None:
        self._stream = stream
        self._label = label
        self._text = ""
        self._line = 1
        self._ended = False
        encoding = find_bom(stream.peek(4)[:4]) or "utf-8"
        self._decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)()
        self._parse = json.JSONDecoder().raw_decode

    def read_elements(self) -> Iterator[tuple[int, object]]:
        """Give each element of the array, or each object, with the line it begins on."""
        self._skip(_BLANK + "\ufeff")
        if self._text.startswith("["):
            yield from self._read_array()
        # One object; or several: lines of JSON that are too long to have been known as such.
        while self._text:
            yield self._line, self._take_value()
            self._skip(_BLANK)

    def _read_array(self) -> Iterator[tuple[int, object]]:
        self._drop(1)
        self._skip(_BLANK)
        while not self._text.startswith("]"):
            yield self._line, self._take_value()
            self._skip(_BLANK)
            if self._text.startswith(","):
                self._drop(1)
                self._skip(_BLANK)
            elif not self._text.startswith("]"):
                self._fail("a comma or ] is missing" if self._text else "the array is cut off")
        self._drop(1)
        self._skip(_BLANK)
        if self._text:
            self._fail("something follows the array")

    def _read_more(self, size: int) -> bool:
        if self._ended:
            return False
        data = self._stream.read(size)
        self._ended = not data
        try:
            self._text += self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError:
            self._fail("the file is not UTF-8 from here on")
        return True

    def _skip(self, characters: str) -> None:
        while True:
            kept = self._text.lstrip(characters)
            self._drop(len(self._text) - len(kept))
            if kept or not self._read_more(_CHUNK):
                return

    def _drop(self, length: int) -> None:
        self._line += self._text.count("\n", 0, length)
        self._text = self._text[length:]

    def _take_value(self) -> object:
        while True:
            try:
                value, end = self._parse(self._text)
            except RecursionError:
                self._fail("nested too deep")
            except json.JSONDecodeError as error:
                # It may only be cut off: read as much again, so that a long element costs no quadratic time.
                if len(self._text) < MAX_BYTES and self._read_more(max(_CHUNK, len(self._text))):
                    continue
                self._line += error.lineno - 1
                self._fail(error.msg)
            except ValueError as error:  # a number of thousands of digits
                self._fail(str(error))
            if end < len(self._text) or not self._read_more(_CHUNK):
                self._drop(end)
                return value

    def _fail(self, reason: str) -> NoReturn:
        raise SourceError(f"{self._label}:{self._line}", f"no valid JSON: {reason}; the rest is not read")

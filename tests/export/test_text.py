"""What is written as text leaves the stream to the caller, whatever goes wrong."""

import io
from collections.abc import Iterator

import pytest

from dragoman.export.text import lend_text, write_cells


def test_rows_are_written_with_a_header_and_the_line_ends_of_rfc_4180() -> None:
    out = io.BytesIO()
    write_cells(("a", "b"), [{"a": "one, two", "b": None}], out)
    assert out.getvalue() == b'a,b\r\n"one, two",\r\n'


def test_the_stream_stays_open_when_the_rows_break_off() -> None:
    out = io.BytesIO()

    def break_off() -> Iterator[dict[str, object]]:
        yield {"a": 1}
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        write_cells(("a",), break_off(), out)
    assert not out.closed
    assert out.getvalue() == b"a\r\n1\r\n"


def test_half_a_character_is_no_reason_to_stop() -> None:
    out = io.BytesIO()
    with lend_text(out) as text:
        text.write("a\ud800b")
    assert out.getvalue() == b"a?b"

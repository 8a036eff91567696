"""Comes in: a text file with one address a line. Goes out: a Link for each, and a Fault for a line that is none.

Blank lines are passed over, and so is what follows a `#` at the beginning of a line or after a space.
"""

import re
from collections.abc import Iterator
from io import BufferedReader

from dragoman.read.decode import decode_text, find_bom, read_lines
from dragoman.read.source import LISTED, Link, Options, Source, make_fault, quote_value
from dragoman.record.fault import Fault

_MAX_LINE = 10_000
_COMMENT = re.compile(r"(?:\A|\s)#.*")
_URL = re.compile(r"https?://\S+", re.IGNORECASE)


def read_urls(stream: BufferedReader, source: Source, options: Options) -> Iterator[Link | Fault]:  # noqa: ARG001
    """Give the addresses in their order; one that stood before gives a Fault of kind skipped."""
    lines: dict[str, int] = {}
    for number, line in enumerate(_read_lines(stream, source.label), start=1):
        url = _COMMENT.sub("", line).strip()
        place = f"{source.label}:{number}"
        if not url:
            continue
        if not _URL.fullmatch(url):
            yield make_fault(place, f"no address that begins with http:// or https://: {quote_value(url)}")
        elif url in lines:
            yield make_fault(place, f"the address stands on line {lines[url]} already", kind="skipped")
        else:
            lines[url] = number
            yield Link(url, forms=LISTED)


def _read_lines(stream: BufferedReader, label: str) -> Iterator[str]:
    encoding = find_bom(stream.peek(4)[:4])
    if encoding and encoding != "utf-8":
        yield from read_lines(stream, encoding, label)
        return
    while line := stream.readline(_MAX_LINE):
        if len(line) == _MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_MAX_LINE)
            yield "a line too long for an address"
            continue
        try:
            yield decode_text(line)
        except ValueError:
            yield line.decode(errors="replace")

"""Comes in: a web archive in the WARC format. Goes out: a Source for each page of HTML that was answered well.

A record is read whole and its HTTP taken apart here, not by the archive's iterator: so what is wrong in one
record costs no other, and a record that is cut off is not taken for whole.
"""

import re
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import IO, Any, cast

from dragoman.errors import SourceError
from dragoman.read.source import MAX_BYTES, Options, Source, make_fault
from dragoman.read.wire import Broken, Refused, unpack
from dragoman.record.document import CiteInfo
from dragoman.record.fault import Fault

_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_FORMS = frozenset(["webpage"])
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read_warc(stream: BufferedReader, source: Source, options: Options) -> Iterator[Source | Fault]:  # noqa: ARG001
    """Give the pages in their order: WARC-Target-URI is the page's url, WARC-Date when it was retrieved.

    Raises SourceError where the archive is damaged; what comes before has been given.
    """
    from fastwarc import ArchiveIterator, WarcRecordType

    pages = number = 0
    try:
        records = ArchiveIterator(cast("Any", _Counted(stream)), record_types=WarcRecordType.response, parse_http=False)
        for record in records:
            number += 1
            found = _read_record(record, f"{source.label}!{record.headers.get('WARC-Target-URI') or number}")
            pages += found is not None
            if found is not None:
                yield found
    except OSError as error:
        raise SourceError(
            source.label, f"the archive is damaged after {number} answers ({error}); the rest is not read"
        ) from None
    if not pages:
        yield make_fault(source.label, "the archive holds no web pages")


def _read_record(record: Any, label: str) -> Source | Fault | None:
    """Give the page of one record, None if it is none."""
    from fastwarc.warc import HeaderMap

    if record.content_length > MAX_BYTES:
        return make_fault(label, f"the record is over {MAX_BYTES // 1_000_000} MB: too long for one report")
    data = record.reader.read(MAX_BYTES)
    if len(data) < record.content_length:
        return make_fault(label, "the record is cut off")
    rest = BytesIO(data)
    try:
        headers = HeaderMap()
        rest.seek(headers.parse(rest))
    except OSError as error:
        return make_fault(label, f"the record holds no answer of a web server ({error})")
    content_type = headers.get("Content-Type") or ""
    if headers.status_code != 200 or content_type.partition(";")[0].strip().lower() not in _PAGE_TYPES:
        return None
    try:
        page = _unpack_body(rest, headers)
    except (OSError, Broken, Refused) as error:
        return make_fault(label, f"the page cannot be unpacked ({error})")
    known = CiteInfo(url=record.headers.get("WARC-Target-URI"), retrieved=record.headers.get("WARC-Date"))
    charset = _CHARSET.search(content_type)
    return Source(label, "page.html", lambda: BytesIO(page), known, charset[1] if charset else None, _FORMS)


def _unpack_body(body: IO[bytes], headers: Any) -> bytes:
    """Undo what the server did to send a page; some crawlers have undone it before and left the headers."""
    from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader

    data = body.read()
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower() and re.match(rb"[0-9A-Fa-f]+\s*[\r\n;]", data):
        data = _read_limited(ChunkedReader(BytesIO(data)))
    packed = (headers.get("Content-Encoding") or "").strip().lower()
    if packed in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
        return b"".join(unpack([data], "gzip", MAX_BYTES))
    if packed in ("br", "zstd") and data.lstrip()[:1] != b"<":
        return _read_limited({"br": BrotliReader, "zstd": ZstdReader}[packed](BytesIO(data)))
    return data


def _read_limited(reader: Any) -> bytes:
    data: bytes = reader.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused(f"it is over {MAX_BYTES // 1_000_000} MB")
    return data


class _Counted:
    """A stream that knows its place, as fastwarc asks, though it cannot go back."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._place = 0

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        data = self._stream.read(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        """Say how much was read."""
        return self._place

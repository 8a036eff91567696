"""Comes in: a sitemap, a news sitemap or an index of sitemaps. Goes out: a Link for each page or sitemap in it.

Read element by element: of 50,000 pages no more than one is held.
"""

import re
from collections.abc import Iterator
from datetime import date
from io import BufferedReader
from typing import Any, cast
from urllib.parse import urljoin

from dragoman.errors import SourceError
from dragoman.read.dates import parse_date
from dragoman.read.source import REPORTS, Link, Options, Source, make_fault
from dragoman.record.document import CiteInfo
from dragoman.record.fault import Fault

MAX_BYTES = 52_428_800
"""The most that sitemaps.org allows one sitemap; it allows 50,000 entries."""
MAX_ENTRIES = 50_000
MAX_WORDS = 4_000

_MAX_ELEMENTS = 20_000  # of one entry; a page may list a thousand pictures
_SITEMAPS = frozenset(["sitemap", "gzip"])
_WEB = re.compile(r"https?://", re.IGNORECASE)


def read_sitemap(stream: BufferedReader, source: Source, options: Options) -> Iterator[Link | Fault]:  # noqa: ARG001
    """Give the entries in their order, each address once; of news, with day, title, language and outlet.

    Raises SourceError where the file stops being XML, or is built to use up the machine.
    """
    seen: set[str] = set()
    for number, entry in enumerate(_read_entries(stream, source.label)):
        if number == MAX_ENTRIES:
            yield make_fault(source.label, f"the sitemap has more than {MAX_ENTRIES:,} entries; the rest is not read")
            return
        link = _make_link(entry, source)
        if link is not None and link.url not in seen:
            seen.add(link.url)
            yield link
    if not seen:
        yield make_fault(source.label, "the sitemap lists no pages")


def _read_entries(stream: BufferedReader, label: str) -> Iterator[Any]:
    """Give each child of the root, and forget it when the next is asked for."""
    from lxml import etree  # type: ignore[import-untyped]

    limited = _Limited(stream, label)
    depth = count = 0
    steps = etree.iterparse(
        cast("Any", limited),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for event, element in steps:
            if event == "start":
                depth += 1
                count += 1
                if count > _MAX_ELEMENTS:
                    raise SourceError(label, f"an entry of the sitemap has over {_MAX_ELEMENTS:,} elements")
                continue
            depth -= 1
            if depth == 1:
                yield element
                count = 0
                parent = element.getparent()
                element.clear()
                while parent is not None and len(parent) and parent[0] is not element:
                    del parent[0]
    except etree.LxmlError as error:
        raise SourceError(label, f"no valid XML: {str(error).splitlines()[0][:200] or 'damaged'}") from None


class _Limited:
    """A stream of which no more than MAX_BYTES are given."""

    def __init__(self, stream: BufferedReader, label: str) -> None:
        self._stream = stream
        self._label = label
        self._left = MAX_BYTES

    def read(self, size: int = -1) -> bytes:
        """Read on; raise SourceError where it is too much."""
        data = self._stream.read(min(size, 65_536) if size > 0 else 65_536)
        self._left -= len(data)
        if self._left < 0:
            raise SourceError(self._label, f"the sitemap is over {MAX_BYTES // 1_000_000} MB")
        return data


def _make_link(entry: Any, source: Source) -> Link | None:
    kind = _name(entry)
    if kind not in ("url", "sitemap"):
        return None
    words: dict[str, str] = {}
    for element in entry.iter():
        if len(element) == 0 and element.text:
            words.setdefault(_name(element), " ".join(element.text.split())[:MAX_WORDS])
    try:
        url = urljoin(source.known.url or "", words.get("loc", ""))
    except ValueError:
        return None
    if not _WEB.match(url):
        return None
    if kind == "sitemap":
        return Link(url, forms=_SITEMAPS, found=True)
    known = CiteInfo(
        url=url,
        title=words.get("news:title"),
        publication=words.get("news:name"),
        published=_read_day(words.get("news:publication_date")),
    )
    return Link(url, known, REPORTS, found=True)


def _name(element: Any) -> str:
    """Name an element without its namespace; those of news begin with "news:", of pictures and films have none."""
    space, _, name = element.tag.rpartition("}") if isinstance(element.tag, str) else ("", "", "")
    if "sitemap-news" in space:
        return f"news:{name}"
    return name if not space or "schemas/sitemap/" in space else ""


def _read_day(words: str | None) -> date | None:
    """Read the day as it is written there: that of the outlet, whatever the hour is elsewhere."""
    try:
        return parse_date(words) if words else None
    except ValueError:
        return None

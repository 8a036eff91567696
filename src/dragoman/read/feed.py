"""Comes in: a feed (RSS, Atom, RDF or JSON Feed). Goes out: a Document of each entry that holds its report,
and a Link for each that only points at it.

What the entry says of its report (title, day, author, address) fills what the linked page lacks.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from io import BufferedReader
from typing import Any
from urllib.parse import urljoin

from dragoman.errors import SourceError
from dragoman.read.decode import decode_text
from dragoman.read.document import make_document
from dragoman.read.markup import check_markup
from dragoman.read.source import REPORTS, Link, Options, Source, make_fault, name_host, read_whole
from dragoman.read.webpage import extract_page
from dragoman.record.document import CiteInfo, Document
from dragoman.record.fault import Fault

MAX_ENTRIES = 5_000
"""Most entries of a feed that are read: a feed shows what is new."""

MAX_TAGS = 500_000
"""Most tags of a feed, those of its entries' texts included."""

REPORT_LENGTH = 500
"""Fewest characters of an entry's own text that are taken for the whole report where it also has a link."""

_WEB = re.compile(r"https?://", re.IGNORECASE)
# A teaser breaks off, or asks the reader on.
_BROKEN_OFF = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:read|continue|full) (?:more|on|reading|story|article)\W*)\s*\Z", re.IGNORECASE
)
# What a common program for web sites puts below each entry.
_SIGNATURE = re.compile(r"\s*The post [^\n]+ (?:appeared first on|first appeared on) [^\n]+\Z")
_WRITTEN_DAY = re.compile(
    r"<(?:\w+:)?(?:pubDate|date|published|updated|issued|modified|created)\b[^>]*>\s*(?:<!\[CDATA\[\s*)?([^<\]]{8,40})"
    r'|"date_(?:published|modified)"\s*:\s*"([^"]{8,40})"',
    re.IGNORECASE,
)


def read_feed(stream: BufferedReader, source: Source, options: Options) -> Iterator[Document | Link | Fault]:
    """Give the entries in their order, each report once.

    Raises SourceError for a feed that cannot be taken apart.
    """
    data = read_whole(stream, source.label)
    feed, entries = _parse_feed(data, source)
    days = _find_days(data)
    outlet = _read_words(feed.get("title"))
    base = source.known.url or _read_words(feed.get("link")) or ""
    seen: set[str] = set()
    for number, entry in enumerate(entries[:MAX_ENTRIES], start=1):
        known = _describe_entry(entry, days, outlet, base)
        if known.url in seen:
            continue
        if known.url:
            seen.add(known.url)
        yield _read_entry(entry, known, f"{source.label}!{known.url or number}", source, options)
    if len(entries) > MAX_ENTRIES:
        yield make_fault(source.label, f"the feed has over {MAX_ENTRIES:,} entries; the rest is not read")
    if not entries:
        yield make_fault(source.label, "the feed has no entries", kind="skipped")


def _parse_feed(data: bytes, source: Source) -> tuple[Mapping[str, Any], list[Any]]:
    import fastfeedparser  # type: ignore[import-untyped]

    try:
        check_markup(data.decode("latin-1"), MAX_TAGS)
        parsed = fastfeedparser.parse(data)  # bytes: given a str, it might take it for an address and fetch it
        return parsed["feed"], list(parsed["entries"])
    except Exception as error:  # strange feeds break the libraries below in many ways; the rest must be read
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise SourceError(source.label, f"the feed cannot be taken apart ({reason})") from None


def _describe_entry(entry: Mapping[str, Any], days: Mapping[datetime, date], outlet: str | None, base: str) -> CiteInfo:
    link = _read_words(entry.get("link"))
    try:
        url = urljoin(base, link).partition("#")[0] if link else ""
    except ValueError:
        url = ""
    moment = _read_moment(_read_words(entry.get("published")) or _read_words(entry.get("updated")))
    return CiteInfo(
        url=url if _WEB.match(url) else None,
        title=_read_words(_strip_tags(_read_words(entry.get("title")) or "")),
        author=_read_words(entry.get("author")),
        publication=outlet,
        published=(days.get(moment) or moment.date()) if moment else None,
    )


def _read_entry(
    entry: Mapping[str, Any], known: CiteInfo, label: str, source: Source, options: Options
) -> Document | Link | Fault:
    text = _pick_text(entry)
    if known.url and (len(text) < REPORT_LENGTH or _BROKEN_OFF.search(text)):
        if not options.fetcher.manners.offline:
            return Link(known.url, known, REPORTS, found=True)
        reason = "the entry holds no full text, and the network is not to be used to fetch its page"
        return make_fault(label, reason)
    return make_document(
        text,
        published=options.published or known.published,
        title=known.title,
        url=known.url,
        publication=known.publication or name_host(known.url),
        author=known.author,
        retrieved=source.known.retrieved,
        source=label,
    )


def _pick_text(entry: Mapping[str, Any]) -> str:
    """Take the longest of the texts that an entry holds, as text; "" where it holds none."""
    values = [entry.get("description")]
    content = entry.get("content")
    for part in content if isinstance(content, list) else []:
        values.append(part.get("value") if isinstance(part, Mapping) else None)
    markup = max((value for value in values if isinstance(value, str)), key=len, default="")
    return _SIGNATURE.sub("", _to_text(markup))


def _to_text(markup: str) -> str:
    """Turn an entry's HTML into text; what is text already only loses its character references."""
    if re.search(r"<[A-Za-z/]", markup):
        try:
            return extract_page(markup).text
        except ValueError:  # too short for an article: a teaser
            return _strip_tags(markup)
    return unescape(markup).replace("\x00", "").strip()


def _strip_tags(markup: str) -> str:
    parts = re.split(r"\n\s*\n|</?(?:p|div|br|li|ul|ol|tr|h[1-6]|blockquote)\b[^<>]*>", markup, flags=re.IGNORECASE)
    texts = (unescape(re.sub(r"<[A-Za-z/][^<>]*>", "", part)).replace("\x00", "").strip() for part in parts)
    return "\n\n".join(filter(None, texts))


def _read_words(value: object) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _read_moment(words: str | None) -> datetime | None:
    """Read a moment that names its time zone, in UTC; None where it cannot be read."""
    if not words:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(words.strip())
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _find_days(data: bytes) -> dict[datetime, date]:
    """Find the day that each moment of a feed is written with: fastfeedparser turns all moments to UTC, where
    what an outlet in the east publishes in the morning lies on the day before."""
    try:
        text = decode_text(data)
    except ValueError:
        text = data.decode("latin-1")
    days: dict[datetime, date] = {}
    for found in _WRITTEN_DAY.finditer(text):
        words = found[1] or found[2]
        moment = _read_moment(words)
        if moment is None:
            continue
        try:
            days[moment] = datetime.fromisoformat(words.strip()).date()
        except ValueError:
            days[moment] = parsedate_to_datetime(words.strip()).date()
    return days

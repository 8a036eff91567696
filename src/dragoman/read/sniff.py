"""Comes in: a file's name and first bytes. Goes out: the name of its format, a key of READERS.

Content goes before name: a page saved as .txt is a page. The name decides only between forms of tables, and
where the content could be anything.
"""

import csv
import json
import re

from dragoman.errors import SourceError
from dragoman.read.csvtable import find_delimiter
from dragoman.read.decode import decode_text, find_bom, looks_utf16
from dragoman.read.rows import match_columns
from dragoman.read.source import HEAD_BYTES, Options, Source

_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)
_UNREAD = (
    (b"%PDF", "a PDF: save its text"),
    (b"{\\rtf", "an RTF document: save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document: save it as plain text or CSV"),
    (b"BZh", "packed with bzip2: unpack it, or use .gz or .zip"),
    (b"\xfd7zXZ", "packed with xz: unpack it, or use .gz or .zip"),
    (b"7z\xbc\xaf", "packed with 7-Zip: unpack it, or use .gz or .zip"),
    (b"Rar!", "packed with RAR: unpack it, or use .gz or .zip"),
    (b"\x28\xb5\x2f\xfd", "packed with Zstandard: unpack it, or use .gz or .zip"),
    (b"SQLite format 3", "a database: export its table as CSV"),
)
_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".html": "webpage",
    ".htm": "webpage",
    ".xhtml": "webpage",
    ".gz": "gzip",
    ".zip": "zip",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_SITEMAP = re.compile(r"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.IGNORECASE)
_URL_LINE = re.compile(r"https?://\S+(?:\s+#.*)?", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:!doctype\s+)?(?:[\w.-]+:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
# Control characters that no text has; tab, line ends, form feed and escape may stand in one.
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\x1a"))


def sniff_format(head: bytes, source: Source, options: Options) -> str:
    """Name the format of a source; raise SourceError for an empty file and for one that is no text."""
    if not head:
        raise SourceError(source.label, "the file is empty")
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    for magic, what in _UNREAD:
        if head.startswith(magic):
            raise SourceError(source.label, f"the file is {what}")
    if head[257:262] == b"ustar":
        raise SourceError(source.label, "the file is a tar archive: unpack it, or use .gz or .zip")
    named = next((name for suffix, name in _SUFFIXES.items() if source.name.lower().endswith(suffix)), "plain")
    if named in ("gzip", "zip", "parquet"):
        what = {"gzip": "gzip", "zip": "zip", "parquet": "Parquet"}[named]
        raise SourceError(source.label, f"the file is named as {what} but is none, or is damaged")
    if named not in ("jsonl", "csv") and is_binary(head):
        raise SourceError(source.label, "the file is binary, not text")
    return _tell_text(_read_start(head), named, options)


def is_binary(head: bytes) -> bool:
    """Tell whether bytes are text in no encoding: null bytes (but for UTF-16), many control characters."""
    if find_bom(head) or looks_utf16(head):
        return False
    return b"\0" in head or len(head) - len(head.translate(None, _CONTROL)) > 0.02 * len(head)


def _read_start(head: bytes) -> str:
    try:
        start = decode_text(head)
    except ValueError:  # the head may end inside a character; ASCII is enough to tell formats
        start = head.decode("ascii", errors="replace")
    return _skip_preamble(start.lstrip("\ufeff \t\r\n"))


def _skip_preamble(start: str) -> str:
    """Leave out the declarations and comments that may stand before the first tag of a page."""
    while start.startswith(("<?", "<!--")):
        start = start.partition("?>" if start.startswith("<?") else "-->")[2].lstrip()
    return start


def _tell_text(start: str, named: str, options: Options) -> str:
    if _FEED.match(start):
        return "feed"
    if _SITEMAP.match(start):
        return "sitemap"
    if _PAGE.match(start):
        return "webpage"
    if re.match(r"\[\s*(?:\{|\]\s*\Z)", start):
        return "json"
    if named in ("webpage", "csv", "jsonl"):
        return named
    if start.startswith("{") and _JSON_FEED.search(start):
        return "feed"
    if named == "json" or start.startswith("{"):
        return _tell_json(start, named)
    if named == "plain" and _lists_urls(start):
        return "urls"
    return "csv" if named == "plain" and _has_article_header(start, options) else named


def _lists_urls(start: str) -> bool:
    """Tell a list of addresses: one on each line and nothing beside it but comments; no prose is so."""
    lines = [line.strip() for line in start.splitlines()]
    if len(lines) > 1 and len(start) >= HEAD_BYTES // 4:
        lines.pop()  # it may be cut off by the end of the head
    lines = [line for line in lines if line and not line.startswith("#")]
    return bool(lines) and all(map(_URL_LINE.fullmatch, lines))


def _tell_json(start: str, named: str) -> str:
    """Tell lines of JSON from one object; text that only begins with a brace stays text."""
    try:
        first, end = json.JSONDecoder().raw_decode(start)
    except (ValueError, RecursionError):
        # Cut off by the end of the head, or over many lines, or no JSON at all: then the name decides.
        return (
            "jsonl"
            if named == "plain" and re.match(r'\{\s*"', start) and "\n" not in start
            else _name_json(start, named)
        )
    rest = start[end:].lstrip(" \t")
    if not isinstance(first, dict):
        return named
    return "jsonl" if "\n" not in start[:end] and rest.startswith(("\n", "\r")) and rest.strip() else "json"


def _name_json(start: str, named: str) -> str:
    return "json" if named == "json" or re.match(r'\{\s*"\w+"\s*:', start) else named


def _has_article_header(start: str, options: Options) -> bool:
    """Tell whether a first line is the header of a table of articles: it names a text and another field."""
    line = start.split("\n", 1)[0].rstrip("\r")
    if len(line) > 2000 or "\n" not in start:
        return False
    try:
        names = [name.strip() for name in next(csv.reader([line], delimiter=find_delimiter(line, options)), [])]
    except csv.Error:
        return False
    found = match_columns(names, options.columns)
    return len(found) >= 2 and bool({"text", "html"} & found.keys()) and all(len(name) <= 40 for name in names)

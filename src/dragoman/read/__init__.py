"""Comes in: sources (files, folders, archives, addresses on the web, standard input). Goes out: Documents,
and a Fault for each that is none.

`read_documents` opens what the user names, tells its format by content and name (sniff.py) and hands it to
the reader of that format, which READERS names and which is loaded on first use. A reader is a function of
an opened stream, its Source and the Options; it gives Documents, Faults, or further Sources and Links, which
are read in turn; a Link is fetched first (fetch.py). A new format is a file with one such function, a row in READERS and a way for sniff.py to know it.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib import import_module
from io import BufferedReader
from typing import cast

from dragoman.errors import SourceError
from dragoman.read.document import make_document
from dragoman.read.fetch import Fetcher, Manners, Validators, Visit
from dragoman.read.rows import check_columns
from dragoman.read.sniff import sniff_format
from dragoman.read.source import (
    BROKEN,
    Link,
    Options,
    Source,
    describe_error,
    list_sources,
    make_fault,
    open_fetched,
    take_head,
)
from dragoman.record.document import Document
from dragoman.record.fault import Fault

__all__ = ["READERS", "Fetcher", "Manners", "Validators", "Visit", "make_document", "read_documents"]

READERS = {
    "csv": "dragoman.read.csvtable:read_csv",
    "feed": "dragoman.read.feed:read_feed",
    "gzip": "dragoman.read.archive:read_gzip",
    "json": "dragoman.read.jsontable:read_json",
    "jsonl": "dragoman.read.jsontable:read_jsonl",
    "parquet": "dragoman.read.parquet:read_parquet",
    "plain": "dragoman.read.plain:read_plain",
    "sitemap": "dragoman.read.sitemap:read_sitemap",
    "urls": "dragoman.read.urls:read_urls",
    "warc": "dragoman.read.warc:read_warc",
    "webpage": "dragoman.read.webpage:read_webpage",
    "zip": "dragoman.read.archive:read_zip",
}

_SHOWN = {
    "feed": "a feed",
    "plain": "a text",
    "sitemap": "a sitemap",
    "urls": "a list of addresses",
    "warc": "a web archive",
    "webpage": "a web page",
}

MAX_DEPTH = 4  # archives in archives, lists in lists

Reader = Callable[[BufferedReader, Source, Options], Iterator[Document | Fault | Source | Link]]


def read_documents(
    sources: Iterable[str | os.PathLike[str]],
    *,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Document | Fault]:
    """Read sources one after the other, as they are asked for; what cannot be read gives one Fault and is
    passed over.

    A source is a file, a folder (read through, sorted by name), an address on the web (`http://` or
    `https://`) or `-` for standard input. `fetcher` asks the web, by default with the manners of Manners();
    `Fetcher(Manners(offline=True))` asks nobody. `published` is
    the date of every document, whatever it says itself; `columns` maps fields of an article (`rows.FIELDS`)
    to the columns of tables that hold them, as in {"text": "body"}. Raises UsageError at once for a field
    that there is not.
    """
    named = [sources] if isinstance(sources, str | os.PathLike) else sources
    options = Options(published=published, columns=check_columns(columns), fetcher=fetcher or Fetcher())
    return _read_all(named, options)


def _read_all(named: Iterable[str | os.PathLike[str]], options: Options) -> Iterator[Document | Fault]:
    try:
        for name in named:
            for source in list_sources(name):
                yield from _read_any(source, options, 0)
    finally:
        options.fetcher.close()  # its connections; it can be used again


def _read_any(found: Document | Fault | Source | Link, options: Options, depth: int) -> Iterator[Document | Fault]:
    if not isinstance(found, Source | Link):
        yield found
    elif depth > MAX_DEPTH:
        yield make_fault(found.label, f"archives or lists lie more than {MAX_DEPTH} deep in one another")
    elif isinstance(found, Source):
        yield from _read_source(found, options, depth)
    else:
        yield from _read_link(found, options, depth)


def _read_link(link: Link, options: Options, depth: int) -> Iterator[Document | Fault]:
    """Fetch a page and read it; its Visit is logged when all that it leads to has been given out."""
    fetcher = options.fetcher
    try:
        fetched = fetcher.fetch(link.url, found=link.found)
    except SourceError as error:
        yield make_fault(error.source, error.reason)
        return
    postponed = fetcher.postponed
    if fetched.outcome == "read":
        yield from _read_source(open_fetched(link, fetched), options, depth)
    fetcher.finish(fetched, complete=fetcher.postponed == postponed)


def _read_source(source: Source, options: Options, depth: int) -> Iterator[Document | Fault]:
    try:
        with source.open() as opened:
            head, stream = take_head(opened)
            for found in _load_reader(sniff_format(head, source, options), source)(stream, source, options):
                yield from _read_any(found, options, depth + 1)
    except SourceError as error:
        yield make_fault(error.source, error.reason)
    except BROKEN as error:
        yield make_fault(source.label, describe_error(error))


def _load_reader(name: str, source: Source) -> Reader:
    if source.forms is not None and name not in source.forms:
        raise SourceError(
            source.label, f"what lies here is {_SHOWN.get(name, f'a {name} file')}, which is not read here"
        )
    module, function = READERS[name].split(":")
    return cast("Reader", getattr(import_module(module), function))

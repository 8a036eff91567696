"""Comes in: sources (files, folders, archives, standard input). Goes out: Documents, and a Fault for each
that is none.

`read_documents` opens what the user names, tells its format by content and name (sniff.py) and hands it to
the reader of that format, which READERS names and which is loaded on first use. A reader is a function of
an opened stream, its Source and the Options; it gives Documents, Faults, or further Sources, which are read
in turn. A new format is a file with one such function, a row in READERS and a way for sniff.py to know it.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib import import_module
from io import BufferedReader
from typing import cast

from dragoman.errors import SourceError
from dragoman.read.document import make_document
from dragoman.read.rows import check_columns
from dragoman.read.sniff import sniff_format
from dragoman.read.source import (
    BROKEN,
    Options,
    Source,
    describe_error,
    list_sources,
    make_fault,
    take_head,
)
from dragoman.record.document import Document
from dragoman.record.fault import Fault

__all__ = ["READERS", "make_document", "read_documents"]

READERS = {
    "csv": "dragoman.read.csvtable:read_csv",
    "gzip": "dragoman.read.archive:read_gzip",
    "json": "dragoman.read.jsontable:read_json",
    "jsonl": "dragoman.read.jsontable:read_jsonl",
    "parquet": "dragoman.read.parquet:read_parquet",
    "plain": "dragoman.read.plain:read_plain",
    "webpage": "dragoman.read.webpage:read_webpage",
    "zip": "dragoman.read.archive:read_zip",
}

MAX_DEPTH = 3  # archives in archives

Reader = Callable[[BufferedReader, Source, Options], Iterator[Document | Fault | Source]]


def read_documents(
    sources: Iterable[str | os.PathLike[str]],
    *,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Document | Fault]:
    """Read sources one after the other, as they are asked for; what cannot be read gives one Fault and is
    passed over.

    A source is a file, a folder (read through, sorted by name) or `-` for standard input. `published` is
    the date of every document, whatever it says itself; `columns` maps fields of an article (`rows.FIELDS`)
    to the columns of tables that hold them, as in {"text": "body"}. Raises UsageError at once for a field
    that there is not.
    """
    named = [sources] if isinstance(sources, str | os.PathLike) else sources
    return _read_all(named, Options(published=published, columns=check_columns(columns)))


def _read_all(named: Iterable[str | os.PathLike[str]], options: Options) -> Iterator[Document | Fault]:
    for name in named:
        for source in list_sources(name):
            if isinstance(source, Fault):
                yield source
            else:
                yield from _read_source(source, options, 0)


def _read_source(source: Source, options: Options, depth: int) -> Iterator[Document | Fault]:
    if depth > MAX_DEPTH:
        yield make_fault(source.label, f"archives lie more than {MAX_DEPTH} deep in one another")
        return
    try:
        with source.open() as opened:
            head, stream = take_head(opened)
            for found in _load_reader(sniff_format(head, source, options), source)(stream, source, options):
                if isinstance(found, Source):
                    yield from _read_source(found, options, depth + 1)
                else:
                    yield found
    except SourceError as error:
        yield make_fault(error.source, error.reason)
    except BROKEN as error:
        yield make_fault(source.label, describe_error(error))


def _load_reader(name: str, source: Source) -> Reader:
    if name not in READERS:
        raise SourceError(source.label, f"files of the form {name} are not read yet")
    module, function = READERS[name].split(":")
    return cast("Reader", getattr(import_module(module), function))

"""Comes in: a file of text. Goes out: one Document whose text is the file's, character for character."""

from collections.abc import Iterator
from io import BufferedReader

from dragoman.errors import SourceError
from dragoman.read.decode import decode_text
from dragoman.read.document import make_document
from dragoman.read.source import Options, Source, name_host, read_whole
from dragoman.record.document import Document
from dragoman.record.fault import Fault


def read_plain(stream: BufferedReader, source: Source, options: Options) -> Iterator[Document | Fault]:
    """Give the one report that a text file holds; only a byte order mark is left out of the text."""
    data = read_whole(stream, source.label)
    try:
        text = decode_text(data, source.charset)
    except ValueError as error:
        raise SourceError(source.label, str(error)) from None
    if not text.strip():
        raise SourceError(source.label, "the file is empty")
    known = source.known
    yield make_document(
        text,
        published=options.published or known.published,
        title=known.title,
        url=known.url,
        publication=known.publication or name_host(known.url),
        author=known.author,
        retrieved=known.retrieved,
        source=source.label,
    )

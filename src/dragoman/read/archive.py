"""Comes in: a .gz, .zip or .wacz file. Goes out: Sources, one for each file in it, to be told apart anew."""

import gzip
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BufferedReader
from typing import IO, cast

from dragoman.errors import SourceError
from dragoman.read.source import Options, Source, make_fault, make_seekable
from dragoman.record.fault import Fault

# What the word processors and spreadsheets write are zip files too, but no archives of reports.
_OFFICE_MEMBERS = {
    "[Content_Types].xml": "an Office document: save it as plain text or CSV",
    "mimetype": "an OpenDocument or EPUB file: save it as plain text or HTML",
}
# Where a WACZ file keeps its pages.
_WARC = re.compile(r"archive/[^/]+\.warc(?:\.gz)?", re.IGNORECASE)


def read_gzip(stream: BufferedReader, source: Source, options: Options) -> Iterator[Source]:  # noqa: ARG001
    """Give the one file that a .gz file holds; it bears the same label."""
    name = source.name.removesuffix(".gz").removesuffix(".GZ")
    yield replace(source, name=name, open=lambda: cast("IO[bytes]", gzip.GzipFile(fileobj=stream)))


def read_zip(stream: BufferedReader, source: Source, options: Options) -> Iterator[Source | Fault]:  # noqa: ARG001
    """Give the files that a .zip file holds, sorted by name; names that begin with a dot are passed over.

    Of a web archive (WACZ) only the WARC files are given: the rest is indexes of what they hold.
    """
    with make_seekable(stream, source.label) as whole, _open_archive(whole, source.label) as archive:
        members = sorted(archive.infolist(), key=lambda member: member.filename)
        for name, what in _OFFICE_MEMBERS.items():
            if any(member.filename == name for member in members):
                raise SourceError(source.label, f"the file is {what}")
        files = [member for member in members if not member.is_dir() and not _is_hidden(member.filename)]
        if any(member.filename == "datapackage.json" for member in files):
            files = [member for member in files if _WARC.fullmatch(member.filename)] or files
        if not files:
            yield make_fault(source.label, "the archive holds no files")
        for member in files:
            label = f"{source.label}!{member.filename}"
            yield Source(label, member.filename, partial(_open, archive, member, label), forms=source.forms)


def _open_archive(stream: IO[bytes], label: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (
        NotImplementedError,
        ValueError,
        struct.error,
    ) as error:  # what damage in the list of files may raise
        raise SourceError(label, f"the list of files in the archive is damaged ({error})") from None


def _is_hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.split("/"))


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str) -> IO[bytes]:
    try:
        return archive.open(member)
    except RuntimeError:
        raise SourceError(label, "the file is locked with a password") from None
    except NotImplementedError:
        raise SourceError(label, "the file is packed in a way that cannot be read: pack it anew") from None

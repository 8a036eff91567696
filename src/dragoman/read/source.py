"""Comes in: what the user names (a path, a folder, an address on the web, `-`). Goes out: Sources, one a
file, and Links, one an address; and what every reader shares.

A Source is a name and a way to open it; a Link becomes one when it is fetched. Readers take an opened
stream, its Source and the Options, and give Documents, Faults, or further Sources (what an archive holds)
and Links (what a feed points at). All limits of the room stand here.
"""

import os
import re
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from io import BufferedReader, BytesIO, FileIO, RawIOBase
from lzma import LZMAError
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import urlsplit
from zipfile import BadZipFile

from dragoman.errors import SourceError
from dragoman.read.address import hide_login
from dragoman.read.fetch import Fetched, Fetcher
from dragoman.record.document import CiteInfo
from dragoman.record.fault import Fault

MAX_CHARACTERS = 5_000_000
"""Longest text of one document; the longest reports known are a fiftieth of it."""

MAX_BYTES = 20_000_000
"""Longest file or table row that stands for one document, in bytes (HTML is mostly markup)."""

HEAD_BYTES = 65_536
"""How much of a file is looked at to tell its format."""

BROKEN: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error, LZMAError, BadZipFile)
"""What Python raises when a file cannot be read, or compressed bytes are cut off or damaged."""

MAX_UNPACKED = 2_000_000_000
"""Most bytes that an archive within an archive may come to: they are written to a temporary file."""

REPORTS = frozenset(["webpage", "plain"])
"""The forms that one report has; what a feed or sitemap links to must have one of them."""

LISTED = REPORTS | {"csv", "feed", "gzip", "json", "jsonl", "parquet", "sitemap", "warc", "zip"}
"""The forms that what a list of addresses names may have: all but another list."""

_SPOOL_BYTES = 32_000_000
_CHUNK = 1_000_000

_PAGE_TYPES = frozenset(["text/html", "application/xhtml+xml"])
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: `label` names it in faults (`a.zip!b.txt`), `name` tells its form (`b.txt`).

    `known` is what was said of it elsewhere (by the feed that links to it, the archive that holds it): it
    fills what the report itself does not say, but its `url` goes before all. `charset` is what a server
    declared. Where `forms` is given, content of any other form is a Fault.
    """

    label: str
    name: str
    open: Callable[[], AbstractContextManager[IO[bytes]]]
    known: CiteInfo = field(default_factory=CiteInfo)
    charset: str | None = None
    forms: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A page on the web that is still to be fetched; fetched, it is a Source that keeps `known` and `forms`.

    `found` says that a feed or sitemap named it and not the user.
    """

    url: str
    known: CiteInfo = field(default_factory=CiteInfo)
    forms: frozenset[str] | None = None
    found: bool = False

    @property
    def label(self) -> str:
        """What names the page in faults: its address, without the login that may stand in it."""
        return hide_login(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked of the whole run: a date for every document, field → column names, and who fetches."""

    published: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    fetcher: Fetcher = field(default_factory=Fetcher)


def make_fault(place: str | None, reason: str, *, document: str | None = None, kind: str = "source") -> Fault:
    """Write a Fault of this stage; the reason is pressed into one line."""
    return Fault(source=place, document=document, stage="read", kind=kind, reason=" ".join(reason.split()))


def name_host(url: str | None) -> str | None:
    """Name the site of an address, as an outlet whose own name is unknown: "herald.example"."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def quote_value(value: object) -> str:
    """Quote a value for a fault, at most 60 characters of it."""
    shown = str(value)
    return f'"{shown[:60]}…"' if len(shown) > 60 else f'"{shown}"'


def list_sources(named: str | os.PathLike[str]) -> Iterator[Source | Link | Fault]:
    """Give what a path, a folder (recursive, sorted by name), an address on the web or `-` stands for.

    Nothing is opened or fetched. In folders, names that begin with a dot are passed over, as are devices and pipes.
    """
    label = os.fspath(named)
    if label == "-":
        yield Source("stdin", "", lambda: nullcontext(cast("IO[bytes]", sys.stdin.buffer)))
    elif _WEB.match(label):
        yield Link(label)
    elif _SCHEME.match(label):
        yield make_fault(hide_login(label), "of addresses, only http:// and https:// are read")
    elif _is_folder(Path(label)):
        yield from _walk_folder(Path(label))
    else:
        yield _name_file(Path(label))


def open_fetched(link: Link, fetched: Fetched) -> Source:
    """Make the Source of a fetched Link: it bears the address that was asked for, not where that led."""
    last = urlsplit(fetched.address).path.rpartition("/")[2]
    name = f"{last}.html" if fetched.media_type in _PAGE_TYPES else last
    if name.lower().endswith(".gz") and not fetched.data.startswith(b"\x1f\x8b"):
        name = name[:-3]  # unpacked on the way
    known = replace(link.known, url=link.known.url or fetched.url, retrieved=fetched.retrieved)
    return Source(fetched.url, name, lambda: BytesIO(fetched.data), known, fetched.charset, link.forms)


def _walk_folder(folder: Path) -> Iterator[Source | Fault]:
    try:
        with os.scandir(folder) as listed:
            entries = sorted((entry for entry in listed if not entry.name.startswith(".")), key=_get_name)
    except OSError as error:
        yield make_fault(str(folder), describe_error(error))
        return
    if not entries:
        yield make_fault(str(folder), "the folder holds no files")
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk_folder(path)
        elif not _is_folder(path) and not _is_device(path):  # a linked folder could lead back to this one
            yield _name_file(path)


def _get_name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # opening it will tell what is wrong


def _is_device(path: Path) -> bool:
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False


def _name_file(path: Path) -> Source:
    return Source(str(path), path.name, lambda: path.open("rb", buffering=HEAD_BYTES))


class _Rejoined(RawIOBase):
    """A stream whose first bytes were already taken, as if they had not been."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Say that this stream can be read, as io.RawIOBase asks."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Give the head that was looked at first, then the rest, as io.RawIOBase asks."""
        data = self._head[: len(buffer)]
        if data:
            self._head = self._head[len(data) :]
        else:
            data = self._rest.read1(len(buffer))  # type: ignore[attr-defined]
        buffer[: len(data)] = data
        return len(data)


def take_head(stream: IO[bytes]) -> tuple[bytes, BufferedReader]:
    """Read the first bytes, and give them with a stream that still begins with them.

    A stream that breaks after some bytes (a cut-off archive) breaks again where it is read further, so what
    comes before is not lost.
    """
    begin = stream.tell() if _is_plain_file(stream) else None
    head = b""
    while len(head) < HEAD_BYTES:
        try:
            chunk: bytes = stream.read1(HEAD_BYTES - len(head))  # type: ignore[attr-defined]
        except BROKEN:
            if not head:
                raise
            break
        if not chunk:
            break
        head += chunk
    if begin is not None:
        stream.seek(begin)
        return head, cast("BufferedReader", stream)
    return head, BufferedReader(_Rejoined(head, stream), HEAD_BYTES)


def make_seekable(stream: BufferedReader, label: str) -> AbstractContextManager[IO[bytes]]:
    """Give the stream itself if one can go back in it, else a copy (over 32 MB in a temporary file).

    Raises SourceError if the copy grows over MAX_UNPACKED: a few kilobytes can be packed to stand for that.
    """
    if _is_plain_file(stream):
        return nullcontext(stream)
    copy = cast("IO[bytes]", tempfile.SpooledTemporaryFile(_SPOOL_BYTES))  # noqa: SIM115 - the reader closes it
    while chunk := stream.read(_CHUNK):
        if copy.tell() + len(chunk) > MAX_UNPACKED:
            copy.close()
            raise SourceError(label, f"the archive unpacks to over {MAX_UNPACKED // 1_000_000_000} GB: unpack it first")
        copy.write(chunk)
    copy.seek(0)
    return copy


def _is_plain_file(stream: object) -> bool:
    return isinstance(stream, BufferedReader) and isinstance(stream.raw, FileIO) and stream.seekable()


def read_whole(stream: IO[bytes], label: str) -> bytes:
    """Read a stream that is one document; raise SourceError if it is empty or over MAX_BYTES."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SourceError(label, f"the file is over {MAX_BYTES // 1_000_000} MB: too long for one report")
    if not data:
        raise SourceError(label, "the file is empty")
    return data


def describe_error(error: Exception) -> str:
    """Say in one line, without Python's words, why something could not be read."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, EOFError):
        return "the compressed data is cut off"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return f"the compressed data is damaged ({error})"

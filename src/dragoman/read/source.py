"""Comes in: what the user names (a path, a folder, `-`). Goes out: Sources, one a file, and what every
reader shares.

A Source is a name and a way to open it. Readers take an opened stream, its Source and the Options, and give
Documents, Faults, or further Sources (what an archive holds). All limits of the room stand here.
"""

import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from io import BufferedReader, FileIO, RawIOBase
from lzma import LZMAError
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any, cast
from zipfile import BadZipFile

from dragoman.errors import SourceError
from dragoman.record.fault import Fault

MAX_CHARACTERS = 5_000_000
"""Longest text of one document; the longest reports known are a fiftieth of it."""

MAX_BYTES = 20_000_000
"""Longest file or table row that stands for one document, in bytes (HTML is mostly markup)."""

HEAD_BYTES = 65_536
"""How much of a file is looked at to tell its format."""

BROKEN: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error, LZMAError, BadZipFile)
"""What Python raises when a file cannot be read, or compressed bytes are cut off or damaged."""

_SPOOL_BYTES = 32_000_000

_URL_STARTS = ("http://", "https://", "ftp://")


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: `label` names it in faults (`a.zip!b.txt`), `name` tells its form (`b.txt`)."""

    label: str
    name: str
    open: Callable[[], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked of the whole run: a date for every document, and field → column names."""

    published: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def make_fault(place: str | None, reason: str, *, document: str | None = None, kind: str = "source") -> Fault:
    """Write a Fault of this stage; the reason is pressed into one line."""
    return Fault(source=place, document=document, stage="read", kind=kind, reason=" ".join(reason.split()))


def quote_value(value: object) -> str:
    """Quote a value for a fault, at most 60 characters of it."""
    shown = str(value)
    return f'"{shown[:60]}…"' if len(shown) > 60 else f'"{shown}"'


def list_sources(named: str | os.PathLike[str]) -> Iterator[Source | Fault]:
    """Give the Sources that a path, a folder (recursive, sorted by name) or `-` stands for.

    In folders, names that begin with a dot are passed over, as are devices and pipes.
    """
    label = os.fspath(named)
    if label == "-":
        yield Source("stdin", "", lambda: nullcontext(cast("IO[bytes]", sys.stdin.buffer)))
    elif label.startswith(_URL_STARTS):
        yield make_fault(label, "addresses on the web are not read yet: save the page and give the file")
    elif _is_folder(Path(label)):
        yield from _walk_folder(Path(label))
    else:
        yield _name_file(Path(label))


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


def make_seekable(stream: BufferedReader) -> AbstractContextManager[IO[bytes]]:
    """Give the stream itself if one can go back in it, else a copy (over 32 MB in a temporary file)."""
    if _is_plain_file(stream):
        return nullcontext(stream)
    copy = cast("IO[bytes]", tempfile.SpooledTemporaryFile(_SPOOL_BYTES))  # noqa: SIM115 - the reader closes it
    copyfileobj(stream, copy)
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

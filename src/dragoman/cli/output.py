"""What a command writes goes out: whole files or none, a bar for a person who waits, a line for each fault."""

import errno
import os
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from dragoman.errors import SourceError, UsageError
from dragoman.record.candidate import PROPOSERS
from dragoman.record.fault import Fault

T = TypeVar("T")
# A bar for fewer reports than this would be gone before it is seen.
FEW = 5
# The forms of rows, by the ends of files' names.
ROW_FORMS = {".txt": "table", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}
PAGES = {".html": "html", ".htm": "html"}
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# What stands eight bytes from the start of every DuckDB file.
ARCHIVE = b"DUCK"


def show_progress(reports: Iterable[T]) -> Iterator[T]:
    """Show a bar on stderr once there are more than a few documents, and only to a person."""
    if not sys.stderr.isatty():
        yield from reports
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

    progress = Progress(
        SpinnerColumn(),
        "reading",
        MofNCompleteColumn(),
        "reports",
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = progress.add_task("reading", total=None)
    try:
        for number, report in enumerate(reports, 1):
            if number == FEW:
                progress.start()
            progress.update(task, completed=number)
            yield report
    finally:
        progress.stop()


@contextmanager
def open_out(path: Path | None, *, sparing: Iterable[Path | str] = ()) -> Iterator[BinaryIO]:
    """Standard output, or a temporary file beside `path` that takes its name only when all is written.

    A link is followed; a device or a pipe is written to as it stands. `sparing` are files and folders that the command reads.

    Raises:
        UsageError: `path` is an archive of dragoman's, or one of `sparing` or in it: it would be lost.
        SourceError: `path` cannot be written, or there is no room for it; nothing is left behind then.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.is_dir():
        raise SourceError(str(path), "is a folder; name a file")
    if path.exists() and not path.is_file():
        with path.open("wb") as out:
            yield out
        return
    spare(path, sparing)
    given, path = path, path.resolve()
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise SourceError(str(given), f"cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise SourceError(str(given), f"cannot be written: {(error.strerror or str(error)).lower()}") from error
        raise


def spare(path: Path, read: Iterable[Path | str]) -> None:
    """Refuse to write over what a command reads, or over an archive.

    Raises:
        UsageError: `path` is such a file.
    """
    if not path.is_file():
        return
    with path.open("rb") as there:
        if there.read(len(ARCHIVE) + 8)[8:] == ARCHIVE:
            raise UsageError(f"{path} is an archive: writing there would destroy it; name another file")
    for one in map(Path, read):
        if one.exists() and (path.samefile(one) or (one.is_dir() and one.resolve() in path.resolve().parents)):
            raise UsageError(f"{path} is among what is read: writing there would destroy it; name another file")


def pick_form(
    form: str | None,
    out: Path | None,
    by_suffix: Mapping[str, str],
    *,
    forms: Collection[str] = (),
    eye: str = "table",
    plain: str = "jsonl",
) -> str:
    """The form of an output: as asked, by the name of its file, or by who reads it.

    Args:
        form: what --format asks for, if it was given.
        out: the file, None for standard output.
        by_suffix: forms by the ends of files' names.
        forms: all forms that there are, where they are more than those.
        eye: the form for a person at a terminal.
        plain: the form for a pipe, or a file whose name says nothing.

    Raises:
        UsageError: a form that there is not, or one that is not for a terminal.
    """
    person = out is None and sys.stdout.isatty()
    if form is None and out is not None:
        form = by_suffix.get(out.suffix.lower(), plain)
    form = form or (eye if person else plain)
    known = forms or dict.fromkeys(by_suffix.values())
    if form not in known:
        raise UsageError(f"--format: {form!r} is none of {', '.join(known)}")
    if form == "parquet" and person:
        raise UsageError("--format parquet is not for a terminal; give --out FILE")
    return form


def terminal_width(most: int, usual: int) -> int:
    """How many columns a line may have: those of the terminal, but from 60 to `most`; `usual` without a terminal."""
    try:
        return max(60, min(os.get_terminal_size().columns, most))
    except OSError:
        return usual


def pick_reader(name: str) -> str:
    """Who proposes events, as --reader says.

    Raises:
        UsageError: a choice that there is not.
    """
    if name not in PROPOSERS:
        raise UsageError(f"--reader: {name!r} is none of {', '.join(PROPOSERS)}")
    return name


def tell_fault(fault: Fault, debug: bool) -> None:
    """Say on one line of standard error what was skipped or failed, where and why; with `debug` the traceback too."""
    word = "skipped" if fault.kind == "skipped" else "failed"
    sys.stderr.write(
        f"{word}: {say_where(fault.source, fault.document)}: {make_plain(' '.join(fault.reason.split()))}\n"
    )
    if debug and fault.detail:
        sys.stderr.write(fault.detail)


def say_where(source: str | None, document: str | None) -> str:
    """Where a report was read and what it is called, as far as both are known."""
    return make_plain(": ".join(p for p in (source, document) if p))


def make_plain(text: str) -> str:
    """A text from outside, with its control characters spelled out: they would move the cursor of whoever reads the message."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)

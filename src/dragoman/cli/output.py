"""What a command writes goes out: whole files or none, a bar for a person who waits, a line for each fault."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from dragoman.errors import SourceError, UsageError
from dragoman.record.fault import Fault

T = TypeVar("T")
# A bar for fewer reports than this would be gone before it is seen.
FEW = 5


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
def open_out(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a temporary file beside `path` that takes its name only when all is written."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise SourceError(str(path), f"cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def pick_reader(name: str) -> bool:
    """Whether --reader asks for the learned reader beside the rules.

    Raises:
        UsageError: a choice that there is not.
    """
    if name not in ("both", "rules"):
        raise UsageError(f"--reader: {name!r} is neither both nor rules")
    return name == "both"


def tell_fault(fault: Fault, debug: bool) -> None:
    """Say on one line of standard error what was skipped or failed, where and why; with `debug` the traceback too."""
    place = ": ".join(p for p in (fault.source, fault.document) if p)
    word = "skipped" if fault.kind == "skipped" else "failed"
    sys.stderr.write(f"{word}: {place}: {' '.join(fault.reason.split())}\n")
    if debug and fault.detail:
        sys.stderr.write(fault.detail)

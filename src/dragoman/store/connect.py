"""A path comes in; an open Store goes out, in today's form, or a StoreError that says why not.

DuckDB lets one process in while it writes, and any number while none does. So whoever writes opens late and closes soon (keep/ does
so for each batch), and whoever finds the file held may wait.
"""

import os
import time
from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import duckdb

from dragoman.errors import StoreBusy, StoreError
from dragoman.store.migrate import bring_up_to_date, is_current
from dragoman.store.store import Store
from dragoman.store.trouble import tell_trouble

T = TypeVar("T")

# Nothing is fetched at run time, and all connections of one process to one file must be set up alike.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 0.25


def open_store(
    path: str | os.PathLike[str], *, write: bool = False, wait: float = 0.0, schema: Traversable | None = None
) -> Store:
    """Open an archive: to read, as many processes as like at a time; with `write` alone, and it is made if there is none.

    Args:
        path: the DuckDB file.
        write: whether rows will be changed.
        wait: seconds to wait for a process that holds the file.
        schema: another folder of numbered files than dragoman's own (tests).

    Raises:
        StoreBusy: another process holds the file, and still does after `wait`; the message names it.
        StoreTooNew: a newer dragoman made it.
        StoreFull: there is no room to make it or to bring it up to date.
        StoreError: there is none (to read), or it is no archive, or it may not be opened.
    """
    name = os.fspath(path)
    file = Path(name)

    def attempt() -> Store:
        if not file.exists():
            if not write:
                raise StoreError(name, "there is no archive here (dragoman add makes one)")
            _make(file, schema)
        return _open(name, write, schema)

    with tell_trouble(name):
        return _keep_trying(attempt, wait)


def _open(name: str, write: bool, schema: Traversable | None) -> Store:
    connection = _connect(name, write)
    try:
        if write:
            bring_up_to_date(connection, name, schema)
        elif not is_current(connection, name, schema):
            # An older file is brought up to date at once, so that nobody who asks need know of older forms.
            connection.close()
            connection = _connect(name, True)
            bring_up_to_date(connection, name, schema)
            connection.close()
            connection = _connect(name, False)
    except BaseException:
        connection.close()
        raise
    return Store(name, connection)


def _connect(name: str, write: bool) -> duckdb.DuckDBPyConnection:
    with tell_trouble(name):
        # As a whole path: ":memory:" and "md:news" are files here, and nothing else.
        return duckdb.connect(str(Path(name).absolute()), read_only=not write, config=_SETTINGS)


def _make(file: Path, schema: Traversable | None) -> None:
    """Make an archive beside its place and give it its name when it is whole: a process killed here leaves no half of one."""
    if not file.parent.is_dir():
        raise StoreError(str(file), "its folder does not exist")
    new = file.with_name(f".{file.name}.new")
    try:
        try:
            connection = _connect(str(new), True)
        except StoreBusy:
            raise
        except StoreError:
            # What a killed process left may be no database yet; if it was something else, it fails again and is told.
            new.unlink(missing_ok=True)
            connection = _connect(str(new), True)
        with connection:
            bring_up_to_date(connection, str(new), schema)
        _give_name(new, file)
    except OSError as error:
        raise StoreError(str(file), f"cannot be made: {(error.strerror or str(error)).lower()}") from error


def _give_name(new: Path, file: Path) -> None:
    """Name the new file, unless somebody else was faster; never over a file that is there."""
    try:
        file.hardlink_to(new)
    except (FileExistsError, FileNotFoundError):
        pass
    except OSError:  # a file system without links
        if not file.exists():
            new.rename(file)
    new.unlink(missing_ok=True)


def _keep_trying(attempt: Callable[[], T], wait: float) -> T:
    end = time.monotonic() + wait
    pause = _FIRST_PAUSE
    while True:
        try:
            return attempt()
        except StoreBusy:
            left = end - time.monotonic()
            if left <= 0:
                raise
        time.sleep(min(pause, left))
        pause = min(pause * 2, _LONGEST_PAUSE)

"""An error of DuckDB comes in; a StoreError that names the file and says in one line what a person can do goes out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from dragoman.errors import StoreBusy, StoreError, StoreFull, StoreTooNew

# How the system says that there is no room: on the disk, in the quota, under the limit of file size, on Windows.
_NO_ROOM = ("no space left", "quota exceeded", "file too large", "not enough space")
_HOLDER = re.compile(r"held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")
_KIND = re.compile(r"^(?:[A-Za-z]+ )+Error: ")


@contextmanager
def tell_trouble(path: str) -> Iterator[None]:
    """Let no error of DuckDB out: raise it as the StoreError that it stands for, an interrupt as KeyboardInterrupt."""
    try:
        yield
    except duckdb.Error as error:
        raise translate_error(error, path) from error
    except RuntimeError as error:
        # So DuckDB says that Ctrl-C came while it worked.
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from error
        raise


def translate_error(error: duckdb.Error, path: str) -> StoreError:
    """Say what an error of DuckDB means for the archive at `path`."""
    words = _KIND.sub("", " ".join(str(error).split()))
    low = words.lower()
    if "set lock on file" in low or "being used by another process" in low:
        return _name_holder(words, path)
    if "different configuration" in low or "unique file handle conflict" in low or "already attached" in low:
        return StoreBusy(path, "this very process has it open in another way; close that first")
    if any(sign in low for sign in _NO_ROOM):
        return StoreFull(path, f"no room is left to write ({words}); what was committed before stands")
    if "not a valid duckdb database" in low or "sqlite_scanner" in low:
        return StoreError(path, "is no archive: not a DuckDB file")
    if "version number" in low and "read" in low:
        return StoreTooNew(path, f"was made by another version of DuckDB: {words}")
    if "permission denied" in low or "read-only file system" in low:
        return StoreError(path, "permission denied")
    if "is a directory" in low:
        return StoreError(path, "is a folder, not an archive")
    return StoreError(path, words)


def _name_holder(words: str, path: str) -> StoreBusy:
    hint = "try again when it is done, or wait for it with --wait SECONDS"
    found = _HOLDER.search(words)
    if found is None:
        return StoreBusy(path, f"another process holds it; {hint}")
    pid = int(found["pid"])
    return StoreBusy(path, f"process {pid} ({found['program']}) holds it; {hint}", pid)

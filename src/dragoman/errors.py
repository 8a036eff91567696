"""The exceptions that dragoman raises.

DragomanError
├── SourceError      a file or stream cannot be read as asked (names the file, the line where there is one)
├── UsageError       a wrong option, argument or call
├── CodebookError    a codebook file is wrong (file:line, key)
├── ModelError       the language model is missing or not the one that was promised
└── StoreError       an archive cannot be opened, read or written (names the file)
    ├── StoreBusy    another process holds it (names the process where that is known)
    ├── StoreTooNew  a newer dragoman, or a newer DuckDB, made it
    └── StoreFull    no room is left to write; what was committed stands
"""


class DragomanError(Exception):
    """Something went wrong that a person can mend; `str(error)` is one clear line."""


class SourceError(DragomanError):
    """A source cannot be read: `source` is the file (with `:line` where known), `reason` why."""

    def __init__(self, source: str, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(f"{source}: {reason}")


class UsageError(DragomanError):
    """The caller asked for something that there is not; the message says what there is."""


class CodebookError(DragomanError):
    """A codebook file breaks its schema: `place` is `file:line`, `reason` why."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}")


class ModelError(DragomanError):
    """The language model cannot be loaded, or its weights are not those that were promised."""


class StoreError(DragomanError):
    """An archive cannot be used: `path` is its file, `reason` why, in one line."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class StoreBusy(StoreError):  # noqa: N818
    """Another process holds the archive: `pid` is its number, None where it is not told."""

    def __init__(self, path: str, reason: str, pid: int | None = None) -> None:
        self.pid = pid
        super().__init__(path, reason)


class StoreTooNew(StoreError):  # noqa: N818
    """The archive has a form that this dragoman does not know yet."""


class StoreFull(StoreError):  # noqa: N818
    """The disk, the quota or the file size has no room left; nothing that was committed is lost."""

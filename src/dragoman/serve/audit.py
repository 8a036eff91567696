"""What somebody did in the reading room comes in; a line of the audit log goes out, and lines come back for who may see them.

The log is `ARCHIVE.audit`, a JSON object a line, only ever added to, readable by its owner alone. It holds no password, no token and
no text of a report.
"""

import json
import os
import threading
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


class Audit:
    """The audit log of one archive; thread-safe."""

    def __init__(self, archive: Path) -> None:
        self.path = archive.with_name(archive.name + ".audit")
        self._writing = threading.Lock()

    def write(self, what: str, *, who: str | None, where: str | None, about: str | None = None, **more: Any) -> None:
        """Add a line: what was done (login, login refused, review, …), by whom, from which address, about what."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": at, "what": what, "who": who, "where": where, "about": about, **more})
        with self._writing:
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, line.encode() + b"\n")
            finally:
                os.close(handle)

    def last(self, number: int) -> list[Mapping[str, Any]]:
        """The newest lines, newest first; what is no line of ours is passed over."""
        try:
            with self.path.open(encoding="utf-8", errors="replace") as lines:
                newest = deque(lines, number)
        except FileNotFoundError:
            return []
        found: list[Mapping[str, Any]] = []
        for line in reversed(newest):
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict):
                found.append(row)
        return found

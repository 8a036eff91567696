"""What a run leaves behind that is no content: one row a run."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from dragoman.store.store import Store


def write_run(
    store: Store, command: str, sources: Sequence[str], started: datetime, ended: datetime, counts: Mapping[str, int]
) -> None:
    """Log a run: `counts` gives added, known, republished, skipped, failed and events."""
    store.change(
        "INSERT INTO run VALUES ($started, $ended, $command, $sources, $added, $known, $republished, $skipped, $failed, $events)",
        {"started": started, "ended": ended, "command": command, "sources": list(sources), **counts},
    )

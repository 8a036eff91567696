"""How far a long run is comes in, number by number; a bar with the rate and the time left is drawn for a person who waits."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Meter:
    """Counts what is done and shows it: `advance` by one as work is in hand, `settle` at a number that is certain."""

    def __init__(self, show: Callable[[int], None]) -> None:
        self._show = show
        self._done = 0

    def advance(self) -> None:
        """One more is done."""
        self.settle(self._done + 1)

    def settle(self, done: int) -> None:
        """So many are done."""
        self._done = done
        self._show(done)


def _show_nobody(done: int) -> None:
    del done


@contextmanager
def show_rate(verb: str, total: int | None) -> Iterator[Meter]:
    """Draw a bar on standard error for as long as the context lasts, only to a person; `total` is None where it is not known."""
    if not sys.stderr.isatty():
        yield Meter(_show_nobody)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = [
        TextColumn(verb),
        *([BarColumn()] if total else []),
        MofNCompleteColumn(),
        TextColumn("reports, {task.fields[rate]} a second,"),
        TimeElapsedColumn(),
        *([TextColumn("gone,"), TimeRemainingColumn(), TextColumn("left")] if total else []),
    ]
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(verb, total=total, rate="–")

        def show(done: int) -> None:
            speed = progress.tasks[0].speed
            progress.update(task, completed=done, rate=f"{speed:.1f}" if speed else "–")

        yield Meter(show)

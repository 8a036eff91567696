"""Comes in: where a crew works. Goes out: Hand, one of those that code there, and how to hire some of them."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from dragoman.crew.skill import Task
from dragoman.errors import UsageError
from dragoman.plug import load
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault

Given = Sequence[Document | Fault]
Hire = Callable[[int, Task], AbstractContextManager[Sequence["Hand"]]]

# Where hands work, and what hires them there: processes of this machine, actors of a Ray cluster.
ENGINES = {"local": "dragoman.crew.process:hire", "ray": "dragoman.crew.actor:hire"}


class DiedError(Exception):
    """A hand died with documents in hand; the message says of what."""


class Hand(Protocol):
    """One that codes beside others; one thread at a time uses it, any may end it."""

    def start(self) -> str:
        """The version of what it codes with; it is there afterwards, if it was not before.

        Raises:
            DragomanError: it cannot start; the message says why.
        """

    def code(self, documents: Given) -> list[Coded]:
        """What it coded, in order; it must have been started.

        Raises:
            DiedError: it died, and can be started again.
        """

    def end(self) -> None:
        """End it, whatever it does; there will be no other."""


def hire(engine: str, jobs: int, task: Task) -> AbstractContextManager[Sequence[Hand]]:
    """So many hands of an engine, as a context, to be left when they were ended; what was started for them to work in ends then too.

    Raises:
        UsageError: there is no such engine, or what it needs is not installed.
    """
    if engine not in ENGINES:
        raise UsageError(f"--engine: {engine!r} is none of {', '.join(ENGINES)}")
    try:
        hiring: Hire = load(ENGINES[engine])
    except ModuleNotFoundError as error:
        if error.name != engine:
            raise
        raise UsageError(f"--engine {engine} needs the package {engine}: pip install dragoman[{engine}]") from error
    return hiring(jobs, task)

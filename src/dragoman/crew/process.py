"""Some documents come in; a process of its own codes them, and what it coded goes out, or that it died.

Each process has a line of its own, so that it is known whose documents a process held when it died: a pool of the standard library breaks
whole. And a process whose crew is gone, however it went, reads the end of its line and ends.
"""

import multiprocessing
import signal
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from dragoman.crew.hand import DiedError, Given
from dragoman.crew.skill import Task
from dragoman.errors import DragomanError
from dragoman.record.event import Coded


def hire(jobs: int, task: Task) -> AbstractContextManager[Sequence["Process"]]:
    """So many processes of this machine, each of which starts when it is first needed."""
    return nullcontext([Process(task) for _ in range(jobs)])


class Process:
    """A hand that is a process of this machine."""

    def __init__(self, task: Task) -> None:
        """The process starts when it is first needed."""
        self._task = task
        self._ended = False
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._version = ""

    def start(self) -> str:
        """Start the process if it is not there; its version.

        Raises:
            DragomanError: it cannot start.
        """
        if self._line is not None:
            return self._version
        with self._turn:
            if self._ended:
                raise DragomanError("the crew has been sent home")
            self._line, self._process = _start_process(self._task)
        try:
            ready, words = self._line.recv()
        except (OSError, EOFError) as error:
            raise DragomanError(
                f"a process that codes {self._bury()} before it began; fewer --jobs need less memory"
            ) from error
        if not ready:
            self._bury()
            raise DragomanError(words)
        self._version = words
        return self._version

    def code(self, documents: Given) -> list[Coded]:
        """What the process coded.

        Raises:
            DiedError: it died.
        """
        assert self._line is not None
        try:
            self._line.send(documents)
            coded: list[Coded] = self._line.recv()
        except (OSError, EOFError) as error:
            raise DiedError(self._bury()) from error
        return coded

    def end(self) -> None:
        """End the process, whatever it does; there will be no other."""
        with self._turn:
            self._ended = True
            if self._process is not None:
                self._process.kill()
                self._process.join()

    def _bury(self) -> str:
        """Clear away a process that is dead or is to be; how it ended, in words."""
        assert self._process is not None
        assert self._line is not None
        with self._turn:
            self._process.join(1)  # its line is cut a moment before it is gone
            self._process.kill()
            self._process.join()
            self._line.close()
            code, self._process, self._line = self._process.exitcode or 0, None, None
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


def _start_process(task: Task) -> tuple[Connection, BaseProcess]:
    # A new interpreter: a copy of this one, with its threads and open archive, would be neither safe nor small.
    context = multiprocessing.get_context("spawn")
    line, there = context.Pipe()
    process = context.Process(target=_work, args=(there, task), daemon=True, name="crew")
    # Ctrl-C goes to all processes of a terminal; this one's is to end the others, which must not hear it even while they start.
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()  # where it is not, the start below begins with it, and that lets SIGINT in again
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    else:
        process.start()
    there.close()
    return line, process


def _work(line: Connection, task: Task) -> None:
    """What a process does: get ready, say so, then answer batch after batch, until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        try:
            skill = task.learn()
        except DragomanError as error:
            line.send((False, str(error)))
            return
        line.send((True, skill.version))
        while True:
            line.send(list(skill.code(line.recv())))
    except (EOFError, OSError):
        return

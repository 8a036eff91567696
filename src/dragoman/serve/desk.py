"""A text or a file comes in; what the coder makes of it goes out, and nothing of it is kept.

Coding takes a second or more of a whole processor, so it has a process of its own: pages stay quick meanwhile, what takes too long can be
ended, and a file that breaks its reader breaks nothing else. The process starts, and loads the models, when it is first needed.
"""

import multiprocessing
import re
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.plug import load
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault
from dragoman.serve.settings import Settings

# Reports of one file that are coded; the rest are told to be left.
MOST = 10
_SUFFIX = re.compile(r"(\.[A-Za-z0-9]{1,8}){1,2}$")
_KIT, _CODING, _MAKING = "dragoman.kit:load_kit", "dragoman.flow:code_document", "dragoman.read:make_document"
_READING, _FETCHER, _MANNERS = "dragoman.read:read_documents", "dragoman.read:Fetcher", "dragoman.read:Manners"


class DeskBusyError(DragomanError):
    """Too many texts wait to be coded."""


class DeskSlowError(DragomanError):
    """A text took too long to code and was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be coded: a text, or a file (`path`) that was called `name`; and the longest text that may be, in characters."""

    text: str = ""
    path: Path | None = None
    name: str = ""
    published: date | None = None
    title: str | None = None
    longest: int = 50_000


Worker = Callable[[Task], list[Coded]]


class Desk:
    """Codes one task at a time; a few more may wait. Thread-safe.

    `Settings.worker` names what is called in the process to get ready ("module:name"); it gives the function that codes.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._counting = threading.Lock()
        self._present = 0
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def code_text(self, text: str, *, published: date | None = None, title: str | None = None) -> Coded:
        """What was coded in one text: its document, events and explanations, or its fault.

        Raises:
            DeskBusyError: too many wait already.
            DeskSlowError: it took too long.
            DragomanError: the process could not code it at all; the message says why.
        """
        task = Task(text=text, published=published, title=title, longest=self._settings.longest_text)
        return self._wait_for(task)[0]

    def code_file(self, data: bytes, name: str, *, published: date | None = None) -> list[Coded]:
        """What was coded in a file of any form that dragoman reads, a report each; `name` tells its form. Errors as in `code_text`.

        Readers open files, so it lies in one until it is read; it is gone before this returns, however that ends.
        """
        suffix = _SUFFIX.search(name)
        with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
            path = Path(folder) / f"file{suffix[0].lower() if suffix else ''}"
            path.write_bytes(data)
            task = Task(path=path, name=name, published=published, longest=self._settings.longest_text)
            return self._wait_for(task)

    def get_ready(self) -> None:
        """Start the process, that the models are loaded when the first text comes; returns at once."""
        if self._turn.acquire(blocking=False):
            try:
                self._start()
            finally:
                self._turn.release()

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        if self._line is not None:
            self._line.close()
            self._line = None

    def _wait_for(self, task: Task) -> list[Coded]:
        with self._counting:
            if self._present > self._settings.coding_queue:
                raise DeskBusyError("others are having texts coded; try again in a minute")
            self._present += 1
        try:
            with self._turn:
                return self._hand_over(task)
        finally:
            with self._counting:
                self._present -= 1

    def _hand_over(self, task: Task) -> list[Coded]:
        line = self._start()
        try:
            line.send(task)
            if not line.poll(self._settings.slowest_coding):
                self.close()
                raise DeskSlowError("it took too long and was given up; try a shorter text")
            answer = line.recv()
        except (OSError, EOFError) as error:  # the process has died
            self.close()
            raise DragomanError("the coder broke off; try again") from error
        if isinstance(answer, str):
            raise DragomanError(answer)
        found: list[Coded] = answer
        return found

    def _start(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._line is None:
            self.close()
            # A new interpreter: a copy of this one, with its threads and open archive, would be neither safe nor small.
            context = multiprocessing.get_context("spawn")
            self._line, there = context.Pipe()
            self._process = context.Process(target=_work, args=(there, self._settings.worker), daemon=True, name="desk")
            self._process.start()
            there.close()
        return self._line


def _work(line: Connection, worker: str) -> None:
    """What the process does: get ready, then answer task after task, until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the room, which ends this too
    try:
        code: Worker = load(worker)()
        while True:
            task = line.recv()
            try:
                line.send(code(task))
            except DragomanError as error:
                line.send(str(error))
    except (EOFError, BrokenPipeError):
        return


def make_worker() -> Worker:
    """Load the models; gives the function that codes."""
    kit = load(_KIT)()
    code = load(_CODING)

    def work(task: Task) -> list[Coded]:
        return [_strip(code(found, kit)) if isinstance(found, Document) else _fault(found) for found in read_task(task)]

    return work


def read_task(task: Task) -> Iterator[Document | Fault]:
    """The reports of a task, at most MOST and each at most `longest` characters; no address is ever fetched."""
    for found in islice(_read_all(task), MOST + 1):
        if isinstance(found, Document) and len(found.text) > task.longest:
            reason = f"the text has {len(found.text):,} characters; at most {task.longest:,} are coded here (dragoman read has no limit)"
            yield Fault(source=found.source, document=found.id, stage="read", kind="skipped", reason=reason)
        else:
            yield found


def _read_all(task: Task) -> Iterator[Document | Fault]:
    if task.path is None:
        yield load(_MAKING)(task.text, published=task.published, title=task.title)
        return
    fetcher = load(_FETCHER)(load(_MANNERS)(offline=True))
    for found in load(_READING)([task.path], published=task.published, fetcher=fetcher):
        # Faults name the file as it was called, and not the place where it lies for a moment.
        yield _rename(found, str(task.path), task.name or "the file") if isinstance(found, Fault) else found


def _rename(fault: Fault, path: str, name: str) -> Fault:
    source, reason = ((words or "").replace(path, name) for words in (fault.source, fault.reason))
    return replace(fault, source=source, reason=reason)


def _strip(coded: Coded) -> Coded:
    """What a page shows of it; the parse of every sentence need not travel."""
    fault = coded.fault
    if fault is not None:
        return _fault(fault, coded.document)
    return Coded(document=coded.document, events=coded.events, explanations=coded.explanations)


def _fault(fault: Fault, document: Document | None = None) -> Coded:
    return Coded(document=document, fault=fault)

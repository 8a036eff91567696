"""Documents come in; several hands code them, each with models of its own; what they coded goes out in the order in which they came."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice
from queue import LifoQueue
from types import TracebackType
from typing import Self

from dragoman.crew.hand import DiedError, Given, Hand, hire
from dragoman.crew.skill import Task
from dragoman.errors import DragomanError
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault

# Documents that a hand is given at a time: enough that lines cost nothing, few enough that all end at about the same time.
BATCH = 8
# Batches that are read ahead for each hand: one in hand, one to go on with, one for what takes longer than others.
AHEAD = 3
MAKER = "dragoman.crew.models:make_skill"
CRASH = "crash"


class Crew:
    """Some hands that code, as a context: when it is left, however, none of them is there any more.

    A hand is a process, and starts when it is first needed. One that dies is replaced and its documents coded again. Those that see two die
    are coded one by one, and a document that is alone with a third is a fault of the kind `crash`; all others are coded. Memory is that of
    the models, once a hand, and of a few batches of documents.
    """

    def __init__(
        self, jobs: int, *, reader: str = "both", mentions: bool = False, engine: str = "local", maker: str = MAKER
    ) -> None:
        """`jobs` hands of an engine (a key of ENGINES). `mentions`: what is coded comes with all mentions, not with its events only.

        `maker` ("module:name") is called in each process with `reader` (as load_kit takes it) and makes the Skill.
        """
        self._wish = engine, jobs, Task(maker, reader, mentions)
        self._most = AHEAD * jobs
        self._begun: dict[str, tuple[Document, Future[list[Coded]], int]] = {}
        self._version = ""
        self._left = ExitStack()

    def __enter__(self) -> Self:
        """Make ready; no hand starts yet.

        Raises:
            UsageError: there is no such engine, or what it needs is not installed.
            DragomanError: the engine cannot be reached.
        """
        engine, jobs, task = self._wish
        self._hands: Sequence[Hand] = self._left.enter_context(hire(engine, jobs, task))
        # A thread waits for each hand, so that none is idle while the caller writes what was coded.
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="crew")
        # Who worked last works next: a few documents do not start every hand.
        self._free: LifoQueue[Hand] = LifoQueue()
        for hand in self._hands:
            self._free.put(hand)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for hand in self._hands:
            hand.end()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._left.close()

    @property
    def version(self) -> str:
        """What the events bear as `coder`; starts a hand if none has been.

        Raises:
            DragomanError: it cannot start; the message says why.
        """
        return self._threads.submit(self._ask_version).result()

    def code_documents(self, documents: Iterable[Document | Fault]) -> Iterator[Coded]:
        """Code documents, streaming, in order; as many are read ahead as keep all hands at work, and no more.

        Raises:
            DragomanError: a hand cannot start.
        """
        waiting: deque[Future[list[Coded]]] = deque()
        rest = iter(documents)
        while some := list(islice(rest, BATCH)):
            waiting.append(self._threads.submit(self._code, some))
            while waiting and (len(waiting) >= self._most or waiting[0].done()):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def begin(self, documents: Sequence[Document]) -> None:
        """Begin to code documents, each id once, that `code` will be asked for; what was begun before and not asked for is forgotten."""
        self._begun = {}
        for start in range(0, len(documents), BATCH):
            some = documents[start : start + BATCH]
            future = self._threads.submit(self._code, some)
            self._begun |= {one.id: (one, future, place) for place, one in enumerate(some)}

    def code(self, document: Document) -> Coded:
        """Code one document, or wait for it if it was begun. Errors as in `code_documents`."""
        begun, future, place = self._begun.pop(document.id, (None, None, 0))
        if future is None or begun != document:
            future, place = self._threads.submit(self._code, [document]), 0
        return future.result()[place]

    def _ask_version(self) -> str:
        hand = self._free.get()
        try:
            self._start(hand)
            return self._version
        finally:
            self._free.put(hand)

    def _start(self, hand: Hand) -> None:
        version = hand.start()
        self._version = self._version or version
        if version != self._version:  # machines of a cluster are not always alike
            raise DragomanError(f"hands of one crew must be of one version: {version!r} beside {self._version!r}")

    def _code(self, documents: Given) -> list[Coded]:
        hand = self._free.get()
        try:
            for _ in range(2):
                self._start(hand)
                try:
                    return hand.code(documents)
                except DiedError:
                    continue
            return [self._code_alone(hand, one) for one in documents]
        finally:
            self._free.put(hand)

    def _code_alone(self, hand: Hand, one: Document | Fault) -> Coded:
        self._start(hand)
        try:
            return hand.code([one])[0]
        except DiedError as error:
            document = one if isinstance(one, Document) else None
            reason = f"the process that coded it {error}, again and again; all others were coded"
            id, source = (document.id, document.source) if document is not None else (None, None)
            fault = Fault(source=source, document=id, stage="code", kind=CRASH, reason=reason)
            return Coded(document=document, fault=fault)

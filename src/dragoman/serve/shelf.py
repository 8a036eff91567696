"""Many readers' questions and a path come in; archives that are open to read, or one that may be changed, go out.

The one place where the reading room gets at the archive. DuckDB lets many processes read a file, or one write it. So the room holds
the file only while somebody asks: a moment after the last question it is closed, and under unbroken traffic it is closed for a breath
every few seconds, longer than a waiting `dragoman add` sleeps between two tries. Who asks meanwhile waits and notices little.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from dragoman.archive import Archive
from dragoman.errors import StoreBusy, StoreError
from dragoman.serve.settings import Settings

T = TypeVar("T")
# Longer than store/connect.py sleeps between two tries for a file that is held.
BREATH = 0.3
# Answers that are remembered until the archive changes.
REMEMBERED = 256


class Shelf:
    """Lends the archive at `path`; thread-safe."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self._settings = settings
        self._changed = threading.Condition()
        self._idle: list[Archive] = []
        self._lent: dict[Archive, float] = {}  # and when their questions run out of time
        self._opened = 0.0  # when the file was opened, 0 while it is closed
        self._last = 0.0  # when it was last given back
        self._writing = False
        # While it breathes nobody new comes in, so that the file can be closed, and it stays so until _shut + BREATH.
        self._breathing, self._shut = False, 0.0
        self._stopped_questions: set[Archive] = set()
        self._stopped = False
        self._remembered: OrderedDict[tuple[str, Hashable], Any] = OrderedDict()
        self._making: set[tuple[str, Hashable]] = set()
        self._keeper: threading.Thread | None = None

    @contextmanager
    def lend(self) -> Iterator[Archive]:
        """An archive to read in, for one request; give it back soon.

        Raises:
            StoreBusy: another process has had the file for too long, or too many are asking.
            StoreError: there is no archive, it cannot be read, or a question took too long.
        """
        archive = self._take()
        try:
            yield archive
        except StoreError as error:
            if archive in self._stopped_questions:
                raise StoreBusy(str(self.path), "the question took too long and was stopped; ask for less") from error
            raise
        finally:
            self._give_back(archive)

    @contextmanager
    def change(self) -> Iterator[Archive]:
        """The archive for whoever changes it (`archive.add`, a review): all readers have left, and none comes in meanwhile.

        Raises:
            StoreBusy: another one changes it.
        """
        end = time.monotonic() + self._settings.patience
        with self._changed:
            if not self._changed.wait_for(lambda: not self._writing, self._settings.turn):
                raise StoreBusy(str(self.path), "somebody else is changing it; try again")
            self._writing = True
            self._changed.wait_for(lambda: not self._lent, max(0.0, end - time.monotonic()))
            for archive in self._lent:
                self._stop(archive)
            self._changed.wait_for(lambda: not self._lent)
            self._close()
        archive = Archive(self.path, wait=self._settings.patience)
        try:
            yield archive
        finally:
            archive.close()
            with self._changed:
                self._writing = False
                self._changed.notify_all()

    @property
    def state(self) -> str:
        """Changes whenever the archive does: for ETags, and for what is remembered."""
        marks = []
        for file in (self.path, self.path.with_name(self.path.name + ".wal")):
            try:
                found = file.stat()
            except OSError:
                marks.append("-")
                continue
            marks.append(f"{found.st_ino:x}.{found.st_mtime_ns:x}.{found.st_size:x}")
        return "_".join(marks)

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each state of the archive; whoever asks for the same meanwhile waits for it.

        `make` may borrow an archive (`lend`) only where who remembers has borrowed none.
        """
        place = (self.state, key)
        with self._changed:
            self._changed.wait_for(lambda: place not in self._making)
            if place in self._remembered:
                self._remembered.move_to_end(place)
                found: T = self._remembered[place]
                return found
            self._making.add(place)
        try:
            made = make()
            with self._changed:
                self._remembered[place] = made
                while len(self._remembered) > REMEMBERED:
                    self._remembered.popitem(last=False)
            return made
        finally:
            with self._changed:
                self._making.discard(place)
                self._changed.notify_all()

    def close(self) -> None:
        """Let go of the file for good, as the room shuts."""
        with self._changed:
            self._stopped = True
            for archive in self._lent:
                archive.interrupt()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._lent, self._settings.patience)
            self._close()

    def _take(self) -> Archive:
        with self._changed:
            if not self._changed.wait_for(self._is_free, self._settings.turn):
                raise StoreBusy(str(self.path), "too many are asking at once; try again")
            if self._keeper is None:
                self._keeper = threading.Thread(target=self._keep, name="shelf", daemon=True)
                self._keeper.start()
            archive = self._idle.pop() if self._idle else Archive(self.path, wait=self._settings.patience)
            self._opened = self._opened or time.monotonic()
            self._lent[archive] = time.monotonic() + self._settings.patience
            self._changed.notify_all()
        try:
            return archive.open()
        except BaseException:
            self._give_back(archive)
            raise

    def _is_free(self) -> bool:
        return not self._writing and not self._breathing and len(self._lent) < self._settings.questions

    def _give_back(self, archive: Archive) -> None:
        with self._changed:
            del self._lent[archive]
            self._stopped_questions.discard(archive)
            self._last = time.monotonic()
            self._idle.append(archive)
            self._changed.notify_all()

    def _stop(self, archive: Archive) -> None:
        self._stopped_questions.add(archive)
        archive.interrupt()

    def _close(self) -> None:
        for archive in self._idle:
            archive.close()
        self._idle.clear()
        self._opened = 0.0

    def _keep(self) -> None:
        """Close what nobody reads, give others their turn, and stop questions that take too long: until the room shuts."""
        with self._changed:
            while not self._stopped:
                self._changed.wait(self._look_after(time.monotonic()))

    def _look_after(self, now: float) -> float | None:
        """Do what is due now; gives the seconds until something may be due, None where nothing is."""
        for archive, end in self._lent.items():
            if now >= end:
                self._stop(archive)
        if self._opened and now - self._opened >= self._settings.longest:
            self._breathing = True
        idle = not self._lent and now - self._last >= self._settings.linger
        if self._opened and not self._lent and (self._breathing or idle):
            self._close()
            self._shut = now
        if self._breathing and not self._opened and now >= self._shut + BREATH:
            self._breathing = False
            self._changed.notify_all()
        return self._find_next(now)

    def _find_next(self, now: float) -> float | None:
        due = [max(end, now + 0.1) for end in self._lent.values()]
        if self._breathing and not self._opened:
            due.append(self._shut + BREATH)
        elif self._opened and not self._breathing:
            due.append(self._opened + self._settings.longest)
            due += [] if self._lent else [self._last + self._settings.linger]
        return max(0.0, min(due) - now) if due else None

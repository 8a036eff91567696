"""A shelf and a day come in; the ledger of commitments as it stood on that day goes out, made in the background and kept.

The ledger is made of all happenings of an archive and takes long (docs/ledger.md), while a page must be quick. So it is made once for a
day, apart from any request; until the archive changes all pages are answered from it, and while it is made anew, from the one before.
"""

import subprocess
import sys
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

import msgspec

from dragoman.ask.commitments import Ledger
from dragoman.errors import StoreError
from dragoman.serve.shelf import Shelf

# So many happenings are looked at, the newest: making a ledger takes longer than in proportion to their number.
MOST = 20_000
# Ledgers that are kept at once, each of another day, and that are made at once; whoever wants more must wait.
KEPT, MADE = 6, 2
# How long a page waits for a ledger of which there is no earlier one, in seconds.
PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """A ledger, and whether it knows all that the archive tells by now."""

    ledger: Ledger
    fresh: bool


@dataclass(slots=True)
class _Making:
    done: threading.Event
    process: "subprocess.Popen[bytes] | None" = None
    trouble: Exception | None = None


class Ledgers:
    """The ledgers of one room; thread-safe."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = threading.Lock()
        self._kept: OrderedDict[date, tuple[str, Ledger]] = OrderedDict()
        self._making: dict[date, _Making] = {}
        self._shut = False

    def find(self, as_of: date, patience: float = PATIENCE) -> Standing | None:
        """The ledger as of a day; None while the first one is being made.

        Raises:
            StoreError: the archive cannot be read, and there is no earlier ledger of that day.
        """
        standing, making = self._look(as_of)
        if standing is not None or making is None:
            return standing
        making.done.wait(patience)
        if making.trouble is not None:
            raise making.trouble
        return self._look(as_of)[0] if making.done.is_set() else None

    def _look(self, as_of: date) -> tuple[Standing | None, _Making | None]:
        """What is kept of a day; if that is nothing, or old, who makes it (None where too many others are being made)."""
        state = self._shelf.state
        with self._lock:
            kept = self._kept.get(as_of)
            if kept is not None:
                self._kept.move_to_end(as_of)
                if kept[0] == state:
                    return Standing(kept[1], fresh=True), None
            making = self._making.get(as_of)
            if making is None and len(self._making) < MADE:
                making = self._making[as_of] = _Making(threading.Event())
                threading.Thread(target=self._make, args=(as_of, making), name="ledger", daemon=True).start()
        return (Standing(kept[1], fresh=False) if kept else None), making

    def close(self) -> None:
        """Stop what is being made, as the room shuts."""
        with self._lock:
            self._shut = True
            for making in self._making.values():
                if making.process is not None:
                    making.process.kill()

    def _make(self, as_of: date, making: _Making) -> None:
        try:
            state = self._shelf.state
            ledger = self._call_bookkeeper(as_of, making)
            with self._lock:
                self._kept[as_of] = (state, ledger)
                self._kept.move_to_end(as_of)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        except Exception as error:  # told to whoever waits for it
            making.trouble = error
        finally:
            with self._lock:
                del self._making[as_of]
            making.done.set()

    def _call_bookkeeper(self, as_of: date, making: _Making) -> Ledger:
        command = [
            sys.executable,
            "-m",
            "dragoman.serve.bookkeeper",
            str(self._shelf.path),
            as_of.isoformat(),
            str(MOST),
        ]
        with self._lock:
            if self._shut:
                raise StoreError(str(self._shelf.path), "the room is shut")
            making.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with making.process as process:
            made, words = process.communicate()
        if process.returncode:
            lines = words.decode("utf-8", "replace").strip().splitlines() or [f"ended with {process.returncode}"]
            raise StoreError(str(self._shelf.path), f"no ledger could be made: {lines[-1]}")
        return msgspec.msgpack.decode(made, type=Ledger)

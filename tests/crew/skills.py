"""Skills for the processes of a crew that need no model, and do what real ones should not."""

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.batch import CodeBatch
from dragoman.crew.skill import Skill
from dragoman.errors import ModelError
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault


def make_toy(reader: str) -> Skill:
    """Codes nothing: it notes who had a document in hand, and the text says what else to do."""
    return Skill(f"toy {reader}", _code_all)


def make_none(reader: str) -> Skill:
    """Cannot start, and says why."""
    del reader
    raise ModelError("the model is not here")


def make_dead(reader: str) -> Skill:
    """Dies before it begins."""
    del reader
    os._exit(3)


def make_other(reader: str) -> Skill:
    """Is of another version in each process, as on machines of which one was not brought up to date."""
    del reader
    return Skill(f"toy of {os.getpid()}", _code_all)


class Toys(CodeBatch):
    """Codes tables with toys."""

    maker = "crew.skills:make_toy"


def _code_all(documents: Iterable[Document | Fault]) -> Iterator[Coded]:
    for one in documents:
        if isinstance(one, Fault):
            yield Coded(document=None, fault=one)
            continue
        word, _, path = one.text.partition(" ")
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "once" and not Path(path).exists():
            Path(path).touch()
            os._exit(7)
        if word == "slow":
            time.sleep(0.2)
        if word == "note":
            Path(path).write_text(str(os.getpid()))
        if word == "sleep":
            Path(path).write_text(str(os.getpid()))
            time.sleep(60)
        yield Coded(document=one, explanations=({"process": str(os.getpid())},))

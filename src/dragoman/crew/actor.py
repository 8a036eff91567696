"""Some documents come in; an actor of a Ray cluster codes them, and what it coded goes out, or that it died.

The only file that knows Ray (`pip install dragoman[ray]`). Order, retries and how far to read ahead are the crew's, here as on one machine.
"""

import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

# Ray reads both when it is imported. It tells of dead workers on standard output, where only data may stand; the crew tells of them itself.
# And nothing of ours tells anybody that it is used: whoever starts a cluster of his own decides for that one.
os.environ.setdefault("RAY_DEDUP_LOGS_SKIP_REGEX", ".")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray
from ray.exceptions import GetTimeoutError, RayError, RayTaskError

from dragoman.crew.hand import DiedError, Given
from dragoman.crew.skill import Skill, Task
from dragoman.errors import DragomanError
from dragoman.record.event import Coded

# Seconds until an actor must have found room and loaded its models: a cluster that grows when asked needs minutes for a machine.
ROOM = 600.0
QUIET = {"log_to_driver": False, "logging_level": "error"}


@contextmanager
def hire(jobs: int, task: Task) -> Iterator[Sequence["Actor"]]:
    """So many actors, each of which starts when it is first needed.

    They live in the cluster that this process has joined; else that of RAY_ADDRESS, or the one that `ray start` started on this machine;
    else in one that is started here for them, and stopped with them.

    Raises:
        DragomanError: the cluster does not answer.
    """
    joined = not ray.is_initialized()
    if joined:
        _join(jobs)
    try:
        yield [Actor(task) for _ in range(jobs)]
    finally:
        if joined:
            ray.shutdown()


def _join(jobs: int) -> None:
    address = os.environ.get("RAY_ADDRESS")
    try:
        if address:
            ray.init(**QUIET)
        else:
            _join_here(jobs)
    except (ConnectionError, RuntimeError, ValueError) as error:
        which = f"at RAY_ADDRESS={address}" if address else "that was started on this machine"
        raise DragomanError(f"the Ray cluster {which} does not answer: {_last_line(error)}") from error


def _join_here(jobs: int) -> None:
    # Not "auto": that would join a cluster that some program started for itself, and that ends with it.
    try:
        ray.init(num_cpus=jobs, include_dashboard=False, **QUIET)
    except ValueError:  # one that `ray start` started is there, and knows itself how many processors it has
        ray.init(**QUIET)


class Actor:
    """A hand that is an actor of a Ray cluster."""

    def __init__(self, task: Task) -> None:
        """The actor starts when it is first needed."""
        self._task = task
        self._ended = False
        self._turn = threading.Lock()
        self._actor: Any = None
        self._version = ""

    def start(self) -> str:
        """Start the actor if it is not there; its version.

        Raises:
            DragomanError: it cannot start, or the cluster has no room for it.
        """
        if self._actor is not None:
            return self._version
        with self._turn:
            if self._ended:
                raise DragomanError("the crew has been sent home")
            # The crew sees to what is done again, and how often: Ray is to do nothing twice.
            self._actor = ray.remote(_Coder).options(num_cpus=1, max_restarts=0, max_task_retries=0).remote(self._task)
        try:
            ready, words = ray.get(self._actor.learn.remote(), timeout=ROOM)
        except GetTimeoutError as error:
            self._bury()
            raise DragomanError(
                f"the Ray cluster had no room for another actor for {ROOM:.0f} seconds: give fewer --jobs"
            ) from error
        except RayError as error:
            self._bury()
            raise DragomanError(f"an actor that codes died before it began: {_last_line(error)}") from error
        if not ready:
            self._bury()
            raise DragomanError(words)
        self._version = words
        return self._version

    def code(self, documents: Given) -> list[Coded]:
        """What the actor coded.

        Raises:
            DiedError: it died.
        """
        try:
            coded: list[Coded] = ray.get(self._actor.code.remote(documents))
        except RayTaskError:
            raise  # an error of ours, which is no death
        except RayError as error:
            self._bury()
            told = re.search(r"exit type: (\w+)", str(error))
            raise DiedError(f"died under Ray ({told[1]})" if told else "died under Ray") from error
        return coded

    def end(self) -> None:
        """End the actor, whatever it does; there will be no other."""
        with self._turn:
            self._ended = True
            if self._actor is not None:
                ray.kill(self._actor)

    def _bury(self) -> None:
        with self._turn:
            if not self._ended:
                ray.kill(self._actor)
            self._actor = None


class _Coder:
    """What an actor is: the models are loaded once."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._skill: Skill | None = None

    def learn(self) -> tuple[bool, str]:
        """Get ready: whether it is, and its version or why not."""
        try:
            self._skill = self._task.learn()
        except DragomanError as error:
            return False, str(error)
        return True, self._skill.version

    def code(self, documents: Given) -> list[Coded]:
        """Code some documents."""
        assert self._skill is not None
        return list(self._skill.code(documents))


def _last_line(error: BaseException) -> str:
    """The last line of what first went wrong."""
    while error.__cause__ is not None:
        error = error.__cause__
    lines = str(error).strip().splitlines()
    return lines[-1].strip() if lines else type(error).__name__

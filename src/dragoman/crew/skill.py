"""Comes in: how a process of the crew codes. Goes out: Skill, that and its version; it needs no models to be spoken of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault


@dataclass(frozen=True, slots=True)
class Skill:
    """What a process of the crew can do: `version` is what its events bear as `coder`, `code` codes documents one by one."""

    version: str
    code: Callable[[Iterable[Document | Fault]], Iterator[Coded]]

"""Comes in: what a hand of the crew is to do. Goes out: Skill, how it codes and its version; neither needs models to be spoken of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.plug import load
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault


@dataclass(frozen=True, slots=True)
class Skill:
    """What a hand of the crew can do: `version` is what its events bear as `coder`, `code` codes documents one by one."""

    version: str
    code: Callable[[Iterable[Document | Fault]], Iterator[Coded]]


@dataclass(frozen=True, slots=True)
class Task:
    """What a hand is told when it starts: `maker` ("module:name") is called with `reader` and makes the Skill; with `mentions`
    what is coded comes with all mentions, not with its events only."""

    maker: str
    reader: str
    mentions: bool

    def learn(self) -> Skill:
        """Load the models; the Skill gives what is written or kept of a document, since the parse of every sentence need not travel.

        Raises:
            ModelError, CodebookError: as `load_kit`.
        """
        skill: Skill = load(self.maker)(self.reader)
        return Skill(skill.version, lambda documents: map(self._pack, skill.code(documents)))

    def _pack(self, coded: Coded) -> Coded:
        return replace(coded, sentences=(), glances={}, known=coded.known if self.mentions else None)

"""Comes in: what codes a document. Goes out: Coder, that and its version, which is all that keeping needs to know of coding."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.record.document import Document
from dragoman.record.event import Coded


def _wait_for_each(documents: Sequence[Document]) -> None:
    """Begin nothing: each document is coded when it is asked for."""


@dataclass(frozen=True, slots=True)
class Coder:
    """What codes documents: `version` is what its events bear as `coder`, `code` codes one document.

    With a Kit it is `Coder(kit.coder.version, partial(code_document, kit=kit))`. `begin` is told of documents, each id once, that `code`
    will most likely be asked for in this order, so that several can be coded at the same time.
    """

    version: str
    code: Callable[[Document], Coded]
    begin: Callable[[Sequence[Document]], None] = _wait_for_each

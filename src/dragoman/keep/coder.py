"""Comes in: what codes a document. Goes out: Coder, that and its version, which is all that keeping needs to know of coding."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.record.document import Document
from dragoman.record.event import Coded


@dataclass(frozen=True, slots=True)
class Coder:
    """What codes documents: `version` is what its events bear as `coder`, `code` codes one document.

    With a Kit it is `Coder(kit.coder.version, partial(code_document, kit=kit))`.
    """

    version: str
    code: Callable[[Document], Coded]

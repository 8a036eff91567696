"""Reads news reports and writes the record of political events in them: who did what to whom, when, where, on whose word.

The public names below are loaded when they are first used, so that `import dragoman` stays light.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.version import VERSION

if TYPE_CHECKING:
    from dragoman.api import code_documents, read_documents, read_text
    from dragoman.archive import Archive
    from dragoman.batch import CodeBatch, code_batch
    from dragoman.errors import CodebookError, DragomanError, ModelError, SourceError, StoreError, UsageError
    from dragoman.read import Fetcher, Manners
    from dragoman.record.commitment import Commitment
    from dragoman.record.document import CiteInfo, Document, Sentence
    from dragoman.record.event import Coded, Event
    from dragoman.record.fault import Fault
    from dragoman.record.happening import Happening
    from dragoman.record.mention import Actor, Mention, Place, TimeSpan
    from dragoman.record.span import Span

__version__ = VERSION

_HOMES = {
    "Archive": "dragoman.archive",
    "Fetcher": "dragoman.read",
    "Manners": "dragoman.read",
    "Commitment": "dragoman.record.commitment",
    "Happening": "dragoman.record.happening",
    "code_documents": "dragoman.api",
    "read_documents": "dragoman.api",
    "read_text": "dragoman.api",
    "CodeBatch": "dragoman.batch",
    "code_batch": "dragoman.batch",
    "CodebookError": "dragoman.errors",
    "DragomanError": "dragoman.errors",
    "ModelError": "dragoman.errors",
    "SourceError": "dragoman.errors",
    "StoreError": "dragoman.errors",
    "UsageError": "dragoman.errors",
    "CiteInfo": "dragoman.record.document",
    "Document": "dragoman.record.document",
    "Sentence": "dragoman.record.document",
    "Coded": "dragoman.record.event",
    "Event": "dragoman.record.event",
    "Fault": "dragoman.record.fault",
    "Actor": "dragoman.record.mention",
    "Mention": "dragoman.record.mention",
    "Place": "dragoman.record.mention",
    "TimeSpan": "dragoman.record.mention",
    "Span": "dragoman.record.span",
}

__all__ = [
    "Actor",
    "Archive",
    "CiteInfo",
    "CodeBatch",
    "CodebookError",
    "Coded",
    "Commitment",
    "Document",
    "DragomanError",
    "Event",
    "Fault",
    "Fetcher",
    "Happening",
    "Manners",
    "Mention",
    "ModelError",
    "Place",
    "Sentence",
    "SourceError",
    "Span",
    "StoreError",
    "TimeSpan",
    "UsageError",
    "__version__",
    "code_batch",
    "code_documents",
    "read_documents",
    "read_text",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")

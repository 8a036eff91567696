"""Comes in: an error. Goes out: Fault, the row form of it, which travels beside the events."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a document, or a source, could not be read or coded.

    `source` names the file (`file`, `file:line` or `archive!member`), `document` the id where one is known.
    `stage` is read, segment, parse, find, resolve or code; `kind` is source, skipped (left out on purpose:
    another language, an empty row), bug, or crash (coding it ended the process, time and again); `reason` is one line,
    `detail` a traceback where there is one.
    """

    source: str | None
    document: str | None
    stage: str
    kind: str
    reason: str
    detail: str | None = None

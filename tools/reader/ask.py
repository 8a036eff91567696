"""The sentences that dragoman itself would look at, for the reader to read unseen; and what it read, for the second stage.

usage: python -m tools.reader.ask FOLDER [FOLDER ...] > SENTENCES.jsonl
"""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.read import make_document
from dragoman.record.document import Document, Sentence
from dragoman.record.glance import Glance
from dragoman.segment import split_sentences


def open_report(given: dict[str, Any]) -> Document:
    """An annotated report as `dragoman read` would take it."""
    document = make_document(
        given["text"],
        published=date.fromisoformat(given["published"]),
        title=given["title"] or None,
        id=given["id"],
        language="en",
    )
    assert isinstance(document, Document)
    return document


def list_sentences(folders: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Every sentence with its report, its place and the text before it."""
    for folder in folders:
        for given in json.loads((folder / "docs.json").read_text(encoding="utf-8")):
            document = open_report(given)
            for s in split_sentences(document):
                before = document.text[max(0, s.start - 400) : s.start].strip() or given["title"]
                yield {
                    "report": given["id"],
                    "start": s.start,
                    "text": document.text[s.start : s.end],
                    "before": before,
                }


class GlanceFile:
    """Answers like dragoman's own reader, from what readers that had not seen a report wrote down."""

    def __init__(self, path: Path, modes: Sequence[str]) -> None:
        self._arrays = dict(np.load(path))
        self._modes = tuple(modes)

    def glance_sentences(self, report: str, sentences: Sequence[Sentence]) -> dict[int, Glance]:
        """A Glance for each sentence that was read."""
        found = {}
        for s in sentences:
            key = f"{report}|{s.start}|"
            if key + "types" not in self._arrays:
                continue
            get = {
                n: self._arrays[key + n].astype(float)
                for n in ("types", "modes", "statuses", "flags", "roles", "sectors")
            }
            found[s.sequence] = Glance(
                words=tuple((int(a), int(b)) for a, b in self._arrays[key + "words"]),
                rows={int(i): k for k, i in enumerate(self._arrays[key + "at"])},
                mode_names=self._modes,
                **get,
            )
        return found


if __name__ == "__main__":
    for row in list_sentences([Path(a) for a in sys.argv[1:]]):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")

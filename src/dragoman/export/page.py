"""Coded documents come in; one self-contained HTML page with the texts marked up goes out. No script, no outside request."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import BinaryIO

from jinja2 import Environment, select_autoescape

from dragoman.export.marks import ORDER, Piece, cut_pieces
from dragoman.export.options import Options
from dragoman.export.words import tell_event
from dragoman.record.event import Coded, Event


@dataclass(frozen=True, slots=True)
class Line:
    """One event as the page shows it: its number, its words, the reasons for its fields."""

    number: int
    event: Event
    words: str
    why: dict[str, str]


def write_html(coded: Iterable[Coded], out: BinaryIO, options: Options) -> None:
    """Write one page: per report its provenance, its text with every event's parts marked, its events in plain words."""
    environment = Environment(autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((files("dragoman.export") / "page.html.j2").read_text(encoding="utf-8"))
    reports = (_lay_out(one, options) for one in coded if one.document is not None and one.fault is None)
    for chunk in template.stream(reports=reports, parts=ORDER):
        out.write(chunk.encode("utf-8", "replace"))


def _lay_out(one: Coded, options: Options) -> dict[str, object]:
    assert one.document is not None
    explanations = one.explanations if options.explain else tuple({} for _ in one.events)
    lines = [Line(n, e, tell_event(e), w) for n, (e, w) in enumerate(zip(one.events, explanations, strict=True), 1)]
    text = one.document.text
    return {
        "cite": one.document.cite_info,
        "id": one.document.id,
        "lines": lines,
        "paragraphs": _split_paragraphs(cut_pieces(text, 0, len(text), one.events)),
    }


def _split_paragraphs(pieces: list[Piece]) -> list[list[Piece]]:
    """Part the pieces where the text has blank lines or line ends."""
    paragraphs: list[list[Piece]] = [[]]
    for piece in pieces:
        at = piece.start
        for number, words in enumerate(piece.text.split("\n")):
            if number and paragraphs[-1]:
                paragraphs.append([])
            if words:
                paragraphs[-1].append(Piece(words, piece.part, at, at + len(words)))
            at += len(words) + 1
    return [p for p in paragraphs if p]

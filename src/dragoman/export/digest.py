"""Commitments come in; a briefing goes out: what is new, due, overdue, kept or broken in some days, each line with its source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import BinaryIO

from jinja2 import Environment

from dragoman.export.pledge import name_source, tell_sentence
from dragoman.export.words import shorten
from dragoman.record.commitment import Change, Commitment
from dragoman.record.happening import Telling

# The sections of the page, in order, and the states whose beginning in these days puts a commitment there.
SECTIONS: Mapping[str, frozenset[str]] = {
    "New": frozenset({"open"}),
    "Due": frozenset({"due"}),
    "Overdue": frozenset({"overdue"}),
    "Kept": frozenset({"kept", "partly kept"}),
    "Broken": frozenset({"broken"}),
    "Threats carried out": frozenset({"carried out"}),
    "Refused, withdrawn, replaced": frozenset({"refused", "withdrawn", "superseded"}),
    "Conditions met, and what is in doubt": frozenset({"condition met", "unknown"}),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: the commitment in words, what changed and when, and the sentence and source that show it."""

    words: str
    day: date | None
    change: str
    why: str
    quote: str
    source: str
    url: str | None
    id: str


def write_digest(
    commitments: Iterable[Commitment],
    told: Mapping[str, Telling],
    since: date,
    until: date,
    form: str,
    out: BinaryIO,
) -> None:
    """Write the briefing as Markdown (`md`) or as one self-contained page (`html`): no script, no outside request."""
    sections = lay_out(list(commitments), told, since, until)
    environment = Environment(autoescape=form == "html", trim_blocks=True, lstrip_blocks=True)
    environment.filters["md"] = _escape_markdown
    template = environment.from_string((files("dragoman.export") / f"digest.{form}.j2").read_text(encoding="utf-8"))
    for chunk in template.stream(sections=sections, since=since, until=until):
        out.write(chunk.encode("utf-8", "replace"))


def lay_out(
    commitments: Sequence[Commitment], told: Mapping[str, Telling], since: date, until: date
) -> dict[str, list[Line]]:
    """The lines of each section: every change that began in these days, by day; sections without a line stay empty."""
    sections: dict[str, list[Line]] = {name: [] for name in SECTIONS}
    for commitment in commitments:
        for change in commitment.history:
            if change.since is None or not since <= change.since <= until:
                continue
            name = next(name for name, states in SECTIONS.items() if change.state in states)
            sections[name].append(_make_line(commitment, change, told))
    for lines in sections.values():
        lines.sort(key=lambda line: (line.day or date.max, line.words, line.id))
    return sections


def _make_line(commitment: Commitment, change: Change, told: Mapping[str, Telling]) -> Line:
    known = [told[event] for event in change.events or commitment.events if event in told]
    first = min(known, key=lambda t: (t.published or date.max, t.event.id), default=None)
    remark = not change.events  # what a sentence says outright stands in `why`, behind the report's id
    return Line(
        words=tell_sentence(commitment),
        day=change.since,
        change=change.state,
        why="" if remark or change.why == "said" else change.why,
        quote=shorten(change.why.partition(": ")[2] if remark else first.sentence if first else "", 300),
        source=change.why.partition(": ")[0] if remark else name_source(first) if first else "",
        url=_pick_url(first) if first is not None and not remark else None,
        id=commitment.id,
    )


def _pick_url(telling: Telling) -> str | None:
    """The address of a telling's report if it can stand in a link: on the web, and without marks that would end the link."""
    url = telling.event.cite_info.url or ""
    return url if url.startswith(("http://", "https://")) and not set(url) & set("<> \n\r\t") else None


def _escape_markdown(text: str) -> str:
    """The text with the marks that Markdown would read made plain."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text)

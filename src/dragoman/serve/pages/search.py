"""Words come in, in the query; what bears them goes out: parties, places, types, happenings and reports; and suggestions while one types."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from dragoman.ask.filters import Filter, make_filter
from dragoman.ask.happenings import ask_happenings
from dragoman.ask.kinds import KeptReport
from dragoman.ask.reports import ask_reports
from dragoman.ask.suggest import Names, Suggestion, read_names, suggest_names
from dragoman.errors import UsageError
from dragoman.export.words import shorten
from dragoman.record.words import fold_words
from dragoman.serve.leads import lead_actor
from dragoman.serve.render import link, render
from dragoman.serve.room import Room
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
# Rows of each kind; characters shown around the first of the words; the longest words that are looked for.
SHOWN, AROUND, LONGEST = 10, 140, 300
KINDS = {"actor": "Who", "place": "Where", "type": "What", "source": "Told by"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report in which the words stand, and a piece of its text around them: what stands before, the words, what stands after."""

    report: KeptReport
    before: str
    words: str
    after: str


@router.get("/search")
def show_search(request: Request, room: InRoom, _: Reader, q: str = "") -> Response:
    """All that bears the words."""
    if not q.strip():
        return render(request, "search.html", q="", trouble=None, found=None)
    try:
        if len(q) > LONGEST:
            raise UsageError(f"q: longer than {LONGEST} characters")
        wanted = make_filter("happenings", {"text": [q], "limit": SHOWN})
    except UsageError as error:
        return render(request, "search.html", 400, q=q, trouble=str(error).replace("text:", "q:"), found=None)
    return render(request, "search.html", q=q, trouble=None, found=_fetch(room, q, wanted))


def _fetch(room: Room, q: str, wanted: Filter) -> dict[str, Any]:
    suggested = suggest_names(_know(room), q, SHOWN)
    with room.shelf.lend() as archive:
        happenings = list(ask_happenings(archive, wanted))
        reports = list(ask_reports(archive, wanted))
    words = [word for phrase in wanted.text for word in phrase.words]
    return {
        "groups": [
            (title, [(s.label, lead_suggestion(s)) for s in suggested if s.kind == kind])
            for kind, title in KINDS.items()
            if any(s.kind == kind for s in suggested)
        ],
        "happenings": happenings,
        "reports": [_cut(report, words) for report in reports],
        "shown": SHOWN,
    }


@router.get("/search/suggest")
def suggest(room: InRoom, _: Reader, q: str = "") -> Response:
    """What may be meant by the beginning of a word, as JSON: kind, value (what a filter says), label and the address of its page."""
    if len(q) > LONGEST:
        return JSONResponse([])
    found = suggest_names(_know(room), q)
    rows = [{"kind": KINDS[s.kind], "value": s.value, "label": s.label, "address": lead_suggestion(s)} for s in found]
    return JSONResponse(rows, headers={"Cache-Control": "private, max-age=60"})


def _know(room: Room) -> Names:
    """The names of the archive, read when they are first wanted and when it has changed."""

    def read() -> Names:
        with room.shelf.lend() as archive:
            return read_names(archive)

    return room.shelf.remember("names", read)


def lead_suggestion(one: Suggestion) -> str:
    """The page about what is suggested; it holds a word, or it would not have been found."""
    if one.kind == "actor":
        return lead_actor(one.value) or "/actors"
    return link("/happenings", **{{"place": "where"}.get(one.kind, one.kind): one.value})


def _cut(report: KeptReport, words: Sequence[str]) -> Hit:
    """The report with a piece of its text around the first word that was looked for; its beginning where the title alone holds it."""
    text = report.text
    for found in re.finditer(r"[^\W_]+", text):
        if fold_words(found[0])[:1] == list(words[:1]):
            start, end = max(0, found.start() - AROUND), found.end() + AROUND
            # Cut between words.
            start = text.find(" ", start, found.start()) + 1 if start else 0
            end = text.rfind(" ", found.end(), end) if end < len(text) else len(text)
            before, after = text[start : found.start()], text[found.end() : max(end, found.end())]
            return Hit(
                report=report,
                before=f"… {before}" if start else before,
                words=found[0],
                after=f"{after} …" if end < len(text) else after,
            )
    return Hit(report=report, before="", words="", after=shorten(text, 2 * AROUND))

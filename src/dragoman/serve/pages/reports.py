"""Filters come in, in the query; a list of reports goes out."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.kinds import KeptReport
from dragoman.ask.reports import ask_reports
from dragoman.export.words import shorten
from dragoman.serve.asked import read_asked
from dragoman.serve.render import render
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A report in a list: all but its text."""

    id: str
    title: str
    publication: str | None
    published: date | None
    events: int


class Found(NamedTuple):
    """A page of reports, where the next page begins, and why there may be none."""

    rows: tuple[Row, ...]
    cursor: str | None
    hints: tuple[str, ...]


@router.get("/reports")
def show_reports(request: Request, room: InRoom, _: Reader) -> Response:
    """One page of the reports that the filters admit."""
    asked = read_asked(request, "reports")
    if asked.trouble:
        return render(request, "reports.html", 400, asked=asked, rows=[], cursor=None, hints=[])

    def ask() -> Found:
        with room.shelf.lend() as archive:
            answer = ask_reports(archive, asked.wanted)
            rows = tuple(make_row(report) for report in answer)
            return Found(rows, answer.cursor, tuple(() if rows else archive.hints(asked.wanted)))

    found = room.shelf.remember(("reports", asked.wanted), ask)
    return render(request, "reports.html", asked=asked, **found._asdict())


def make_row(report: KeptReport) -> Row:
    """What a list shows of a report."""
    return Row(
        id=report.id,
        title=report.title or shorten(report.text[:200], 90),
        publication=report.publication,
        published=report.published,
        events=report.events,
    )

"""A Filter comes in; the reports that it admits go out, each with where it was found and how many events it tells."""

from dataclasses import replace

from dragoman.ask.answer import Answer, Key, Question, Rows, newest, oldest
from dragoman.ask.clause import Clause, join_all
from dragoman.ask.filters import Filter
from dragoman.ask.kinds import KeptReport
from dragoman.ask.matching import EVENTS, find_reports, find_words, match_phrase, match_rows

_COLUMNS = {
    **{name: f"t.{name}" for name in ("id", "url", "title", "author", "publication", "language", "published")},
    **{name: f"t.{name}" for name in ("retrieved", "translated_by", "republished_from", "root")},
    "sources": "coalesce(f.sources, [])",
    "events": "coalesce(e.events, 0)",
    "coder": "t.coder",
    "text": "t.text",
}


def _match_reports(wanted: Filter) -> Clause:
    """Day of publication, source and text are asked of the report, all else of its events: one of them must be so."""
    clauses = []
    if wanted.since:
        clauses.append(Clause("t.published >= ?", (wanted.since,)))
    if wanted.until:
        clauses.append(Clause("t.published <= ?", (wanted.until,)))
    if wanted.source:
        clauses.append(find_reports(wanted.source).put_in("t.id IN ({})"))
    if wanted.text:
        clauses.append(find_words(w for p in wanted.text for w in p.words).put_in("t.id IN ({})"))
        # The index knows which words stand in a report, not which stand beside each other.
        clauses.extend(
            match_phrase("concat_ws(' ', t.title, t.text)", phrase) for phrase in wanted.text if len(phrase.words) > 1
        )
    told = match_rows(replace(wanted, since=None, until=None, source=(), text=()), EVENTS)
    if told.sql != "true":
        clauses.append(told.put_in("t.id IN (SELECT t.document FROM event t WHERE {})"))
    return join_all(clauses)


_ID = Key("t.id")

QUESTION = Question(
    name="reports",
    record=KeptReport,
    columns=_COLUMNS,
    table="report",
    where=_match_reports,
    beside=(
        ", found AS MATERIALIZED (SELECT report, list(source ORDER BY source) AS sources FROM origin"
        " WHERE report IN (SELECT id FROM opened) GROUP BY report)"
        ", told AS MATERIALIZED (SELECT document, count(*) AS events FROM event"
        " WHERE document IN (SELECT id FROM opened) GROUP BY document)",
        "LEFT JOIN found f ON f.report = t.id LEFT JOIN told e ON e.document = t.id",
    ),
    orders={
        "newest": (newest("t.published"), _ID),
        "oldest": (oldest("t.published"), _ID),
    },
)


def ask_reports(store: Rows, wanted: Filter) -> Answer[KeptReport]:
    """The reports that the filter admits; orders: newest, oldest (by day of publication).

    Raises:
        UsageError: a cursor that there is not.
    """
    return Answer(QUESTION, wanted, store)

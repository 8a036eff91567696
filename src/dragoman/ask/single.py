"""Ids come in; the records that bear them, and what hangs on a report, go out: what a page about one thing asks."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from dragoman.ask import events, happenings, reports
from dragoman.ask.answer import Answer, Question, Record, Rows
from dragoman.ask.clause import list_values
from dragoman.ask.filters import Filter
from dragoman.ask.kinds import KeptReport
from dragoman.record.event import Event
from dragoman.record.happening import Happening

_AS_TOLD = Filter(order="report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A report that goes back to the same text as another: `why` is "same text", "copy" or "translation", None where only
    reports between them lead from one to the other."""

    report: str
    why: str | None


def ask_report(store: Rows, id: str) -> KeptReport | None:
    """The report with this id, None where there is none."""
    return next(iter(_pick(store, reports.QUESTION, "t.id", [id])), None)


def ask_happening(store: Rows, id: str) -> Happening | None:
    """The happening with this id, None where there is none."""
    return next(iter(_pick(store, happenings.QUESTION, "t.id", [id])), None)


def ask_event(store: Rows, id: str) -> Event | None:
    """The event with this id, None where there is none."""
    return next(iter(_pick(store, events.QUESTION, "t.id", [id])), None)


def ask_reports_by_id(store: Rows, ids: Collection[str]) -> Answer[KeptReport]:
    """The reports with these ids, newest first."""
    return _pick(store, reports.QUESTION, "t.id", ids)


def ask_events_by_id(store: Rows, ids: Collection[str]) -> Answer[Event]:
    """The events with these ids, by report and as it tells them."""
    return _pick(store, events.QUESTION, "t.id", ids, _AS_TOLD)


def ask_told(store: Rows, report: str) -> Answer[Event]:
    """The events of a report, as it tells them."""
    return _pick(store, events.QUESTION, "t.document", [report], _AS_TOLD)


def ask_tellings_of(store: Rows, ids: Collection[str]) -> dict[str, str]:
    """The id of the happening that each of some events tells, by the event's id."""
    told = list_values("event", sorted(ids))
    found = store.rows(f"SELECT event, happening FROM telling WHERE {told.sql}", list(told.values))
    return dict(zip(found.column(0).to_pylist(), found.column(1).to_pylist(), strict=True))


def ask_kin(store: Rows, report: str) -> list[Kin]:
    """All other reports that go back to the same text, by id."""
    found = store.rows(
        "SELECT r.id AS report, min(k.why) AS why FROM report r"
        " LEFT JOIN kin k ON k.report = r.id AND k.other = $id OR k.other = r.id AND k.report = $id"
        " WHERE r.root = (SELECT root FROM report WHERE id = $id) AND r.id <> $id GROUP BY r.id ORDER BY r.id",
        {"id": report},
    )
    return [Kin(**row) for row in found.to_pylist()]


def _pick(
    store: Rows,
    question: Question[Record],
    column: str,
    ids: Collection[str],
    wanted: Filter = Filter(),  # noqa: B008 - it is frozen
) -> Answer[Record]:
    clause = list_values(column, sorted(ids))
    return Answer(replace(question, where=lambda _: clause), wanted, store)

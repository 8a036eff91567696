"""A Filter comes in; faults go out: what could not be read or coded, and why."""

from dataclasses import fields

from dragoman.ask.answer import Answer, Key, Question, Rows
from dragoman.ask.clause import Clause, join_all, join_any
from dragoman.ask.filters import Filter
from dragoman.ask.matching import match_phrase
from dragoman.record.fault import Fault
from dragoman.store.reports import lies_in


def _match_faults(wanted: Filter) -> Clause:
    sources = [
        Clause(f"t.document = ? OR {lies_in('t.source')}", (source, *(source.rstrip("/"),) * 2))
        for source in wanted.source
    ]
    return join_all([*([join_any(sources)] if sources else []), *(match_phrase("t.reason", p) for p in wanted.text)])


_SAME = tuple(Key(f"coalesce(t.{name}, '')") for name in ("source", "document", "stage", "kind", "reason"))

QUESTION = Question(
    name="faults",
    record=Fault,
    columns={f.name: f"t.{f.name}" for f in fields(Fault)},
    rows=lambda wanted: Clause("fault t"),  # noqa: ARG005 - all faults
    where=_match_faults,
    orders={"source": _SAME},
)


def ask_faults(store: Rows, wanted: Filter) -> Answer[Fault]:
    """What could not be read or coded; `source` is its file or document, `text` stands in its reason; order: source.

    Raises:
        UsageError: a cursor that there is not.
    """
    return Answer(QUESTION, wanted, store)

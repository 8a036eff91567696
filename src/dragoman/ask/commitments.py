"""A Filter comes in; the commitments that it admits go out, in the state in which they stood on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from dragoman.ask.answer import Rows
from dragoman.ask.clause import Clause, join_all, join_any
from dragoman.ask.filters import Filter
from dragoman.ask.ledger import Sources, read_sources
from dragoman.ask.matching import HAPPENINGS, match_party, match_rows
from dragoman.ledger import keep_ledger
from dragoman.record.arrow import event_schema
from dragoman.record.commitment import Commitment
from dragoman.record.ids import commitment_id
from dragoman.review.states import rule_states

if TYPE_CHECKING:
    import pyarrow as pa

# Of a maker who is only called so it is not sure enough who he is.
PRONOUNS = frozenset({"he", "her", "his", "it", "its", "she", "their", "they", "who"})

# Of sayings less sure than this, hardly more than half are well-formed on real news (docs/ledger.md).
SHOWN = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All commitments as they stood on a day; `made_by` is the happening by which each was made, by its id.

    `since` is the day from which on reports were looked at, None where all were.
    """

    as_of: date
    since: date | None
    entries: tuple[Commitment, ...]
    made_by: Mapping[str, str]


def ask_commitments(store: Rows, wanted: Filter, today: date | None = None) -> list[Commitment]:
    """The commitments that the filter admits; orders: newest, oldest (by the day they were made), due (by deadline),
    changed (whose state changed last first).

    The ledger is made anew of the archive's happenings, so it depends on nothing but the reports up to the day asked for:
    `wanted.as_of`, else `today`, else the day of the last report. Entries whose maker is called by no more than "they", and
    those whose saying is less sure than SHOWN, are left out, unless `wanted.min_confidence` is given. What
    people said of how a commitment stands goes above what reports tell. Filters of events mean the happening by which the commitment was made.
    """
    as_of = wanted.as_of or today or _find_last_day(store)
    return pick_commitments(store, make_ledger(read_sources(store, as_of), as_of), wanted)


def make_ledger(sources: Sources, as_of: date, since: date | None = None) -> Ledger:
    """The whole ledger of what was read: what takes long, and is the same for every filter."""
    kept = keep_ledger(sources.happenings, sources.tellings, sources.remarks, as_of, sources.passages)
    made = {commitment_id(h.id): h for h in sources.happenings}
    kept = rule_states(kept, sources.states, {id: h.events for id, h in made.items()}, as_of)
    return Ledger(as_of=as_of, since=since, entries=tuple(kept), made_by={c.id: made[c.id].id for c in kept})


def pick_commitments(store: Rows, ledger: Ledger, wanted: Filter) -> list[Commitment]:
    """The entries of a ledger that the filter admits, in its order; its `as_of` must be the ledger's, or none."""
    found = [c for c in ledger.entries if _fits(c, wanted)]
    if wanted.min_confidence is None:
        found = [c for c in found if is_named(c) and c.history[0].confidence >= SHOWN]
    admitted = _find_admitted(store, wanted, [ledger.made_by[c.id] for c in found])
    found = [c for c in found if ledger.made_by[c.id] in admitted]
    return _order(found, wanted.order or "newest")[: wanted.limit]


def _find_last_day(store: Rows) -> date:
    day: date | None = store.rows("SELECT max(published) AS day FROM report").column("day")[0].as_py()
    return day or date.max


def _find_admitted(store: Rows, wanted: Filter, happenings: Sequence[str]) -> set[str]:
    """Those of some happenings that the filter admits."""
    parties: list[Clause] = []
    for role, whom in (("actor", wanted.by), ("recipient", wanted.to)):
        if whom:
            parties.append(join_any(match_party(role, who, HAPPENINGS) for who in whom))
    where = join_all([match_rows(wanted, HAPPENINGS), *parties])
    rows = store.rows(
        f"SELECT t.id FROM happening t WHERE t.id IN (SELECT unnest(?::VARCHAR[])) AND {where.sql}",
        [list(happenings), *where.values],
    )
    return set(rows.column("id").to_pylist())


def is_named(commitment: Commitment) -> bool:
    """Whether its makers are known by more than "they": whom a pronoun stands for is often wrong, and then so is the entry."""
    named = [a for a in commitment.by if a.entity_text.lower() not in PRONOUNS]
    return len(named) == len(commitment.by) and any(a.code for a in named)


def _fits(commitment: Commitment, wanted: Filter) -> bool:
    due = commitment.deadline.date if commitment.deadline is not None else None
    return (
        (not wanted.kind or commitment.kind in wanted.kind)
        and (not wanted.state or commitment.state in wanted.state)
        and (wanted.due_before is None or (due is not None and due < wanted.due_before))
    )


def _order(found: Sequence[Commitment], order: str) -> list[Commitment]:
    if order == "due":
        return sorted(found, key=lambda c: (c.deadline.date if c.deadline and c.deadline.date else date.max, c.id))
    if order == "changed":
        return sorted(found, key=lambda c: (c.state_since or c.made_on or date.min, c.id), reverse=True)
    ordered = sorted(found, key=lambda c: (c.made_on or date.min, c.id))
    return ordered[::-1] if order == "newest" else ordered


def make_ledger_table(commitments: Sequence[Commitment]) -> "pa.Table":
    """Commitments as Arrow rows, field for field and in the order of record.md."""
    import pyarrow as pa

    rows = [msgspec.to_builtins(commitment, builtin_types=(date,)) for commitment in commitments]
    return pa.Table.from_pylist(rows, schema=_make_schema())


def _make_schema() -> "pa.Schema":
    import pyarrow as pa

    like = {f.name: f.type for f in event_schema()}
    text, whole, day, real = pa.string(), pa.int64(), pa.date32(), pa.float64()
    quote = pa.struct([("text", text), ("document", text), ("start", whole), ("end", whole)])
    change = [("state", text), ("since", day), ("events", pa.list_(text)), ("confidence", real), ("why", text)]
    expects = [("event", text), ("mode", text), ("actor", like["actor"]), ("recipient", like["recipient"])]
    expects += [("object", like["trigger"]), ("negated", pa.bool_()), ("due", day)]
    fields = [("id", text), ("kind", text), ("by", like["actor"]), ("to", like["recipient"]), ("content", quote)]
    fields += [("condition", quote), ("deadline", pa.struct([("text", text), ("date", day)])), ("made_on", day)]
    fields += [("attribution", like["attribution"]), ("expects", pa.struct(expects)), ("state", text)]
    fields += [("state_since", day), ("history", pa.list_(pa.struct(change))), ("reports", pa.list_(text))]
    return pa.schema([*fields, ("events", pa.list_(text)), ("confidence", real)])

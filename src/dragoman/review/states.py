"""Commitments come in as reports tell them; they go out as people say that they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.record.commitment import Change, Commitment
from dragoman.record.review import StateRuling


def rule_states(
    commitments: Iterable[Commitment],
    rulings: Sequence[StateRuling],
    made_by: Mapping[str, Sequence[str]],
    as_of: date,
) -> list[Commitment]:
    """Let the last word of a person on a commitment stand, from its day on; what reports tell stays in the history before it.

    Args:
        commitments: as the ledger keeps them.
        rulings: what people say, in the order in which they said it.
        made_by: the events by which each commitment was made, by its id.
        as_of: the day as of which the ledger is asked; what holds from a later day is left out.
    """
    said = [ruling for ruling in rulings if ruling.since is None or ruling.since <= as_of]
    return [_rule(c, [r for r in said if not set(r.events).isdisjoint(made_by.get(c.id, ()))]) for c in commitments]


def _rule(commitment: Commitment, rulings: Sequence[StateRuling]) -> Commitment:
    if not rulings:
        return commitment
    changes = tuple(
        Change(
            state=r.state,
            since=r.since,
            events=(),
            confidence=1.0,
            why=f"{r.by}: {r.why}" if r.why else f"{r.by} says so",
        )
        for r in rulings
    )
    last = changes[-1]
    return replace(commitment, state=last.state, state_since=last.since, history=(*commitment.history, *changes))

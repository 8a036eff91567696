"""Tellings come in as they were joined; they go out as people say that they belong together, or apart.

What people say stands on top of what is joined: it is asked anew each time, so that it holds for reports that come later, and leaves
no trace when it is taken back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.reconcile.gist import Gist
from dragoman.reconcile.when import KINDS
from dragoman.record.review import Regroup


@dataclass(slots=True, eq=False)
class Gathered:
    """The tellings of one happening, in order; `block` and `kind` say by which day they were joined."""

    block: str
    kind: str
    gists: list[Gist]


def regroup_events(groups: Iterable[Gathered], rulings: Sequence[Regroup]) -> list[Gathered]:
    """Follow the rulings one after the other, the last word standing; without any the groups are given as they are.

    A merge joins the groups in which its events stand, as long as they are of one type and status; the surest day counts. A split
    takes its events out of each group that holds others too. Events that are in no group are passed over.
    """
    parted = list(groups)
    for ruling in rulings:
        named = frozenset(ruling.events)
        touched = [g for g in parted if not named.isdisjoint(_list_ids(g))]
        if ruling.action == "merge":
            parted = _merge(parted, touched)
        else:
            parted = [part for g in parted for part in (_split(g, named) if g in touched else [g])]
    return parted


def _list_ids(group: Gathered) -> list[str]:
    return [gist.telling.event.id for gist in group.gists]


def _merge(groups: list[Gathered], touched: list[Gathered]) -> list[Gathered]:
    if not touched:
        return groups
    lead = min(touched, key=lambda g: (KINDS.index(g.kind), g.gists[0].order))
    joined = [g for g in touched if _name_act(g) == _name_act(lead)]
    gists = sorted((gist for g in joined for gist in g.gists), key=lambda gist: gist.order)
    whole = Gathered(lead.block, lead.kind, gists)
    return [whole if g is lead else g for g in groups if g is lead or g not in joined]


def _name_act(group: Gathered) -> tuple[str, str]:
    event = group.gists[0].telling.event
    return event.event, event.status


def _split(group: Gathered, named: frozenset[str]) -> list[Gathered]:
    out = [gist for gist in group.gists if gist.telling.event.id in named]
    rest = [gist for gist in group.gists if gist.telling.event.id not in named]
    return [Gathered(group.block, group.kind, gists) for gists in (rest, out) if gists]

"""Seated tellings come in; the happenings as people say that they belong together, or apart, go out.

What people say stands on top of what is joined: it is asked anew each time, so that it holds for reports that come later, and leaves
no trace when it is taken back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.reconcile.gist import Gist
from dragoman.reconcile.happen import make_happening
from dragoman.reconcile.join import Seated
from dragoman.reconcile.when import KINDS
from dragoman.record.happening import Happening
from dragoman.record.review import Regroup


@dataclass(slots=True, eq=False)
class Gathered:
    """The tellings of one happening, in order; `day` and `kind` are those by which they were joined."""

    day: date
    kind: str
    gists: list[Gist]


def regroup_tellings(seated: Iterable[Seated], rulings: Sequence[Regroup]) -> list[Happening]:
    """Follow the rulings one after the other, the last word standing; without any the happenings are as they were joined.

    A merge joins the groups in which its events stand, as long as they are of one type and status; the surest day counts. A split
    takes its events out of each group that holds others too. Events that are in no group are passed over.

    Args:
        seated: all tellings of some happenings as they were joined: of all in which an event of a ruling sits.
        rulings: in the order in which they were made.
    """
    groups = list(_gather(seated))
    for ruling in rulings:
        named = frozenset(ruling.events)
        touched = [g for g in groups if not named.isdisjoint(_list_ids(g))]
        if ruling.action == "merge":
            groups = _merge(groups, touched)
        else:
            groups = [part for g in groups for part in (_split(g, named) if g in touched else [g])]
    return [make_happening(group.gists, group.day, group.kind) for group in groups]


def _gather(seated: Iterable[Seated]) -> Iterator[Gathered]:
    told: dict[str, list[Seated]] = defaultdict(list)
    for one in seated:
        told[one.seat.head].append(one)
    for head, some in told.items():
        heart = next(one.seat for one in some if one.seat.event == head)
        yield Gathered(heart.last, heart.kind, sorted((one.gist for one in some), key=lambda gist: gist.order))


def _list_ids(group: Gathered) -> list[str]:
    return [gist.telling.event.id for gist in group.gists]


def _merge(groups: list[Gathered], touched: list[Gathered]) -> list[Gathered]:
    if not touched:
        return groups
    lead = min(touched, key=lambda g: (KINDS.index(g.kind), g.gists[0].order))
    joined = [g for g in touched if _name_act(g) == _name_act(lead)]
    gists = sorted((gist for g in joined for gist in g.gists), key=lambda gist: gist.order)
    whole = Gathered(lead.day, lead.kind, gists)
    return [whole if g is lead else g for g in groups if g is lead or g not in joined]


def _name_act(group: Gathered) -> tuple[str, str]:
    event = group.gists[0].telling.event
    return event.event, event.status


def _split(group: Gathered, named: frozenset[str]) -> list[Gathered]:
    out = [gist for gist in group.gists if gist.telling.event.id in named]
    rest = [gist for gist in group.gists if gist.telling.event.id not in named]
    return [Gathered(group.day, group.kind, gists) for gists in (rest, out) if gists]

"""Gists come in; groups of them go out: each group tells one happening, as far as pairs of tellings speak for it."""

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush

from dragoman.reconcile.gist import Gist

# Two gists → how much speaks for one happening behind them; None where there cannot be one.
Weigh = Callable[[Gist, Gist], float | None]
Group = tuple[Gist, ...]


def group_gists(gists: Sequence[Gist], weigh: Weigh) -> list[Group]:
    """Group by average link: again and again the two groups are joined for which most speaks, as long as it is above 0.

    Groups that hold two gists between which there cannot be one happening are never joined. The result does not depend on
    the order of the gists: they are sorted first, and of equals the earlier are joined. n gists take n² log n steps at most.
    """
    groups: list[Group] = [(g,) for g in sorted(gists, key=lambda g: g.order)]
    pulls: list[dict[int, float]] = [{} for _ in groups]
    waiting: list[tuple[float, int, int]] = []
    for b in range(len(groups)):
        for a in range(b):
            weight = weigh(groups[a][0], groups[b][0])
            if weight is not None:
                pulls[a][b] = pulls[b][a] = weight
                if weight > 0:
                    waiting.append((-weight, a, b))
    heapify(waiting)
    while waiting:
        weight, a, b = heappop(waiting)
        if pulls[a].get(b) == -weight:  # else one of the two has been joined since
            pulls[a] = _join_pulls(pulls, a, b, len(groups[a]), len(groups[b]))
            groups[a], groups[b], pulls[b] = groups[a] + groups[b], (), {}
            for c, pull in pulls[a].items():
                pulls[c][a] = pull
                if pull > 0:
                    heappush(waiting, (-pull, min(a, c), max(a, c)))
    return [tuple(sorted(g, key=lambda gist: gist.order)) for g in groups if g]


def _join_pulls(pulls: list[dict[int, float]], a: int, b: int, size_a: int, size_b: int) -> dict[int, float]:
    """The pulls of group a after group b has gone into it: means by size; where either cannot be joined, neither can both."""
    joined = {}
    for c in (pulls[a].keys() | pulls[b].keys()) - {a, b}:
        one, other = pulls[a].get(c), pulls[b].get(c)
        pulls[c].pop(a, None)
        pulls[c].pop(b, None)
        if one is not None and other is not None:
            joined[c] = (one * size_a + other * size_b) / (size_a + size_b)
    return joined


def weigh_groups(one: Group, other: Group, weigh: Weigh) -> float | None:
    """How much speaks for joining two groups: the mean over their pairs; None where any pair cannot be joined."""
    total = 0.0
    for a in one:
        for b in other:
            weight = weigh(a, b)
            if weight is None:
                return None
            total += weight
    return total / (len(one) * len(other))

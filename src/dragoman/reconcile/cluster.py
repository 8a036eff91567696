"""Gists come in; groups of them go out: each group tells one happening, as far as pairs of tellings speak for it."""

from collections.abc import Callable, Sequence

from dragoman.reconcile.gist import Gist

# Two gists → how much speaks for one happening behind them; None where there cannot be one.
Weigh = Callable[[Gist, Gist], float | None]
Group = tuple[Gist, ...]


def group_gists(gists: Sequence[Gist], weigh: Weigh) -> list[Group]:
    """Group by average link: again and again the two groups are joined for which most speaks, as long as it is above 0.

    Groups that hold two gists between which there cannot be one happening are never joined. The result does not depend on
    the order of the gists: they are sorted first, and of equals the earlier are joined.
    """
    groups: list[Group] = [(g,) for g in sorted(gists, key=lambda g: g.order)]
    pull = {
        (a, b): weight
        for b in range(len(groups))
        for a in range(b)
        if (weight := weigh(groups[a][0], groups[b][0])) is not None
    }
    while True:
        best = max(((w, -a, -b) for (a, b), w in pull.items() if w > 0), default=None)
        if best is None:
            return [g for g in groups if g]
        a, b = -best[1], -best[2]
        pull = _join_pull(pull, a, b, len(groups[a]), len(groups[b]))
        groups[a] = tuple(sorted(groups[a] + groups[b], key=lambda g: g.order))
        groups[b] = ()


def _join_pull(
    pull: dict[tuple[int, int], float], a: int, b: int, size_a: int, size_b: int
) -> dict[tuple[int, int], float]:
    """The pulls between groups after group b has gone into group a; a pull that either lacks is lacking then."""
    joined = {}
    for (x, y), weight in pull.items():
        if b in (x, y):
            continue
        if a not in (x, y):
            joined[x, y] = weight
            continue
        third = y if x == a else x
        other = pull.get((min(b, third), max(b, third)))
        if other is not None:
            joined[x, y] = (weight * size_a + other * size_b) / (size_a + size_b)
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

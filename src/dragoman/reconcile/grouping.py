"""Gists of one kind come in, and who of them comes and goes; the groups that are no more, and those that are new, go out."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from dragoman.reconcile.cell import Cell, reach_all
from dragoman.reconcile.cluster import Group, group_gists, weigh_groups
from dragoman.reconcile.compare import weigh_pair
from dragoman.reconcile.gist import Gist


class Weights:
    """What speaks for one happening behind two gists (compare.py), worked out once for each pair."""

    def __init__(self) -> None:
        self._known: dict[tuple[Gist, Gist], float | None] = {}

    def weigh(self, one: Gist, other: Gist) -> float | None:
        """As weigh_pair."""
        pair = one, other
        if pair not in self._known:
            self._known[pair] = self._known[other, one] = weigh_pair(one, other)
        return self._known[pair]

    def attract(self, one: Gist, other: Gist) -> bool:
        """Whether more speaks for one happening than against it."""
        weight = self.weigh(one, other)
        return weight is not None and weight > 0

    def choose(self, group: Group, hosts: Iterable[Group]) -> Group | None:
        """The host for which most speaks, None where too little speaks for any; of equals the latest."""
        weighed = [
            (weight, host[0].when.kind, host[0].when.last, host[0].order, host)
            for host in hosts
            if (weight := weigh_groups(group, host, self.weigh)) is not None and weight > 0
        ]
        return max(weighed, key=lambda w: w[:4])[4] if weighed else None


class Grouping:
    """The gists of one kind, parted by day (`part` names the cell of each), those that leave among them; and their groups.

    `of` gives the group of each gist that has one.
    """

    def __init__(self, weights: Weights, part: Callable[[Gist], Hashable]) -> None:
        self._weights = weights
        self._part = part
        self._cells: dict[Hashable, Cell] = defaultdict(Cell)
        self.of: dict[Gist, Group] = {}

    def put(self, gists: Iterable[Gist]) -> None:
        """Put gists in, as yet without a group."""
        for gist in gists:
            self._cells[self._part(gist)].put(gist)

    def found(self, group: Group) -> None:
        """Let gists be a group."""
        for gist in group:
            self.of[gist] = group

    def list_attracted(self, gist: Gist, cells: Iterable[Hashable]) -> Iterator[Gist]:
        """All gists of some cells that are drawn to one; some more than once."""
        for name in cells:
            if name in self._cells:
                yield from (g for g in self._cells[name].near(gist) if self._weights.attract(gist, g))

    def list_groups(self, group: Group, cells: Iterable[Hashable]) -> set[Group]:
        """The groups of some cells of which a member is drawn to a member of one."""
        names = tuple(cells)
        return {self.of[g] for gist in group for g in self.list_attracted(gist, names) if g in self.of}

    def regroup(self, seeds: Iterable[Gist], stays: Callable[[Gist], bool]) -> tuple[set[Group], set[Group]]:
        """Group anew what hangs together with some gists; gives the groups that are no more, and the new ones.

        `stays` says whether a gist is to be in a group from now on; the others leave theirs.
        """

        def list_near(gist: Gist) -> Iterator[Gist]:
            yield from self.of.get(gist, ())
            near = self.list_attracted(gist, (self._part(gist),))
            yield from (g for g in near if g in self.of or stays(g))

        parts: dict[Hashable, list[Gist]] = defaultdict(list)
        for gist in reach_all(seeds, list_near):
            parts[self._part(gist)].append(gist)
        left, made = set[Group](), set[Group]()
        for part in parts.values():
            left |= {self.of.pop(g) for g in part if g in self.of}
            made |= set(group_gists([g for g in part if stays(g)], self._weights.weigh))
        for group in made:
            self.found(group)
        return left - made, made - left

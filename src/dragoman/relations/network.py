"""Happenings come in; a signed network goes out: who is how with whom, which groups hold together, and how balanced it is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.ask.pairs import Pair
from dragoman.record.happening import Happening
from dragoman.record.mention import Actor
from dragoman.relations.parties import list_pairs, name_apart, name_state

if TYPE_CHECKING:
    from networkx import Graph

# What a node stands for.
NODES: Mapping[str, Callable[[Actor], str]] = {"state": name_state, "actor": name_apart}
# Passes over all nodes in the search for two camps; it mostly rests after three.
PASSES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """How two nodes are with each other, both directions together; `first` comes before `second` in the alphabet.

    `weight` is the sum of scale times confidence over their happenings, `cooperation` and `conflict` its positive and its
    negative part.
    """

    first: str
    second: str
    weight: float
    cooperation: float
    conflict: float
    happenings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A state or actor: with how many others it has a tie, its happenings and the sum of its edges' weights, and its community.

    Communities are numbered from 1, the largest first; 0 is who holds together with nobody.
    """

    name: str
    ties: int
    happenings: int
    weight: float
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How far friends of friends are friends: of all triangles, how many have an even number of hostile ties.

    `frustration` is how many ties do not fit any division into two camps (friendly within, hostile between): at least
    `frustration_least`, at most `frustration_most`, a division that was found.
    """

    triangles: int
    balanced: int
    frustration_least: int
    frustration_most: int

    @property
    def share(self) -> float | None:
        """The share of balanced triangles, None where there is none."""
        return self.balanced / self.triangles if self.triangles else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes by weight of their ties, edges strongest first, and the balance of the whole."""

    by: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    balance: Balance


def make_network(happenings: Iterable[Happening], by: str = "state", least: int = 1) -> Network:
    """The signed network of some happenings, which may come in any order; `least` is how many happenings make a tie.

    Ties within one node ("state": among parties of one country) are left out.
    """
    return link_nodes(_make_edges(happenings, NODES[by], least), by)


def link_pairs(pairs: Iterable[Pair], by: str) -> Network:
    """The network of pairs that an archive has added up (`ask_pairs`): as `make_network`, and much faster over many happenings."""
    edges = [
        Edge(
            first=p.first,
            second=p.second,
            weight=round(p.cooperation + p.conflict, 4),
            cooperation=p.cooperation,
            conflict=p.conflict,
            happenings=p.happenings,
        )
        for p in pairs
    ]
    return link_nodes(tuple(sorted(edges, key=lambda e: (-abs(e.weight), e.first, e.second))), by)


def link_nodes(edges: tuple[Edge, ...], by: str) -> Network:
    """The network of some edges, which come strongest first."""
    graph = make_graph(edges)
    members = find_communities(graph)
    touching: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        touching[edge.first].append(edge)
        touching[edge.second].append(edge)
    nodes = [
        Node(
            name=name,
            ties=len(own),
            happenings=sum(e.happenings for e in own),
            weight=round(sum(e.weight for e in own), 4),
            community=members.get(name, 0),
        )
        for name, own in touching.items()
    ]
    return Network(
        by=by,
        nodes=tuple(sorted(nodes, key=lambda n: (-n.happenings, n.name))),
        edges=edges,
        balance=measure_balance(graph),
    )


def _make_edges(happenings: Iterable[Happening], name: Callable[[Actor], str], least: int) -> tuple[Edge, ...]:
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for happening in happenings:
        pairs = {tuple(sorted((name(a), name(b)))) for a, b in list_pairs(happening)}
        for first, second in sorted(pairs):
            if first != second:
                values[first, second].append(happening.event_scale * happening.confidence)
    edges = []
    for (first, second), found in values.items():
        # Sorted before they are added up: sums of floats depend on the order in their last digits.
        good, bad = (round(sum(sorted(v for v in found if v * side > 0), 0.0), 4) for side in (1, -1))
        if len(found) >= least:
            weight = round(good + bad, 4)
            edges.append(
                Edge(first=first, second=second, weight=weight, cooperation=good, conflict=bad, happenings=len(found))
            )
    return tuple(sorted(edges, key=lambda e: (-abs(e.weight), e.first, e.second)))


def make_graph(edges: Iterable[Edge]) -> "Graph":
    """The network as a networkx graph: undirected, nodes and edges in alphabetical order, whatever order they come in."""
    import networkx as nx

    graph = nx.Graph()
    ordered = sorted(edges, key=lambda e: (e.first, e.second))
    graph.add_nodes_from(sorted({name for e in ordered for name in (e.first, e.second)}))
    for e in ordered:
        graph.add_edge(
            e.first,
            e.second,
            weight=e.weight,
            sign=sign(e.weight),
            cooperation=e.cooperation,
            conflict=e.conflict,
            happenings=e.happenings,
        )
    return graph


def sign(weight: float) -> int:
    """1 friendly, -1 hostile, 0 neither."""
    return (weight > 0) - (weight < 0)


def find_communities(graph: "Graph") -> dict[str, int]:
    """Who holds together: communities of greatest modularity (Clauset, Newman and Moore 2004) over the friendly ties alone."""
    import networkx as nx

    friendly = nx.Graph()
    friendly.add_weighted_edges_from((a, b, w) for a, b, w in graph.edges(data="weight") if w > 0)
    if not friendly.edges:
        return {}
    found = nx.community.greedy_modularity_communities(friendly, weight="weight")
    ordered = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return {name: number for number, group in enumerate(ordered, 1) for name in group}


def measure_balance(graph: "Graph") -> Balance:
    """Balance and frustration of the ties that are friendly or hostile."""
    signs = {(a, b): s for a, b, s in graph.edges(data="sign") if s}
    around: dict[str, dict[str, int]] = defaultdict(dict)
    for (a, b), s in sorted(signs.items()):
        around[a][b] = around[b][a] = s
    triangles = balanced = least = 0
    used: set[tuple[str, str]] = set()
    for (a, b), s in sorted(signs.items()):
        for c in sorted(around[a].keys() & around[b].keys()):
            if not a < b < c:
                continue
            triangles += 1
            even = s * around[a][c] * around[b][c] > 0
            balanced += even
            sides = {(a, b), (a, c), (b, c)}
            # Each of some triangles that share no tie needs a tie of its own to be given up.
            if not even and not sides & used:
                used |= sides
                least += 1
    most = _part_camps(around, signs)
    return Balance(triangles=triangles, balanced=balanced, frustration_least=least, frustration_most=most)


def _part_camps(around: Mapping[str, Mapping[str, int]], signs: Mapping[tuple[str, str], int]) -> int:
    """Ties that do not fit the best division into two camps that was found: each node goes where more of its ties fit, until all rest."""
    camp: dict[str, int] = {}
    for name in sorted(around, key=lambda n: (-len(around[n]), n)):
        camp[name] = 1 if sum(s * camp.get(other, 0) for other, s in around[name].items()) >= 0 else -1
    for _ in range(PASSES):
        moved = False
        for name in sorted(around):
            if camp[name] * sum(s * camp[other] for other, s in around[name].items()) < 0:
                camp[name], moved = -camp[name], True
        if not moved:
            break
    return sum(s * camp[a] * camp[b] < 0 for (a, b), s in signs.items())

"""A Network comes in; it goes out as rows, as GraphML, as a picture, and as a page that holds the picture and the tables."""

from collections.abc import Iterable
from math import log2, sqrt
from typing import TYPE_CHECKING, Any, BinaryIO

from markupsafe import Markup

from dragoman.export.leaf import write_leaf
from dragoman.export.plates import FRIENDLY, HOSTILE, make_inline
from dragoman.relations.network import Balance, Edge, Network, Node, make_graph, sign
from dragoman.relations.parties import spell_code
from dragoman.relations.summary import tell_scale

if TYPE_CHECKING:
    import pyarrow as pa
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# So many nodes, those of most happenings, and so many edges, the strongest among these, are drawn: more would be a ball of wool.
DRAWN, LINES = 30, 90
# A name is cut to so many letters in the picture.
LONG = 24
# So many rows stand in each table of the page.
ROWS = 60
# The shape of a community's nodes, the largest first; the rest, and who belongs to none, share the last.
SHAPES = (("o", "group 1"), ("s", "group 2"), ("^", "group 3"), ("D", "group 4"), ("v", "group 5"), ("h", "others"))
# How far apart friends and foes are wished to stand.
NEAR, FAR = 1.0, 1.7
KINDS = {1: "friendly", -1: "hostile", 0: "even"}


def list_rows(network: Network) -> list[dict[str, Any]]:
    """A row for each edge, strongest first."""
    return [
        {
            "first": edge.first,
            "second": edge.second,
            "kind": KINDS[sign(edge.weight)],
            "weight": edge.weight,
            "cooperation": edge.cooperation,
            "conflict": edge.conflict,
            "happenings": edge.happenings,
        }
        for edge in network.edges
    ]


def make_edge_table(network: Network) -> "pa.Table":
    """The rows of `list_rows` as Arrow."""
    import pyarrow as pa

    words, numbers = ("first", "second", "kind"), ("weight", "cooperation", "conflict")
    types = {**dict.fromkeys(words, pa.string()), **dict.fromkeys(numbers, pa.float64()), "happenings": pa.int64()}
    return pa.Table.from_pylist(list_rows(network), schema=pa.schema(types))


def tell_balance(balance: Balance) -> str:
    """The balance of a network in one line."""
    if balance.share is None:
        triads = "no three all have ties with each other"
    else:
        triads = f"{balance.balanced} of {balance.triangles} triads are balanced ({balance.share:.0%})"
    least, most = balance.frustration_least, balance.frustration_most
    bounds = f"{least}" if least == most else f"{least} to {most}"
    return f"{triads}; {bounds} ties fit no division into two camps"


def write_network_graphml(network: Network, out: BinaryIO) -> None:
    """Write the whole network as GraphML: ties with weight, sign (1, -1, 0), cooperation, conflict and happenings; nodes with their community."""
    import networkx as nx

    graph = make_graph(network.edges)
    for node in network.nodes:
        # No name that ties have, too: the ids of a GraphML file's keys must differ.
        facts = {"community": node.community, "takes_part": node.happenings, "name": _tidy(spell_code(node.name))}
        graph.nodes[node.name].update(facts)
    clean = nx.relabel_nodes(graph, {name: _tidy(name) for name in graph})
    nx.write_graphml_xml(clean, out, named_key_ids=True)


def _tidy(text: str) -> str:
    """The text without the control characters that XML forbids."""
    return "".join(c for c in text if c.isprintable())


def draw_network(network: Network) -> "Figure":
    """The weightiest part of the network: whole blue lines are friendly, broken orange ones hostile; a shape for each community."""
    from matplotlib.figure import Figure

    nodes, edges = pick_drawn(network)
    figure = Figure(figsize=(9.0, 8.0), layout="constrained")
    axes = figure.subplots()
    axes.set_axis_off()
    axes.margins(0.12)
    places = place_nodes(sorted(nodes), edges)
    heaviest = max((abs(e.weight) for e in edges), default=1.0)
    for edge in sorted(edges, key=lambda e: (abs(e.weight), e.first, e.second)):
        colour, line = FRIENDLY if edge.weight > 0 else HOSTILE
        (x1, y1), (x2, y2) = places[edge.first], places[edge.second]
        width = 0.7 + 3.8 * sqrt(abs(edge.weight) / heaviest)
        axes.plot([x1, x2], [y1, y2], color=colour, linestyle=line, linewidth=width, alpha=0.75, zorder=1)
    for number, (shape, _) in enumerate(SHAPES, 1):
        own = [n for n in nodes.values() if pick_shape(n) == number]
        sizes = [90 + 55 * log2(1 + n.happenings) for n in own]
        xs, ys = [places[n.name][0] for n in own], [places[n.name][1] for n in own]
        axes.scatter(xs, ys, s=sizes, marker=shape, facecolor="#ffffff", edgecolor="#222222", linewidth=1.2, zorder=2)
    _write_names(axes, places)
    _write_legend(figure, {pick_shape(n) for n in nodes.values()})
    return figure


def pick_drawn(network: Network) -> tuple[dict[str, Node], list[Edge]]:
    """The nodes that a picture shows, by name, and the ties between them, strongest first."""
    known = {n.name: n for n in network.nodes[:DRAWN]}
    edges = [e for e in network.edges if e.first in known and e.second in known and sign(e.weight)][:LINES]
    return {name: known[name] for name in sorted({name for e in edges for name in (e.first, e.second)})}, edges


def pick_shape(node: Node) -> int:
    """Which of SHAPES a node has, counted from 1."""
    return min(node.community or len(SHAPES), len(SHAPES))


def name_node(name: str) -> str:
    """A node's name as it stands in a picture: without its code, which stands in the tables, and cut where it is long."""
    short = name.rpartition(" [")[0] or name
    return short if len(short) <= LONG else f"{short[: LONG - 1]}…"


def place_nodes(names: list[str], edges: Iterable[Edge]) -> dict[str, tuple[float, float]]:
    """Where each node stands: friends near each other, foes apart; the same network gives the same picture."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(names)
    for e in sorted(edges, key=lambda e: (e.first, e.second)):
        graph.add_edge(e.first, e.second, length=NEAR if e.weight > 0 else FAR)
    hubs = [max(sorted(part), key=graph.degree) for part in nx.connected_components(graph)]
    first = max(hubs, key=lambda name: (graph.degree(name), name), default=None)
    # What hangs together with nothing else is put at some distance from the rest; no line is drawn for it.
    graph.add_edges_from(((first, hub) for hub in hubs if hub != first), length=FAR)
    found = nx.kamada_kawai_layout(graph, weight="length")
    return {name: (float(x), float(y)) for name, (x, y) in found.items()}


def _write_names(axes: "Axes", places: dict[str, tuple[float, float]]) -> None:
    for name, (x, y) in sorted(places.items()):
        axes.annotate(
            name_node(name),
            (x, y),
            xytext=(0, 11),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8,
            fontweight="bold",
            bbox={"boxstyle": "round,pad=0.1", "facecolor": "#ffffff", "edgecolor": "none", "alpha": 0.8},
            zorder=3,
        )


def _write_legend(figure: "Figure", numbers: set[int]) -> None:
    from matplotlib.lines import Line2D

    looks = (("friendly", FRIENDLY), ("hostile", HOSTILE))
    handles = [
        Line2D([], [], color=colour, linestyle=line, linewidth=2.5, label=label) for label, (colour, line) in looks
    ]
    plain: dict[str, Any] = {"linestyle": "", "markerfacecolor": "#ffffff", "markeredgecolor": "#222222"}
    shapes = [shape for number, shape in enumerate(SHAPES, 1) if number in numbers]
    handles += [Line2D([], [], marker=shape, label=word, **plain) for shape, word in shapes]
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False)


def write_network_page(network: Network, title: str, out: BinaryIO) -> None:
    """Write one page: the picture, and beside it the ties and the nodes as tables."""
    groups: dict[int, list[str]] = {}
    for node in sorted(network.nodes, key=lambda n: n.name):
        groups.setdefault(node.community, []).append(spell_code(node.name))
    write_leaf(
        "network",
        out,
        title=title,
        network=network,
        drawn=min(DRAWN, len(network.nodes)),
        rows=ROWS,
        picture=Markup(make_inline(lambda: draw_network(network))) if network.edges else "",
        groups=[(number, names) for number, names in sorted(groups.items()) if number],
        balance=tell_balance(network.balance),
        kinds={edge: KINDS[sign(edge.weight)] for edge in network.edges[:ROWS]},
        scale=tell_scale,
        spell=spell_code,
    )

"""A Network comes in; a Picture goes out: who is how with whom, each node leading to its page and each tie to the two."""

from collections.abc import Callable, Iterable, Mapping
from math import cos, log2, pi, sin, sqrt

from markupsafe import Markup

from dragoman.export.network import DRAWN, KINDS, SHAPES, name_node, pick_drawn, pick_shape, place_nodes
from dragoman.relations.network import Edge, Network, Node, sign
from dragoman.relations.parties import spell_code
from dragoman.relations.summary import tell_scale
from dragoman.serve.pictures.picture import Cell, Picture, draw, draw_line, frame, link, write_text

# Names stand on both sides of a node, so that more is left free at the sides than above.
_WIDTH, _HEIGHT, _SIDE, _END = 900.0, 720.0, 95.0, 36.0
# The corners of each shape as angles in turns from the top, and None for a circle; as SHAPES of export/network.
_CORNERS: Mapping[int, tuple[float, ...] | None] = {
    1: None,
    2: (1 / 8, 3 / 8, 5 / 8, 7 / 8),
    3: (0, 1 / 3, 2 / 3),
    4: (0, 1 / 4, 1 / 2, 3 / 4),
    5: (1 / 2, 1 / 6, 5 / 6),
    6: tuple(n / 6 for n in range(6)),
}

NodeLead = Callable[[str], str | None]
EdgeLead = Callable[[str, str], str | None]


def draw_ties(
    network: Network, table: Iterable[Edge], lead: NodeLead, lead_two: EdgeLead, name: str = "network"
) -> Picture:
    """The weightiest part of the network; the table has the ties of `table`, in its order.

    Whole lines are friendly and broken ones hostile; a shape is a group that holds together.
    """
    nodes, edges = pick_drawn(network)
    title = f"The {min(DRAWN, len(nodes))} of most happenings, and their ties"
    description = (
        "Whole lines are friendly and broken ones hostile, the thicker the stronger; a shape is a group that holds together, "
        "and the larger it is, the more happenings. Nodes lead to their pages, lines to the two; the table has the same links."
    )
    places = _spread(place_nodes(sorted(nodes), edges)) if nodes else {}
    heaviest = max((abs(e.weight) for e in edges), default=1.0)
    drawn = [_draw_edge(e, places, heaviest, lead_two) for e in sorted(edges, key=lambda e: abs(e.weight))]
    drawn += [_draw_node(node, *places[node.name], lead) for node in nodes.values()]
    drawn += _draw_legend({pick_shape(n) for n in nodes.values()})
    return Picture(
        name=name,
        title=title,
        description=description,
        svg=frame(name, title, description, (_WIDTH, _HEIGHT), drawn, "wide"),
        columns=("tie", "", "kind", "weight", "cooperation", "conflict", "happenings"),
        rows=tuple(_list_cells(edge, lead, lead_two) for edge in table),
    )


def _spread(places: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The layout on the whole sheet, each side by itself."""
    xs, ys = ([p[side] for p in places.values()] for side in (0, 1))
    wide, tall = (max(max(one) - min(one), 1e-9) for one in (xs, ys))
    return {
        name: (
            _SIDE + (x - min(xs)) / wide * (_WIDTH - 2 * _SIDE),
            _END + (y - min(ys)) / tall * (_HEIGHT - 3 * _END),
        )
        for name, (x, y) in places.items()
    }


def _draw_edge(edge: Edge, places: Mapping[str, tuple[float, float]], heaviest: float, lead: EdgeLead) -> Markup:
    (x1, y1), (x2, y2) = places[edge.first], places[edge.second]
    kind = KINDS[sign(edge.weight)]
    told = f"{spell_code(edge.first)} and {spell_code(edge.second)}: {kind}, {tell_scale(edge.weight)} over {edge.happenings}"
    wide = 0.8 + 4.0 * sqrt(abs(edge.weight) / heaviest)
    line = draw("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=f"tie {kind}", stroke_width=wide)
    return link(lead(edge.first, edge.second), told, line)


def _draw_node(node: Node, x: float, y: float, lead: NodeLead) -> Markup:
    size = 5 + 1.6 * log2(1 + node.happenings)
    told = f"{spell_code(node.name)}: {node.ties} ties, {node.happenings} happenings, group {node.community or 'none'}"
    words = write_text(x, y - size - 5, name_node(node.name), "middle", "name")
    return link(lead(node.name), told, _draw_shape(pick_shape(node), x, y, size), words)


def _draw_shape(number: int, x: float, y: float, size: float) -> Markup:
    corners = _CORNERS[number]
    if corners is None:
        return draw("circle", cx=x, cy=y, r=size, class_="node")
    points = " ".join(f"{x + size * sin(2 * pi * a):.1f},{y - size * cos(2 * pi * a):.1f}" for a in corners)
    return draw("polygon", points=points, class_="node")


def _draw_legend(numbers: set[int]) -> list[Markup]:
    y, x, drawn = _HEIGHT - 16.0, 10.0, list[Markup]()
    for kind in ("friendly", "hostile"):
        drawn += [draw_line(x, y - 4, x + 30, y - 4, f"tie {kind} sample"), write_text(x + 36, y, kind, kind="small")]
        x += 110
    for number, (_, words) in enumerate(SHAPES, 1):
        if number in numbers:
            drawn += [_draw_shape(number, x + 6, y - 4, 6), write_text(x + 18, y, words, kind="small")]
            x += 85
    return drawn


def _list_cells(edge: Edge, lead: NodeLead, lead_two: EdgeLead) -> tuple[Cell, ...]:
    return (
        Cell(words=spell_code(edge.first), link=lead(edge.first)),
        Cell(words=spell_code(edge.second), link=lead(edge.second)),
        Cell(words=KINDS[sign(edge.weight)], link=lead_two(edge.first, edge.second)),
        *(Cell(words=tell_scale(value)) for value in (edge.weight, edge.cooperation, edge.conflict)),
        Cell(words=str(edge.happenings)),
    )

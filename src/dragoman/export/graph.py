"""Events or happenings come in; a graph of who acted on whom goes out as GraphML, to be read by networkx, Gephi or igraph."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from dragoman.export.outline import Notes, Outline, Record, draw_outline, list_pairs
from dragoman.record.mention import Actor

Key = tuple[str, str, str, str]


@dataclass(slots=True)
class Node:
    """An actor: its name, code and the sectors in which it was seen."""

    label: str
    code: str
    sectors: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Edge:
    """What one actor did to another by type and status: how often, in how many reports, how sharply, first and last day."""

    quad: int
    weight: int = 0
    reports: int = 0
    scale: float = 0.0
    first: date | None = None
    last: date | None = None


def write_graphml(records: Iterable[Record], out: BinaryIO, notes: Notes) -> None:
    """Write a directed multigraph: nodes are actors, an edge is one type of event and one status between two actors.

    Edges have `weight` (records), `reports`, `scale` (mean conflict-cooperation score, -10 to 10), `first` and `last` (ISO days).
    Memory grows with the number of actors and pairs, not of records. What lacks an actor or a recipient gives no edge and is counted.
    """
    nodes: dict[str, Node] = {}
    edges: dict[Key, Edge] = {}
    for record in records:
        outline = draw_outline(record, notes.cites)
        pairs = [(a, b) for a, b in list_pairs(record) if a is not None and b is not None]
        if not pairs:
            notes.left_out["no actor or no recipient"] += 1
        for source, target in pairs:
            _add_node(nodes, source)
            _add_node(nodes, target)
            key = (name_node(source), name_node(target), record.event, record.status)
            _add_to_edge(edges.setdefault(key, Edge(quad=record.quad_code)), outline)
    _write(nodes, edges, out)


def name_node(actor: Actor) -> str:
    """The id of an actor's node: its identifier where there is one, else code and name."""
    return actor.identifier_id or f"{actor.code or '---'} {_tidy(actor.identifier_text or actor.entity_text)}"


def _add_node(nodes: dict[str, Node], actor: Actor) -> None:
    label = _tidy(actor.identifier_text or actor.entity_text)
    node = nodes.setdefault(name_node(actor), Node(label=label, code=actor.code or ""))
    # Of several names of one identifier the first in the alphabet is shown, so that the order of records is no matter.
    node.label, node.code = min(node.label, label), min(node.code, actor.code or "")
    node.sectors.update(actor.sector)


def _add_to_edge(edge: Edge, outline: Outline) -> None:
    record = outline.record
    edge.weight += 1
    edge.reports += outline.articles
    edge.scale += record.event_scale
    if record.date:
        edge.first = min(edge.first or record.date, record.date)
        edge.last = max(edge.last or record.date, record.enddate or record.date)


def _write(nodes: dict[str, Node], edges: dict[Key, Edge], out: BinaryIO) -> None:
    import networkx as nx

    graph = nx.MultiDiGraph()
    for name, node in sorted(nodes.items()):
        graph.add_node(name, **_known(label=node.label, code=node.code, sector=" ".join(sorted(node.sectors))))
    for (source, target, event, status), edge in sorted(edges.items()):
        facts = _known(
            event=event,
            status=status,
            quad_code=edge.quad,
            weight=edge.weight,
            reports=edge.reports,
            scale=round(edge.scale / edge.weight, 6),
            first=edge.first.isoformat() if edge.first else "",
            last=edge.last.isoformat() if edge.last else "",
        )
        graph.add_edge(source, target, key=event if status == "actual" else f"{event} {status}", **facts)
    nx.write_graphml_xml(graph, out, named_key_ids=True)


def _known(**facts: object) -> dict[str, Any]:
    """The facts that are known: an empty attribute would be read back as missing or as a word, by whom one asks."""
    return {name: value for name, value in facts.items() if value != ""}


def _tidy(text: str) -> str:
    """The text on one line, without the control characters that XML forbids."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())

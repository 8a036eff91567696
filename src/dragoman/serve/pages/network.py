"""Filters of happenings come in, in the query; who is how with whom goes out, as a picture and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ask.filters import Filter
from dragoman.ask.pairs import ask_pairs
from dragoman.ask.values import read_choice, read_whole
from dragoman.errors import UsageError
from dragoman.export.network import tell_balance
from dragoman.relations.network import NODES, Network, link_pairs
from dragoman.relations.parties import spell_code
from dragoman.serve.asked import read_asked
from dragoman.serve.leads import lead_actor, lead_two
from dragoman.serve.pictures.picture import Picture
from dragoman.serve.pictures.ties import draw_ties
from dragoman.serve.render import render
from dragoman.serve.room import Room
from dragoman.serve.visit import InRoom, Reader

router = APIRouter()
# So many ties, the strongest, make the network; so many of them stand in the table.
MOST, ROWS = 400, 100
_read_nodes = read_choice("kind of node", lambda: list(NODES))
# How the table can be sorted: by the column's words.
_SORTS = {
    "weight": lambda e: -abs(e.weight),
    "cooperation": lambda e: -e.cooperation,
    "conflict": lambda e: e.conflict,
    "happenings": lambda e: -e.happenings,
}


@router.get("/network")
def show_network(request: Request, room: InRoom, _: Reader) -> Response:
    """The network of the happenings that the filters admit; without a status, of those that took place."""
    asked = read_asked(request, "happenings", own=("nodes", "least", "sort"))
    try:
        if asked.trouble:
            raise UsageError(asked.trouble)
        nodes, least, sort = _read_own(asked.own)
    except UsageError as error:
        return render(request, "network.html", 400, asked=asked, trouble=str(error))
    wanted = asked.wanted if asked.wanted.status else replace(asked.wanted, status=("actual",))
    network, ties, hints = room.shelf.remember(
        ("network", wanted, nodes, least), lambda: _fetch(room, wanted, nodes, least)
    )
    picture = room.shelf.remember(("ties", wanted, nodes, least, sort), lambda: _draw(network, sort))
    return render(
        request,
        "network.html",
        asked=asked,
        trouble=None,
        hints=hints,
        ties=ties,
        network=network,
        least=least,
        picture=picture,
        heads={column: asked.link(sort=column) for column in _SORTS},
        nodes=[(name, asked.link(nodes=name), name == nodes) for name in NODES],
        leasts=[(str(number), asked.link(least=number), number == least) for number in (1, 2, 3, 5, 10)],
        groups=_list_groups(network),
        balance=tell_balance(network.balance),
        rows=ROWS,
    )


def _read_own(own: Mapping[str, Sequence[str]]) -> tuple[str, int, str]:
    nodes = _read_nodes("nodes", own.get("nodes", ("state",))[-1])
    least = read_whole("least", own.get("least", ("2",))[-1])
    sort = read_choice("column to sort by", lambda: list(_SORTS))("sort", own.get("sort", ("weight",))[-1])
    return nodes, least, sort


def _fetch(room: Room, wanted: Filter, nodes: str, least: int) -> tuple[Network, int, list[str]]:
    with room.shelf.lend() as archive:
        pairs, ties = ask_pairs(archive, wanted, nodes, least, MOST)
        hints = [] if pairs else archive.hints(wanted)
    return link_pairs(pairs, nodes), ties, hints


def _draw(network: Network, sort: str) -> Picture | None:
    """The network as a picture, its table sorted by a column; None where there is no tie."""
    if not network.edges:
        return None
    return draw_ties(network, sorted(network.edges, key=_SORTS[sort])[:ROWS], lead_actor, lead_two)


def _list_groups(network: Network) -> list[tuple[int, list[tuple[str, str | None]]]]:
    """Groups of more than one, the largest first: each member's name and its page."""
    groups: dict[int, list[tuple[str, str | None]]] = {}
    for node in network.nodes:
        if node.community:
            groups.setdefault(node.community, []).append((spell_code(node.name), lead_actor(node.name)))
    return sorted((number, sorted(members, key=lambda m: m[0])) for number, members in groups.items())

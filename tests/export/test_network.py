"""The network as GraphML, words and picture."""

import io
import re

import networkx
import pytest

from dragoman.export.network import DRAWN, draw_network, tell_balance, write_network_graphml
from dragoman.export.plates import make_plate
from dragoman.relations import make_network
from dragoman.relations.network import Balance
from relations.make import happen

HAPPENINGS = [
    happen("a", "AID", ["NOR"], ["TCD"]),
    happen("b", "ASSAULT", ["NOR"], ["MLI"]),
    happen("c", "ACCUSE", ["Red\x00 Column/IMG"], ["KEN"]),
]


def test_graphml_is_read_back_with_signs_groups_and_names() -> None:
    out = io.BytesIO()
    write_network_graphml(make_network(HAPPENINGS), out)
    keys = re.findall(r'<key id="(\w+)"', out.getvalue().decode())
    assert len(keys) == len(set(keys))
    out.seek(0)
    graph = networkx.read_graphml(out)
    assert {tuple(sorted(edge)): facts["sign"] for *edge, facts in graph.edges(data=True)} == {
        ("NOR", "TCD"): 1,
        ("MLI", "NOR"): -1,
        ("KEN", "Red Column"): -1,
    }
    assert graph.nodes["TCD"] == {"community": 1, "takes_part": 1, "name": "Chad"}


BALANCES = [
    ((0, 0, 0, 0), "no three all have ties with each other; 0 ties fit no division into two camps"),
    ((4, 3, 1, 1), "3 of 4 triads are balanced (75%); 1 ties fit no division into two camps"),
    ((4, 0, 1, 3), "0 of 4 triads are balanced (0%); 1 to 3 ties fit no division into two camps"),
]


@pytest.mark.parametrize(("numbers", "words"), BALANCES)
def test_balance_in_words(numbers: tuple[int, int, int, int], words: str) -> None:
    triangles, balanced, least, most = numbers
    balance = Balance(triangles=triangles, balanced=balanced, frustration_least=least, frustration_most=most)
    assert tell_balance(balance) == words


def test_hostile_lines_are_broken_so_that_print_tells_them_apart() -> None:
    lines = draw_network(make_network(HAPPENINGS)).axes[0].lines
    assert sorted(line.is_dashed() for line in lines) == [False, True, True]


def test_no_more_than_a_person_can_see_is_drawn_and_always_alike() -> None:
    many = [happen(f"{n:03}", "AID", [f"Town {n}/"], ["NOR"], confidence=0.1 + n / 200) for n in range(90)]
    network = make_network(many)
    assert len(network.edges) == 90
    figure = draw_network(network)
    assert sum(len(part.get_offsets()) for part in figure.axes[0].collections) == DRAWN
    assert make_plate(lambda: draw_network(network), "svg") == make_plate(
        lambda: draw_network(make_network(many[::-1])), "svg"
    )

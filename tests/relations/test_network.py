"""The signed network: ties, groups, balance."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.record.happening import Happening
from dragoman.relations.network import Balance, make_network
from relations.make import happen


def friends(*pairs: str) -> list[Happening]:
    """A gift for each pair like "NOR-TCD"."""
    return [happen(f"+{p}", "AID", [p[:3]], [p[4:]]) for p in pairs]


def foes(*pairs: str) -> list[Happening]:
    """A blow for each pair."""
    return [happen(f"-{p}", "ASSAULT", [p[:3]], [p[4:]]) for p in pairs]


def test_a_tie_is_the_sum_of_both_directions() -> None:
    network = make_network(
        [happen("a", "AID", ["NOR"], ["TCD"]), happen("b", "ACCUSE", ["Karim Deby/TCD"], ["NOR"], confidence=0.9)]
    )
    (edge,) = network.edges
    assert (edge.first, edge.second, edge.cooperation, edge.conflict, edge.weight, edge.happenings) == (
        "NOR",
        "TCD",
        5.0,
        -2.7,
        2.3,
        2,
    )


def test_by_actor_persons_are_nodes_of_their_own() -> None:
    network = make_network([happen("a", "AID", ["Ada Berg/NOR"], ["Ole Dahl/NOR"])], by="actor")
    assert [n.name for n in network.nodes] == ["Ada Berg [NOR]", "Ole Dahl [NOR]"]
    assert make_network([happen("a", "AID", ["Ada Berg/NOR"], ["Ole Dahl/NOR"])], by="state").edges == ()


def test_so_many_happenings_make_a_tie() -> None:
    happenings = [*friends("NOR-TCD"), happen("again", "ACCUSE", ["TCD"], ["NOR"]), *foes("NOR-MLI")]
    assert [(e.first, e.second) for e in make_network(happenings, least=2).edges] == [("NOR", "TCD")]


def test_groups_hold_together_by_friendly_ties_alone() -> None:
    network = make_network(
        [*friends("NOR-SWE", "SWE-DNK", "NOR-DNK", "TCD-MLI"), *foes("NOR-TCD", "DNK-MLI", "KEN-NOR")]
    )
    groups = {node.name: node.community for node in network.nodes}
    assert groups == {"DNK": 1, "NOR": 1, "SWE": 1, "MLI": 2, "TCD": 2, "KEN": 0}


def test_two_camps_are_balanced() -> None:
    happenings = [*friends("NOR-SWE", "TCD-MLI"), *foes("NOR-TCD", "NOR-MLI", "SWE-TCD", "SWE-MLI")]
    balance = make_network(happenings).balance
    assert balance == Balance(triangles=4, balanced=4, frustration_least=0, frustration_most=0)
    assert balance.share == 1.0


def test_a_friend_of_both_foes_is_not_balanced() -> None:
    balance = make_network([*friends("NOR-SWE", "SWE-TCD"), *foes("NOR-TCD")]).balance
    assert balance == Balance(triangles=1, balanced=0, frustration_least=1, frustration_most=1)


def test_three_foes_are_not_balanced_and_no_triangle_has_no_share() -> None:
    assert make_network(foes("NOR-SWE", "SWE-TCD", "NOR-TCD")).balance.share == 0.0
    assert make_network(foes("NOR-SWE", "SWE-TCD")).balance.share is None
    assert make_network([]).balance == Balance(triangles=0, balanced=0, frustration_least=0, frustration_most=0)


CODES = ["NOR", "SWE", "DNK", "TCD", "MLI", "KEN"]
DEEDS = st.lists(
    st.tuples(st.sampled_from(["AID", "ASSAULT", "ACCUSE", "CONSULT"]), st.sampled_from(CODES), st.sampled_from(CODES)),
    max_size=25,
)


@settings(deadline=None, max_examples=30)
@given(DEEDS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_the_bounds_hold(deeds: list[tuple[str, str, str]], chance) -> None:
    happenings = [happen(f"{n}", event, [one], [other]) for n, (event, one, other) in enumerate(deeds)]
    network = make_network(happenings)
    mixed = list(happenings)
    chance.shuffle(mixed)
    assert make_network(mixed) == network
    assert network.balance.frustration_least <= count_frustrated(network.edges) <= network.balance.frustration_most


def count_frustrated(edges) -> int:
    """The least number of ties that fit no division into two camps, by trying every division."""
    signed = [(e.first, e.second, e.weight) for e in edges if e.weight]
    counts = []
    for number in range(2 ** len(CODES)):
        camp = {code: number >> place & 1 for place, code in enumerate(CODES)}
        counts.append(sum((camp[a] == camp[b]) != (w > 0) for a, b, w in signed))
    return min(counts)

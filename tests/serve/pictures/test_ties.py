"""The network's picture: friends by whole lines, foes by broken ones, groups by shape; nodes and ties lead somewhere."""

from dragoman.relations.network import Network, make_network
from dragoman.serve.pictures.ties import draw_ties
from relations.make import happen
from serve.pictures.drawn import links, nowhere, read


def network() -> Network:
    return make_network(
        [
            happen("a", "AID", ["NOR"], ["TCD"]),
            happen("b", "AID", ["NOR"], ["MLI"]),
            happen("c", "ASSAULT", ["SDN"], ["TCD"], confidence=1.0),
        ]
    )


def test_nodes_and_ties_lead_to_their_pages() -> None:
    found = network()
    picture = draw_ties(
        found, found.edges, lambda name: f"/actor?name={name}", lambda a, b: f"/dyad?first={a}&second={b}"
    )
    svg = read(picture)
    led = links(svg)
    assert led["Norway: 2 ties, 2 happenings, group 1"] == "/actor?name=NOR"
    assert led["Sudan and Chad: hostile, −9.0 over 1"] == "/dyad?first=SDN&second=TCD"
    assert len(led) == 4 + 3
    assert sorted(row[2].words for row in picture.rows) == ["friendly", "friendly", "hostile"]
    assert picture.rows[0][0].link.startswith("/actor?name=")


def test_friend_and_foe_differ_by_line_and_groups_by_shape() -> None:
    found = network()
    svg = read(draw_ties(found, (), nowhere, nowhere))
    kinds = [e.get("class") for e in svg.iter("line") if "sample" not in e.get("class")]
    assert sorted(kinds) == ["tie friendly", "tie friendly", "tie hostile"]
    shapes = [e.tag for e in svg.iter() if e.get("class") == "node"]
    # Three of group 1 are circles, the one outside all groups has six corners; and one of each in the legend.
    assert sorted(shapes) == ["circle"] * 4 + ["polygon"] * 2
    corners = [len(e.get("points").split()) for e in svg.iter("polygon")]
    assert corners == [6, 6]


def test_the_same_network_is_the_same_picture() -> None:
    one, other = (draw_ties(network(), (), nowhere, nowhere).svg for _ in range(2))
    assert one == other


def test_an_empty_network_can_be_drawn() -> None:
    assert read(draw_ties(make_network([]), (), nowhere, nowhere)) is not None

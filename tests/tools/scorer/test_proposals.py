"""How well an option names the gold's parties, and how right that makes it."""

import pytest

sklearn = pytest.importorskip("sklearn")

from tools.scorer.fit import COUNTRY, rate  # noqa: E402
from tools.scorer.proposals import match_parties  # noqa: E402

from dragoman.code.options import Choice  # noqa: E402
from dragoman.record.candidate import Filler  # noqa: E402
from dragoman.record.mention import Actor, Reference  # noqa: E402


def actor(mention: str, name: str, code: str = "NOR") -> Actor:
    return Actor(code=code, sector=(), entity_text=mention, start=0, end=1, identifier_text=name)


def party(mention: str, name: str, country: str = "NOR") -> dict[str, str]:
    return {"mention": mention, "name": name, "country": country}


ADA, OLAF = actor("she", "Ada Berg"), actor("the premier", "Olaf Dahl")
GOLD = [party("Berg", "Ada Berg"), party("the premier", "")]
ROWS = [
    ([], [], 1.0, "nobody on both sides"),
    ([ADA], [], 0.0, "nobody was meant"),
    ([], GOLD, 0.0, "somebody was meant"),
    ([ADA, OLAF], GOLD, 1.0, "one by name, one by mention"),
    ([ADA], GOLD, 2 / 3, "one of two"),
    ([actor("Norway", "Norway")], GOLD, 0.0, "of their country, but neither of them"),
]


@pytest.mark.parametrize(("ours", "theirs", "share", "reason"), ROWS)
def test_parties(ours, theirs, share, reason):
    assert match_parties(ours, theirs) == pytest.approx(share), reason


def choose(*actors: Actor) -> Choice:
    fillers = tuple(
        Filler(token=0, references=(Reference(actor=a, kind="person", basis="name"),), path="x") for a in actors
    )
    return Choice(fillers, ())


def test_of_options_of_one_country_the_one_that_names_them_is_most_right():
    options = [
        choose(actor("Norway", "Norway")),
        choose(ADA),
        choose(ADA, OLAF),
        choose(actor("Chad", "Chad", "TCD")),
        choose(),
    ]
    rated = [rate(option, {"actors": GOLD}, "actor") for option in options]
    assert rated == pytest.approx([COUNTRY, COUNTRY + (1 - COUNTRY) * 2 / 3, 1, 0, 0])
    assert [rate(option, {"actors": []}, "actor") for option in options] == [0, 0, 0, 0, 1]

"""Average link by hand."""

from collections.abc import Mapping

from dragoman.reconcile.cluster import group_gists, weigh_groups
from dragoman.reconcile.gist import Gist
from reconcile.make import make_telling

GISTS = {name: Gist(make_telling(document=name)) for name in "abcd"}


def weigh_by(pulls: Mapping[str, float | None]):
    """Weights by the letters of two reports; what is not named is -1."""

    def weigh(one: Gist, other: Gist) -> float | None:
        return pulls.get("".join(sorted(one.telling.root + other.telling.root)), -1.0)

    return weigh


def group(pulls: Mapping[str, float | None]) -> list[str]:
    """The groups of a, b, c and d as words."""
    found = group_gists(list(reversed(GISTS.values())), weigh_by(pulls))
    return ["".join(g.telling.root for g in one) for one in found]


def test_what_pulls_is_joined() -> None:
    assert group({"ab": 2.0, "cd": 1.0}) == ["ab", "cd"]
    assert group({"ab": -0.1}) == ["a", "b", "c", "d"]


def test_the_mean_over_a_group_decides() -> None:
    assert group({"ab": 3.0, "ac": 2.0, "bc": -1.0}) == ["abc", "d"]  # (2 - 1) / 2 is above 0
    assert group({"ab": 3.0, "ac": 2.0, "bc": -3.0}) == ["ab", "c", "d"]


def test_what_cannot_be_one_keeps_groups_apart() -> None:
    assert group({"ab": 3.0, "bc": 2.0, "ac": None}) == ["ab", "c", "d"]
    assert weigh_groups((GISTS["a"], GISTS["b"]), (GISTS["c"],), weigh_by({"ac": None, "bc": 9.0})) is None


def test_of_equal_pulls_the_earlier_is_joined() -> None:
    assert group({"ab": 1.0, "bc": 1.0, "ac": None}) == ["ab", "c", "d"]

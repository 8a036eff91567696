"""Whom a gist is held against at all."""

from dragoman.reconcile.cell import Cell, list_deciding, reach_all
from dragoman.reconcile.compare import may_be_one
from dragoman.reconcile.gist import Gist
from reconcile.make import make_actor, make_telling

PARTIES = ((), ("NOR",), ("TCD",), ("NOR", "TCD"), ("IMG",), ("IMG", "NOR"))


def make_gists(event: str) -> list[Gist]:
    """One for each pair of sides."""
    sides = [tuple(map(make_actor, codes)) for codes in PARTIES]
    return [
        Gist(make_telling(event=event, document=f"{i} {k}", actor=one, recipient=other))
        for i, one in enumerate(sides)
        for k, other in enumerate(sides)
    ]


def test_whoever_may_be_one_is_near() -> None:
    for event in ("ACCUSE", "AGREE"):
        gists = make_gists(event)
        cell = Cell(gists)
        for gist in gists:
            near = set(cell.near(gist))
            assert {g for g in gists if may_be_one(gist, g)} <= near


def test_who_acts_for_another_country_is_not() -> None:
    norway, chad, nobody = (
        Gist(make_telling(document=d, actor=tuple(map(make_actor, c))))
        for d, c in (("a", ["NOR"]), ("b", ["TCD"]), ("c", []))
    )
    assert list(Cell([norway, chad, nobody]).near(norway)) == [norway, nobody]
    assert list_deciding(nobody) == frozenset()


def test_all_that_hangs_together_is_reached() -> None:
    a, b, c, d = (Gist(make_telling(document=name)) for name in "abcd")
    near = {a: [b], b: [a, c], c: [], d: [a]}
    assert reach_all([a], near.__getitem__) == {a, b, c}
    assert reach_all([], near.__getitem__) == set()

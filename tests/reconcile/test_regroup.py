"""What people say of which events tell one happening is done on top of what is joined."""

import pytest

from dragoman.reconcile import Seated, regroup_tellings
from dragoman.record.happening import Happening, Telling
from dragoman.record.review import Regroup
from reconcile.shelf import Shelf
from store.made import code_made, make_report

# Two raids on one day that are joined, one on another day, and one of another type.
TOLD = {
    "a": "NOR ASSAULT TCD 2021-02-08",
    "b": "Again NOR ASSAULT TCD 2021-02-08",
    "c": "NOR ASSAULT TCD 2021-01-02",
    "d": "NOR ACCUSE TCD 2021-02-08",
}


def tell(id: str) -> Telling:
    (event,) = code_made(make_report(id, TOLD[id], publication=f"Outlet {id}"), "made 1", {}).events
    return Telling(event=event, sentence=TOLD[id], root=id)


TELLINGS = {id: tell(id) for id in TOLD}
JOINED = Shelf(TELLINGS.values())


def regroup(*rulings: tuple[str, str]) -> list[Happening]:
    """The happenings; rulings name reports: ("merge", "ac")."""
    said = [Regroup(action=action, events=tuple(TELLINGS[id].event.id for id in ids)) for action, ids in rulings]
    return regroup_tellings([Seated(gist, JOINED.seats[id]) for id, gist in JOINED.gists.items()], said)


CASES = [
    ([], "ab c d", "nothing is said"),
    ([("split", "b")], "a b c d", "one is taken out"),
    ([("split", "ab")], "ab c d", "all of it is nothing else"),
    ([("merge", "ac")], "abc d", "who is joined brings those along that are joined to it"),
    ([("merge", "ac"), ("split", "c")], "ab c d", "the last word stands"),
    ([("split", "b"), ("merge", "bc")], "a bc d", "what was parted may be joined with another"),
    ([("merge", "ad")], "ab c d", "an accusation is no raid"),
    ([("split", "bc")], "a b c d", "of several happenings each is parted by itself"),
]


@pytest.mark.parametrize(("rulings", "wanted", "why"), CASES, ids=[why for *_, why in CASES])
def test_rulings_are_followed_one_after_the_other(rulings: list[tuple[str, str]], wanted: str, why: str) -> None:
    assert sorted("".join(h.reports) for h in regroup(*rulings)) == wanted.split(), why


def test_a_merged_happening_has_the_day_of_the_surest() -> None:
    (one,) = (h for h in regroup(("merge", "ac")) if len(h.events) == 3)
    assert one.date_basis == "stated"
    assert one.independent_sources == 3


def test_without_a_word_the_happenings_are_as_they_were_joined() -> None:
    assert sorted(regroup(), key=lambda h: h.id) == JOINED.happenings

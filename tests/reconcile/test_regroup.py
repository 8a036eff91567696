"""What people say of which events tell one happening is done on top of what is joined."""

import pytest

from dragoman.reconcile.block import join_blocks, list_blocks
from dragoman.record.happening import Telling
from dragoman.record.review import Regroup
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
BLOCKS = sorted({block for telling in TELLINGS.values() for block in list_blocks(telling)})


def join(*rulings: tuple[str, str]) -> list[str]:
    """The happenings as the reports that tell them, "ab c d"; rulings name reports: ("merge", "ac")."""
    said = [Regroup(action=action, events=tuple(TELLINGS[id].event.id for id in ids)) for action, ids in rulings]
    joined = join_blocks(BLOCKS, TELLINGS.values(), said)
    return sorted("".join(h.reports) for found in joined.values() for h in found)


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
    assert join(*rulings) == wanted.split(), why


def test_a_merged_happening_has_the_day_of_the_surest() -> None:
    said = [Regroup(action="merge", events=(TELLINGS["a"].event.id, TELLINGS["c"].event.id))]
    found = [h for group in join_blocks(BLOCKS, TELLINGS.values(), said).values() for h in group if len(h.events) == 3]
    (one,) = found
    assert one.date_basis == "stated"
    assert one.independent_sources == 3

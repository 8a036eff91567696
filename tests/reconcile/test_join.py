"""Which tellings come together over days; each case is a row of reports about one act or several."""

from datetime import date

import pytest

from dragoman.reconcile import join_blocks, list_blocks
from dragoman.record.happening import Telling
from reconcile.make import make_actor, make_place, make_telling

NGA = (make_actor("NGA", "army", sector=("MIL",)),)


def feb(day: int) -> date:
    """A day of the month."""
    return date(2021, 2, day)


def raid(document: str, published: date, **fields: object) -> Telling:
    """A report of a raid on a market in Kano."""
    plain = {
        "sentence": "Soldiers shelled a market by the bridge.",
        "trigger": "shelled",
        "event": "ASSAULT",
        "actor": NGA,
    }
    return make_telling(
        **plain | {"document": document, "published": published, "event_loc": make_place("Kano", "NGA")} | fields
    )


RECALLED = {"sentence": "Crowds gathered after soldiers shelled the market by the bridge.", "event_loc": None}
CASES = {
    "one day in two reports": ([raid("a", feb(9), day=feb(8)), raid("b", feb(10), day=feb(8))], ["ab"]),
    "the next day is another": ([raid("a", feb(9), day=feb(8)), raid("b", feb(10), day=feb(9))], ["a", "b"]),
    "no day: the day before the report": ([raid("a", feb(9), day=feb(8)), raid("b", feb(9))], ["ab"]),
    "no day: the later of two": (
        [raid("a", feb(9), day=feb(8)), raid("b", feb(10), day=feb(9)), raid("c", feb(10))],
        ["a", "bc"],
    ),
    "no day in either": ([raid("a", feb(8)), raid("b", feb(9))], ["ab"]),
    "no day, day after day": ([raid("a", feb(8)), raid("b", feb(10)), raid("c", feb(12))], ["ab", "c"]),
    "last week": ([raid("a", feb(5), day=feb(4)), raid("b", feb(9), day=feb(1), enddate=feb(7))], ["ab"]),
    "a month is no day": ([raid("a", feb(5), day=feb(4)), raid("b", feb(28), day=feb(1), enddate=feb(28))], ["a", "b"]),
    "recalled": ([raid("a", feb(9), day=feb(8)), raid("b", feb(10), **RECALLED)], ["ab"]),
    "recalled, and nothing to recall": ([raid("a", feb(1), day=feb(1)), raid("b", feb(10), **RECALLED)], ["a", "b"]),
    "what is recalled founds nothing": ([raid("a", feb(9), **RECALLED), raid("b", feb(9), **RECALLED)], ["a", "b"]),
    "printed again four days later": (
        [raid("a", feb(9)), raid("b", feb(13), root="a", first_published=feb(9))],
        ["ab"],
    ),
    "the same words of another report": ([raid("a", feb(1)), raid("b", feb(13))], ["a", "b"]),
    "planned and done": ([raid("a", feb(9), day=feb(8)), raid("b", feb(9), day=feb(8), status="future")], ["a", "b"]),
    "another type": ([raid("a", feb(9), day=feb(8)), raid("b", feb(9), day=feb(8), event="COERCE")], ["a", "b"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_joined(case: str) -> None:
    tellings, expected = CASES[case]
    blocks = {block for telling in tellings for block in list_blocks(telling)}
    joined = [h for found in join_blocks(blocks, tellings).values() for h in found]
    assert sorted("".join(h.reports) for h in joined) == expected


def test_what_is_only_recalled_has_no_day() -> None:
    telling = raid("a", feb(10), **RECALLED)
    (happening,) = [h for found in join_blocks(list_blocks(telling), [telling]).values() for h in found]
    assert (happening.date, happening.date_basis) == (None, "none")


def test_two_acts_of_one_trigger_printed_again_stay_two() -> None:
    """A coder may find two acts on one word, done by others; a copy of the report does not make them one."""
    tellings = [
        raid(d, feb(9), number=n, actor=(make_actor(code),), root="a", day=feb(8))
        for d in "ab"
        for n, code in enumerate(("NGA", "TCD"))
    ]
    joined = [h for found in join_blocks(list_blocks(tellings[0]), tellings).values() for h in found]
    assert sorted(h.events for h in joined) == [("a-0", "b-0"), ("a-1", "b-1")]


def test_a_year_joins_only_the_same_parties() -> None:
    """Very many acts are dated to one year: what names no party stands alone."""
    year = {"day": date(2020, 1, 1), "enddate": date(2020, 12, 31)}
    tellings = [raid("a", feb(9), **year), raid("b", feb(10), **year), raid("c", feb(10), **year, actor=())]
    joined = [h for found in join_blocks(list_blocks(tellings[0]), tellings).values() for h in found]
    assert sorted("".join(h.reports) for h in joined) == ["ab", "c"]

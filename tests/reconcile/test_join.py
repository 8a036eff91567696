"""Which tellings come together over days; each case is a row of reports about one act or several."""

from datetime import date

import pytest

from dragoman.record.happening import Telling
from reconcile.make import make_actor, make_place, make_telling
from reconcile.shelf import join_all

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
    joined = join_all(tellings)
    assert sorted("".join(h.reports) for h in joined) == expected


def test_what_is_only_recalled_has_no_day() -> None:
    telling = raid("a", feb(10), **RECALLED)
    (happening,) = join_all([telling])
    assert (happening.date, happening.date_basis) == (None, "none")


def test_two_acts_of_one_trigger_printed_again_stay_two() -> None:
    """A coder may find two acts on one word, done by others; a copy of the report does not make them one."""
    tellings = [
        raid(d, feb(9), number=n, actor=(make_actor(code),), root="a", day=feb(8))
        for d in "ab"
        for n, code in enumerate(("NGA", "TCD"))
    ]
    joined = join_all(tellings)
    assert sorted(h.events for h in joined) == [("a-0", "b-0"), ("a-1", "b-1")]


def test_a_year_joins_only_the_same_parties() -> None:
    """Very many acts are dated to one year: what names no party stands alone."""
    year = {"day": date(2020, 1, 1), "enddate": date(2020, 12, 31)}
    tellings = [raid("a", feb(9), **year), raid("b", feb(10), **year), raid("c", feb(10), **year, actor=())]
    joined = join_all(tellings)
    assert sorted("".join(h.reports) for h in joined) == ["ab", "c"]


@pytest.mark.parametrize("day", [date.min, date(1, 1, 2), date(1969, 12, 31), date.max])
def test_a_day_at_the_end_of_the_calendar_is_a_day(day: date) -> None:
    """0001-01-01 is what some programs write for "no date": it must not stop the joining of all else."""
    tellings = [raid("a", day), raid("b", day)]
    assert [h.reports for h in join_all(tellings)] == [("a", "b")]

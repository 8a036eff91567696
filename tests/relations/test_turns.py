"""Where the tone of a relation turns, and what drove it."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.record.happening import Happening
from dragoman.relations.parties import split_sides
from dragoman.relations.series import make_series
from dragoman.relations.turns import Course, find_breaks, follow_course
from relations.make import day, happen, party

FIRST, SECOND = party("NOR"), party("TCD")
NOISE = [0.3, -0.4, 0.1, 0.5, -0.2, -0.1, 0.4, -0.5, 0.2, -0.3]


def follow(happenings: list[Happening], by: str = "month") -> Course:
    sides = split_sides(happenings, FIRST, SECOND)
    return follow_course(make_series(sides, FIRST, SECOND, by), sides.both)


def quarrel() -> list[Happening]:
    """Ten months of talks, then, after three silent months, ten months of blows."""
    talks = [happen(f"talk{n}", "CONSULT", ["NOR"], ["TCD"], on=30 * n + n % 3) for n in range(10)]
    blows = [happen(f"blow{n}", "ASSAULT", ["TCD"], ["NOR"], on=390 + 30 * n + n % 3) for n in range(10)]
    odd = happen("odd", "CONSULT", ["NOR"], ["TCD"], on=425)  # a kind word amid the blows drove nothing
    return [*talks, odd, *blows]


def test_one_turn_where_talks_became_blows() -> None:
    course = follow(quarrel())
    assert [(s.since, s.until) for s in course.stretches] == [
        (date(2021, 1, 1), date(2021, 12, 31)),  # the silent months belong to what was before
        (date(2022, 1, 1), date(2022, 10, 31)),
    ]
    (turn,) = course.turns
    assert turn.day == date(2022, 1, 1)
    assert not turn.better
    assert turn.before > 0 > turn.after


def test_a_turn_is_driven_by_what_is_near_it_and_on_its_side() -> None:
    (turn,) = follow(quarrel()).turns
    assert {h.id for h in turn.began} <= {"blow0", "blow1", "blow2"}
    assert {h.id for h in turn.ended} <= {"talk7", "talk8", "talk9"}
    assert len(turn.began) == 3
    assert len(turn.ended) == 3


def test_silence_is_no_tone() -> None:
    """Years without a report between two quarrels are no peace."""
    blows = [happen(f"b{n}", "ASSAULT", ["TCD"], ["NOR"], on=30 * n) for n in range(6)]
    later = [happen(f"l{n}", "ASSAULT", ["TCD"], ["NOR"], on=2000 + 30 * n) for n in range(6)]
    assert follow([*blows, *later]).turns == ()


def test_levels_are_found_and_noise_is_not() -> None:
    assert find_breaks(NOISE * 3) == []
    assert find_breaks([*NOISE, *(x + 4 for x in NOISE)]) == [10]
    assert find_breaks([*NOISE, *(x + 4 for x in NOISE), *NOISE]) == [10, 20]


def test_one_loud_period_is_no_turn() -> None:
    assert find_breaks([*NOISE, 8.0, *NOISE]) == []


def test_too_little_is_no_turn() -> None:
    assert find_breaks([5.0, 5.1, -5.0, -5.1]) == []
    assert find_breaks([]) == []
    assert find_breaks([2.0] * 20) == []


def test_nothing_has_no_course() -> None:
    assert follow([]) == Course(stretches=(), turns=())


@settings(deadline=None, max_examples=30)
@given(st.permutations(quarrel()))
def test_the_order_of_happenings_does_not_matter(happenings: list[Happening]) -> None:
    assert follow(happenings) == follow(quarrel())


def test_stretches_leave_no_day_out() -> None:
    happenings = [happen(f"{n}", "AID" if n // 8 % 2 else "ASSAULT", ["NOR"], ["TCD"], on=30 * n) for n in range(32)]
    course = follow(happenings)
    assert len(course.turns) == 3
    for one, other in zip(course.stretches, course.stretches[1:], strict=False):
        assert (other.since - one.until).days == 1
    assert course.stretches[-1].until >= day(30 * 31)

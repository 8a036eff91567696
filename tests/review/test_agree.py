"""Agreement comes out as in the papers that define it."""

import pytest

from dragoman.review.agree import find_alpha, find_kappa, measure_agreement


def test_alpha_of_two_observers_and_two_values() -> None:
    """Krippendorff, Computing Krippendorff's alpha-reliability (2011), A: 0.095."""
    pairs = list(zip("0100000010", "1110010000", strict=True))
    assert find_alpha(pairs) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_two_observers_and_many_values() -> None:
    """The same paper, B: 0.692."""
    pairs = list(zip("aabbdcccedda", "babbbcccéddd".replace("é", "e"), strict=True))
    assert find_alpha(pairs) == pytest.approx(0.692, abs=0.0005)


def test_kappa_is_what_is_left_when_chance_is_taken_off() -> None:
    """20 times both say yes, 15 both no; 5 and 10 they differ: observed 0.7, by chance 0.5."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert find_kappa(pairs) == pytest.approx(0.4)


@pytest.mark.parametrize("pairs", [[], [("y", "y")], [("y", "y")] * 9])
def test_where_chance_would_give_all_there_is_no_coefficient(pairs: list[tuple[str, str]]) -> None:
    assert find_kappa(pairs) is None
    assert find_alpha(pairs) is None


def test_an_event_that_one_rejects_counts_as_a_difference_and_for_nothing_else() -> None:
    rows = measure_agreement([(None, None)])
    assert [(row.field, row.of, row.same) for row in rows[:2]] == [("is an event", 1, 1), ("type", 0, 0)]

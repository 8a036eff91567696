"""How often the ledger has the storylines' commitments in the right state: floors a little below what was measured."""

import pytest

from ledger.figures import Judged, judge, read_storyline, sum_up
from ledger.storyline import load_storylines


@pytest.fixture(scope="session")
def judged() -> tuple[Judged, ...]:
    """Every state of every storyline beside the ledger's; coded once."""
    return tuple(j for storyline in load_storylines() for j in judge(storyline, read_storyline(storyline)))


@pytest.mark.parametrize(("aside", "floor"), [(False, 0.90), (True, 0.70)])
def test_states_are_right_on_the_part_tuned_on_and_on_the_part_kept_aside(judged, aside, floor):
    assert sum_up(j for j in judged if j.aside == aside)["right"] >= floor


def test_states_are_right_over_all_and_seldom_wrongly_called_broken_or_kept(judged):
    figures = sum_up(judged)
    assert figures["right"] >= 0.85
    assert figures["false broken"] <= 0.03
    assert figures["false kept"] <= 0.05

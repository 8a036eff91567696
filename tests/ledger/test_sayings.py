"""What a saying is about: its words without the names of its parties."""

import pytest

from dragoman.ledger.sayings import _list_names
from dragoman.record.mention import Actor
from dragoman.record.span import Span


@pytest.mark.parametrize(
    ("start", "named", "reason"),
    [
        (21, {"peru"}, "the farmers are what it is about, Peru only whose they are"),
        (0, {"peru", "farmer"}, "they are but to whom it is said"),
    ],
)
def test_of_parties_inside_the_matter_only_names_are_left_out(start: int, named: set[str], reason: str) -> None:
    words = Span("pay farmers from Peru", 17, 38)
    farmers = Actor(code="PER", sector=("AGR",), entity_text="farmers from Peru", start=start, end=start + 17)
    assert _list_names([farmers], words) & {"peru", "farmer"} == named, reason

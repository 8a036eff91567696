"""What a newer coding changed."""

from dataclasses import replace

import pytest

from dragoman.keep.compare import Difference, compare_events
from store.made import make_coder, make_report

EVENTS = make_coder().code(make_report("a", "NOR ACCUSE TCD 2021-02-08. SDN ASSAULT EGY.")).events
FIRST, SECOND = EVENTS


@pytest.mark.parametrize(
    ("new", "difference", "why"),
    [
        (EVENTS, Difference(0, 0, ()), "the same"),
        (
            [replace(e, id=e.id + "x", coder="other") for e in EVENTS],
            Difference(0, 0, ()),
            "names of the coding say nothing",
        ),
        ([FIRST], Difference(0, 1, ()), "one is gone"),
        (
            [*EVENTS, replace(FIRST, trigger=SECOND.sentence and replace(FIRST.trigger, start=1))],
            Difference(1, 0, ()),
            "one is new",
        ),
        (
            [replace(FIRST, event="REJECT", quad_code=3), SECOND],
            Difference(0, 0, (("event",),)),
            "another type on one trigger",
        ),
        (
            [FIRST, replace(SECOND, mode="aerial", confidence=0.9)],
            Difference(0, 0, (("mode", "confidence"),)),
            "two fields",
        ),
        (
            [replace(SECOND, event="FIGHT"), SECOND, FIRST],
            Difference(1, 0, ()),
            "the one of the same type is the partner",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_differences(new, difference: Difference, why: str) -> None:
    assert compare_events(EVENTS, new) == difference, why

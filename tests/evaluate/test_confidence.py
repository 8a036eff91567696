"""Confidence is held against what is right: in bins, and as the floor from which on it is right often enough."""

from datetime import date

import pytest

from dragoman.evaluate.confidence import weigh_confidence
from dragoman.evaluate.told import Report, Told
from dragoman.record.document import Document


def told(sentence: int, confidence: float | None = None, type: str = "AID") -> Told:
    return Told(sentence=sentence, type=type, mode="", trigger="x", confidence=confidence)


def report(*sentences: int) -> Report:
    document = Document(id="made-1", text="x" * 10, published=date(2021, 2, 10))
    gold = tuple(told(n) for n in sentences)
    return Report(document=document, source="made", sentences=tuple((n, n + 1) for n in range(10)), gold=gold)


def test_bins_and_error() -> None:
    # 0.9 right, 0.8 right, 0.5 wrong, 1.0 right: off by 0.1, 0.2, 0.5 and 0.0 (1.0 falls into the last bin, beside 0.9).
    found = weigh_confidence([(report(0, 1, 3), [told(0, 0.9), told(1, 0.8), told(2, 0.5), told(3, 1.0)])])
    assert found is not None
    assert [(b.low, b.events, b.right) for b in found.bins] == [(0.5, 1, 0.0), (0.8, 1, 1.0), (0.9, 2, 1.0)]
    assert found.error == pytest.approx((2 * 0.05 + 0.2 + 0.5) / 4)


def test_the_floor_is_the_lowest_confidence_at_which_precision_holds() -> None:
    ours = [told(0, 0.9), told(5, 0.8), told(1, 0.7), told(2, 0.6), told(3, 0.5), told(6, 0.4)]
    found = weigh_confidence([(report(0, 1, 2, 3, 4), ours)])
    assert found is not None
    assert found.floor is not None
    # From 0.8 on one of two is right; from 0.5 on four of five; below, four of six.
    assert (found.floor.confidence, found.floor.precision, found.floor.recall) == (0.5, 0.8, 0.8)
    assert found.floor.events == 5


def test_a_record_left_out_makes_room_for_another_of_its_sentence() -> None:
    """Two records of one gold event: the surer one is wrong only because the other was paired first."""
    one, other = told(0, 0.9), told(0, 0.2)
    found = weigh_confidence([(report(0), [other, one])])
    assert found is not None
    assert found.floor is not None
    assert (found.floor.confidence, found.floor.recall) == (0.9, 1.0)


def test_where_nothing_is_right_or_nothing_is_said_there_is_no_floor() -> None:
    found = weigh_confidence([(report(), [told(0, 0.9)])])
    assert found is not None
    assert found.floor is None
    assert weigh_confidence([(report(0), [told(0, None)])]) is None
    assert weigh_confidence([(report(0), [])]) is None

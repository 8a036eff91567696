"""On which days an act may have been, as a report tells it."""

from datetime import date

import pytest

from dragoman.reconcile.when import When, is_recalled, tell_when
from dragoman.record.document import CiteInfo
from dragoman.record.happening import Telling
from reconcile.make import PUBLISHED, make_telling


def feb(day: int) -> date:
    """A day of the month in which the made reports come out."""
    return date(2021, 2, day)


STATED = "Norway condemned Chad on Monday."
CASES = {
    "a day that is stated": (make_telling(STATED, day=feb(8), said="Monday"), When("dated", feb(8), feb(8))),
    "none: the day of publication or a few before": (make_telling(), When("loose", feb(7), feb(10))),
    "a week": (make_telling(day=feb(1), enddate=feb(7)), When("loose", feb(1), feb(7))),
    "a month tells no day": (
        make_telling(day=feb(1), enddate=feb(28)),
        When("apart", feb(1), feb(1)),
    ),
    "known before": (
        make_telling("Norway protested after the raid.", "raid"),
        When("old", feb(7), feb(10)),
    ),
    "the day of another act": (
        make_telling("Norway on Monday condemned Chad for the raid.", "raid", day=feb(8), said="Monday"),
        When("old", feb(5), feb(8)),
    ),
    "its own day, though known before": (
        make_telling("Norway protested after the raid on Monday.", "raid", day=feb(8), said="Monday"),
        When("dated", feb(8), feb(8)),
    ),
    "a copy counts from its original": (
        make_telling(first_published=feb(8)),
        When("loose", feb(5), feb(8)),
    ),
    "yesterday in a copy": (
        make_telling("Norway condemned Chad yesterday.", day=feb(9), said="yesterday", first_published=feb(8)),
        When("dated", feb(7), feb(7)),
    ),
    "Tuesday in a copy that came out on the next one": (
        make_telling("Norway condemned Chad on Tuesday.", day=feb(9), said="Tuesday", first_published=feb(4)),
        When("dated", feb(2), feb(2)),
    ),
    "too late for a copy": (make_telling(first_published=date(2021, 1, 8)), When("loose", feb(7), feb(10))),
    "no day at all": (make_telling(published=None), When("apart", date.min, date.min)),
    "the first day of the calendar": (make_telling(published=date.min), When("loose", date.min, date.min)),
}


@pytest.mark.parametrize("case", CASES)
def test_when(case: str) -> None:
    telling, when = CASES[case]
    assert isinstance(telling, Telling)
    assert tell_when(telling) == when


def test_what_has_come_to_be_is_recalled_below_the_head_of_a_report() -> None:
    def recalled(sequence: int, title: str | None = None, sentence: str = "Brussels has frozen the talks.") -> bool:
        trigger = "frozen" if "frozen" in sentence else "froze"
        cite = CiteInfo(title=title, published=PUBLISHED)
        return is_recalled(make_telling(sentence, trigger, number=sequence, cite_info=cite))

    assert recalled(1)
    assert not recalled(0)
    assert not recalled(1, "Talks frozen")  # the text may begin with the title, and the news follows
    assert not recalled(1, sentence="Brussels froze the talks.")


def test_made_reports_come_out_in_that_month() -> None:
    assert feb(10) == PUBLISHED

"""On which condition, and by when, something is promised, asked or refused: where the words begin and end."""

from datetime import date

import pytest

import dragoman
from dragoman.code.claims import find_content
from dragoman.code.terms import find_condition, find_deadline
from dragoman.code.view import View
from dragoman.record.span import cut_span


def test_without_opens_a_condition_of_a_refusal(parse, kit) -> None:
    text = "Norway will not leave Chad without receiving guarantees."
    view = View(parse(text), text, kit.codebook.words)
    i = next(t.i for t in view.tokens if t.text == "leave")
    found, _ = find_condition(view, i, None)
    assert found is not None
    assert found.text == "without receiving guarantees"


def test_an_until_clause_is_a_deadline_without_a_day(parse, kit) -> None:
    text = "Norway said Chad should limit exports until the troops are withdrawn."
    view = View(parse(text), text, kit.codebook.words)
    found = find_deadline(view, cut_span(text, 7, 11), None, None, ())
    assert found is not None
    assert (found.text, found.last) == ("until the troops are withdrawn", None)


@pytest.mark.parametrize(
    ("text", "trigger", "condition"),
    [
        ("Norway offered to send boats on condition that Chad reopened the port.", "offered", True),
        ("Norway offered to send boats, an official said on the condition of anonymity.", "offered", False),
        ("Norway offered boats, said an aide, who spoke on condition that nobody named him.", "offered", False),
    ],
)
def test_the_condition_of_a_witness_is_none_of_the_offer(parse, kit, text: str, trigger: str, condition: bool) -> None:
    view = View(parse(text), text, kit.codebook.words)
    i = next(t.i for t in view.tokens if t.text == trigger)
    content, _ = find_content(view, i, ("clause", "object"))
    found, _ = find_condition(view, i, content)
    assert (found is not None) == condition


@pytest.mark.parametrize(
    "text",
    [
        "Norway ordered the withdrawal of the guards until now paid by Chad, who have watched the border.",
        "Norway ordered a halt to exports of fish, a trade which had thrived until the war began.",
    ],
)
def test_what_lasted_until_now_or_then_is_no_deadline(parse, kit, text: str) -> None:
    view = View(parse(text), text, kit.codebook.words)
    i = next(t.i for t in view.tokens if t.text == "ordered")
    content, _ = find_content(view, i, ("object",))
    assert find_deadline(view, cut_span(text, 7, 14), content, None, ()) is None


@pytest.mark.parametrize(
    ("text", "deadline", "day"),
    [
        ("Norway's president will meet her Chadian counterpart in Oslo on Friday.", "Friday", date(2021, 2, 12)),
        ("Norway's president is expected to visit Chad next week.", "next week", date(2021, 2, 21)),
        ("Norway's president met her Chadian counterpart in Oslo on Friday.", None, None),
        ("On Friday, Norway's president will meet her Chadian counterpart in Oslo.", "Friday", date(2021, 2, 12)),
        ("Norway promised on Monday to send boats to Chad.", None, None),
        ("Norway promised Chad to send boats in March.", "March", date(2021, 3, 31)),
        ("Norway urged Chad on Monday to free the pilots on Friday.", "Friday", date(2021, 2, 12)),
        ("Norway urged Chad to free the pilots on Friday.", None, None),
        ("Norway urged Chad to free the pilots captured in March 2020.", None, None),
        ("Norway urged Chad to respect Friday's vote.", None, None),
        ("Norway gave Chad ten days to free the pilots.", "ten days", date(2021, 2, 20)),
        ("Norway urged Chad to free the pilots at once.", "at once", None),
        (
            "Norway threatened to expel the envoy unless the pilots were freed by Friday.",
            "by Friday",
            date(2021, 2, 12),
        ),
        ("Norway agreed to a truce with Chad, but the shooting continued until Tuesday.", None, None),
    ],
)
def test_the_day_on_which_something_is_promised_or_asked_for_is_its_deadline(
    text: str, deadline: str | None, day: date | None
) -> None:
    events = list(dragoman.read_text(text, published="2021-02-10"))
    found = [(e.deadline.text, e.deadline.date) if e.deadline else (None, None) for e in events]
    assert found == [(deadline, day)]

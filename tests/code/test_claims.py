"""What is promised, asked or refused, on which condition and by when: where the words begin and end."""

import pytest

from dragoman.code.claims import find_condition, find_content, find_deadline
from dragoman.code.view import View
from dragoman.record.span import cut_span

# sentence, trigger, content, reason
CONTENTS = [
    ("Norway promised to send boats to Chad.", "promised", "send boats to Chad", "without 'to'"),
    ("Norway said it would not negotiate with Chad.", "said", "negotiate with Chad", "without who would not"),
    ("Norway urged Chad to reopen the port, which was shut in May.", "urged", "reopen the port", "no aside"),
    ("Norway threatened to expel the envoy if Chad attacked.", "threatened", "expel the envoy", "no condition"),
    ("Norway urged Chad to leave its north-east.", "urged", "leave its north-east", "no half of a hyphened word"),
    ("Norway urged Chad to be “plain and firm.”", "urged", "be “plain and firm.”", "both quotation marks"),
    ("Norway will attend the summit in Oslo.", "attend", "attend the summit in Oslo", "the act itself"),
]


@pytest.mark.parametrize(("text", "trigger", "content", "reason"), CONTENTS)
def test_content(parse, kit, text: str, trigger: str, content: str, reason: str) -> None:
    view = View(parse(text), text, kit.codebook.words)
    i = next(t.i for t in view.tokens if t.text == trigger)
    found, _ = find_content(view, i, ("clause", "object"), itself=True)
    assert found is not None, reason
    assert found.text == content, reason


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
    found = find_deadline((), cut_span(text, 7, 11), None, view)
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
    assert find_deadline((), cut_span(text, 7, 14), content, view) is None

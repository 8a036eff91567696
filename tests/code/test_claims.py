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

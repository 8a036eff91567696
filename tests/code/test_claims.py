"""What is promised, asked or refused: where the words begin and end."""

import pytest

from dragoman.code.claims import find_content
from dragoman.code.view import View

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

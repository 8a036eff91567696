"""Where the reader breaks off inside a phrase, grammar carries it to its end."""

import pytest

from dragoman.code.claims import NOBODY
from dragoman.code.view import View
from dragoman.code.wholes import make_whole

# sentence, trigger, the stretch that the reader marks, the whole, reason
WHOLES = [
    ("Norway agreed to curb imports of oil.", "agreed", "to curb imports of", "curb imports of oil", "a bare preposition"),
    ("Norway promised to free the men who crossed the river.", "promised", "free the men who", "free the men who crossed the river", "a relative"),
    ("Norway urged Chad not to attack the port.", "urged", "attack the port", "not to attack the port", "its 'not' is part of it"),
    ("Norway pressed Chad for the return of the envoys.", "pressed", "of the envoys", "the return of the envoys", "a bare 'of'"),
    ("Norway called for a law allowing them to vote.", "called", "allowing them to vote", "a law allowing them to vote", "what it describes"),
    ("Norway refused to attack Chad on its record.", "refused", "its record", "attack Chad on its record", "what is done on it"),
    ("Norway called for a ceasefire after the raid.", "called", "a ceasefire", "a ceasefire", "what is whole stays"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "marked", "whole", "reason"), WHOLES)
def test_whole(parse, kit, text: str, trigger: str, marked: str, whole: str, reason: str) -> None:
    view = View(parse(text), text, kit.codebook.words)
    i = next(t.i for t in view.tokens if t.text == trigger)
    start = text.index(marked)
    inside = [t.i for t in view.tokens if start <= t.start < start + len(marked)]
    low, high = make_whole(view, i, inside[0], inside[-1], refuses=False, sides=NOBODY)
    assert text[view.tokens[low].start : view.tokens[high].end] == whole, reason

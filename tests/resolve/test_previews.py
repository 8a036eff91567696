"""Times that are told as ones to come."""

import pytest

from dragoman.find.times import find_times
from dragoman.resolve.previews import find_previews

# sentence, whether its time lies ahead, reason
ROWS = [
    ("Norway will meet Chad on Tuesday.", True, "will"),
    ("Norway is due to meet Chad on Tuesday.", True, "due to"),
    ("Norway is expected to hold talks with Chad on Tuesday.", True, "a passive head"),
    ("Norway is to host Chad on Tuesday.", True, "is to"),
    ("The talks are scheduled for Tuesday.", True, "the passive itself"),
    ("A summit to be held on Tuesday was welcomed.", True, "to be held"),
    ("Norway met Chad on Tuesday.", False, "past"),
    ("Norway was due to meet Chad on Tuesday.", False, "it was to be, and is over"),
    ("Norway said on Tuesday that it will meet Chad.", False, "the saying is over"),
    ("Norway refused to meet Chad on Tuesday.", False, "an infinitive after another verb"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS)
def test_previews(parse, text: str, expected: bool, reason: str) -> None:
    sentence = parse(text)
    mentions = find_times(text, 0, len(text), sentence.sequence)
    assert (find_previews([sentence], mentions) == {m.start for m in mentions}) is expected, reason

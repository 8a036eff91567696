"""What a person says is understood, or told in one line why not."""

from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import SourceError, UsageError
from dragoman.record.fault import Fault
from dragoman.review.verdict import Verdict, read_verdict, read_verdicts

WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "the review missing required field 'action'"),
    ({"action": "praise", "event": "e"}, "action: 'praise' is none of accept, correct"),
    ({"action": "accept"}, "accept: give event or document"),
    ({"action": "accept", "event": "e", "document": "d"}, "accept: give event or document, and not both"),
    ({"action": "correct", "event": "e"}, "correct: give set"),
    ({"action": "reject", "event": "e", "set": {"mode": None}}, "set: has no meaning for reject"),
    ({"action": "correct", "event": "e", "set": {}}, "set: nothing is in it"),
    ({"action": "correct", "event": "e", "set": {"state": "kept"}}, "set: state has no meaning for correct"),
    ({"action": "correct", "event": "e", "set": {"trigger": {"start": 0, "end": 1}}}, "set: a trigger is not corrected"),
    ({"action": "add", "document": "d", "set": {"event": "AID"}}, "set: add needs trigger"),
    ({"action": "state", "commitment": "c", "set": {"state": "kept"}}, "set: state needs since"),
    ({"action": "reject", "event": "e", "colour": "red"}, "the review contains unknown field 'colour'"),
    ({"action": "correct", "event": "e", "set": {"date": "soon"}}, "Invalid RFC3339 encoded date"),
    ({"action": "reject", "event": "e", "at": "2021-02-10T08:00:00"}, "at: give the time with its zone"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "reason"), WRONG, ids=[reason for _, reason in WRONG])
def test_what_is_no_verdict_is_told_why(said: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError) as told:
        read_verdict(said)
    assert reason in str(told.value)


def test_a_file_is_read_line_by_line_and_a_wrong_line_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "said.jsonl"
    file.write_text('\ufeff{"action": "reject", "event": "e"}\n\n{"action": "reject"}\n{"action": \n', encoding="utf-8")
    read = list(read_verdicts(file))
    assert [place for place, _ in read] == [f"{file}:{number}" for number in (1, 3, 4)]
    first, second, third = (one for _, one in read)
    assert isinstance(first, Verdict)
    assert isinstance(second, Fault)
    assert second.reason == "reject: give event"
    assert isinstance(third, Fault)
    with pytest.raises(SourceError):
        list(read_verdicts(tmp_path / "none.jsonl"))

"""On which condition, and by when, something is promised, asked or refused: where the words begin and end."""

from datetime import date

import pytest

import dragoman
from staging import stage

# sentence, condition (None: there is none), reason
CONDITIONS = [
    ("Norway will not leave Chad without receiving guarantees.", "without receiving guarantees", "a proviso"),
    ("Norway offered to send boats on condition that Chad reopened the port.", "on condition that Chad reopened the port", "said outright"),
    ("Norway offered to send boats, an official said on the condition of anonymity.", None, "of the witness"),
    ("Norway offered boats, said an aide, who spoke on condition that nobody named him.", None, "of the witness"),
    ("Norway will send boats to Chad once the port is open.", "once the port is open", "a conjunction"),
    ("Norway promised to meet Chad because it once lost a war.", None, "an adverb"),
    ("Norway will support Chad as long as the truce holds.", "as long as the truce holds", "several words"),
    ("Norway threatened to hold the envoys for as long as three weeks.", None, "a measure"),
    ("Norway threatened to expel the envoy should the talks fail.", "should the talks fail", "inverted"),
    ("Norway said Chad should leave the town.", None, "a demand"),
    ("Norway offered to send boats, provided the port was opened.", "provided the port was opened", "taken for a verb"),
    ("Norway will not return to the talks until Chad frees the pilots.", "until Chad frees the pilots", "of a refusal"),
    ("Until Chad frees the pilots, Norway will not return to the talks.", "Until Chad frees the pilots", "in front"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "condition", "reason"), CONDITIONS)
def test_a_condition(text: str, condition: str | None, reason: str) -> None:
    found = {e.condition.text for e in dragoman.read_text(text, published="2021-02-10") if e.condition}
    assert found == ({condition} if condition else set()), reason


def test_an_until_clause_of_a_demand_is_a_deadline_without_a_day(kit) -> None:
    text = "Norway said Chad should limit exports until the troops are withdrawn."
    found = stage(kit, text, "REQUEST")[0].deadline
    assert found is not None
    assert (found.text, found.last) == ("until the troops are withdrawn", None)


@pytest.mark.parametrize(
    "text",
    [
        "Norway ordered the withdrawal of the guards until now paid by Chad, who have watched the border.",
        "Norway ordered a halt to exports of fish, a trade which had thrived until the war began.",
    ],
)
def test_what_lasted_until_now_or_then_is_no_deadline(kit, text: str) -> None:
    assert stage(kit, text, "REQUEST")[0].deadline is None


# sentence, deadline, its day; reports are of Wednesday, 10 February 2021
DEADLINES = [
    ("Norway's president will meet her Chadian counterpart in Oslo on Friday.", "Friday", date(2021, 2, 12)),
    ("Norway's president is expected to visit Chad next week.", "next week", date(2021, 2, 21)),
    ("On Friday, Norway's president will meet her Chadian counterpart in Oslo.", "Friday", date(2021, 2, 12)),
    ("Norway promised Chad to send boats in June.", "June", date(2021, 6, 30)),
    ("Norway urged Chad on Monday to free the pilots on Friday.", "Friday", date(2021, 2, 12)),
    ("Norway gave Chad ten days to free the pilots.", "ten days", date(2021, 2, 20)),
    ("Norway urged Chad to free the pilots at once.", "at once", None),
    ("Norway threatened to expel the envoy unless the pilots were freed by Friday.", "by Friday", date(2021, 2, 12)),
    ("Unless Chad leaves by Friday, Norway threatened to bomb it.", "by Friday", date(2021, 2, 12)),
]
NO_DEADLINES = [
    ("Norway's president met her Chadian counterpart in Oslo on Friday.", "it is done"),
    ("Norway promised on Monday to send boats to Chad.", "the day on which it was promised"),
    ("Norway urged Chad to free the pilots on Friday.", "most likely the day on which it was said"),
    ("Norway urged Chad to free the pilots on Wednesday.", "the day of the report"),
    ("Norway told Chad to leave the town in January.", "the month that has just passed"),
    ("Norway urged Chad to free the pilots captured in March 2020.", "the day of another act, which is over"),
    ("Norway will free the pilots whom it will try in June.", "the day of another act, which is to come"),
    ("Norway will respect Friday's vote in Chad.", "the day of something spoken of"),
    ("Norway agreed to a truce with Chad, but the shooting continued until Tuesday.", "the bound of another act"),
    ("Norway pledged Chad 40 planes a year to patrol the lake.", "nobody is given that time"),
]


@pytest.mark.parametrize(("text", "deadline", "day"), DEADLINES)
def test_a_deadline(text: str, deadline: str, day: date | None) -> None:
    found = [e.deadline for e in dragoman.read_text(text, published="2021-02-10")]
    assert [(d.text, d.date) for d in found if d] == [(deadline, day)]


@pytest.mark.parametrize(("text", "reason"), NO_DEADLINES)
def test_no_deadline(text: str, reason: str) -> None:
    assert not any(e.deadline for e in dragoman.read_text(text, published="2021-02-10")), reason

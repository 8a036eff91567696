"""Which deeds a sentence only names, and which it tells as done."""

from datetime import date

import pytest

from dragoman.flow import code_document
from dragoman.read import make_document
from dragoman.record.happening import ONLY_NAMED

# sentence, the type of the deed, whether it is only named, reason
DEEDS = [
    ("Norway withdrew its troops from Chad on Monday.", "RETREAT", False, "a plain act"),
    ("Norway completed the withdrawal of its troops from Chad on Monday.", "RETREAT", False, "a past verb tells it"),
    ("The withdrawal of Norwegian troops from Chad was completed on Monday.", "RETREAT", False, "and in the passive"),
    ("Norway launched an attack on Chad on Monday.", "ASSAULT", False, "a light verb carries it"),
    ("The withdrawal of Norwegian troops from Chad is a mistake, editors wrote.", "RETREAT", True, "it may be a plan"),
    (
        "Norway's withdrawal of its troops from Chad has pleased Mali.",
        "RETREAT",
        True,
        "it takes for granted what nobody tells",
    ),
]


@pytest.mark.parametrize(("text", "kind", "named", "reason"), DEEDS)
def test_is_only_named(kit, text: str, kind: str, named: bool, reason: str) -> None:
    coded = code_document(make_document(text, published=date(2021, 2, 10)), kit)
    deeds = [e for e in coded.events if e.event == kind]
    assert deeds, "the deed itself was not coded"
    assert all((coded.doubts.get(e.id, "") == ONLY_NAMED) is named for e in deeds), reason

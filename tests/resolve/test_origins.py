"""Where a report says that its persons are from, and words that do not say it."""

import pytest

from dragoman.codebook.roles import load_roles
from dragoman.record.document import Document
from dragoman.resolve.origins import find_origins
from dragoman.resolve.report import read_report
from dragoman.world.load import load_world

ROWS = [
    ("Zuri Otabe, 34, from Kenya, left Peru.", "KEN", "behind her age"),
    ("Zuri Otabe (34) from Kenya left Peru.", "KEN", "behind an age in brackets"),
    ("Zuri Otabe, from northern Kenya, left Peru.", "KEN", "which part of it does not matter"),
    ("Zuri Otabe, a former nurse from Nairobi, left Peru.", "KEN", "behind what she is"),
    ("Zuri Otabe, 34, formerly of Nairobi, left Peru.", "KEN", "where she lived once"),
    ("Zuri Otabe of Kenya left Peru.", "KEN", "of needs no comma"),
    ("Zuri Otabe left Peru. Otabe, who was from the city of Nairobi, slept.", "KEN", "where only the surname stands"),
    ("Peru expelled Zuri Otabe from Kenya.", None, "from may say whence somebody is sent"),
    ("Zuri Otabe, 34, left Kenya.", None, "she was there, that is all"),
    ("Zuri Otabe, of the Kenyan army, left Peru.", None, "an army is no place"),
]


@pytest.mark.parametrize(("text", "code", "reason"), ROWS)
def test_origins(text: str, code: str | None, reason: str) -> None:
    report = read_report(Document(id="t", text=text), [], load_world(), load_roles())
    assert find_origins(report, ["Zuri Otabe"]).get("Zuri Otabe") == code, reason

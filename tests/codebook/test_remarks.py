"""Sentences that say outright what came of something are found, and hardly any other is looked at closely."""

import pytest

from dragoman.codebook.remarks import load_remarks


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("Norway broke its word.", "broken"),
        ("Norway failed to reopen the mission as promised.", "broken"),
        ("Norway vowed to come, and came as it had vowed.", "kept"),
        ("Chad turned down the offer.", "refused"),
        ("After failed attempts to defeat the deal the senators went home.", None),
        ("As the day ended the men left the office of the paper.", None),
    ],
)
def test_a_remark_is_found_or_not(sentence, state):
    found = load_remarks().find(sentence)
    assert (found.state if found else None) == state

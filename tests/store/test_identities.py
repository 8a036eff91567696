"""What people said is kept in the order in which they said it, and not twice as the last word on one thing."""

from datetime import UTC, datetime
from pathlib import Path

from dragoman.record.identity import Edit
from dragoman.store import open_store
from dragoman.store.identities import digest_edit, read_edits, write_edits

NOW = datetime(2026, 11, 27, tzinfo=UTC)
SAME = Edit(action="same", actor="a", other="b")
APART = Edit(action="apart", actor="a", other="b")
NAME = Edit(action="name", actor="a", value="Ada Berg")


def test_edits_come_back_in_order_and_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        assert write_edits(store, [SAME, NAME, SAME], None, NOW) == [SAME, NAME]
        assert write_edits(store, [NAME, APART], "a person", NOW) == [APART]
        assert write_edits(store, [SAME], "a person", NOW) == [SAME]  # said again after it was taken back
        assert read_edits(store) == [SAME, NAME, APART, SAME]


def test_a_digest_is_of_all_that_is_said() -> None:
    assert digest_edit(SAME) != digest_edit(APART)
    assert digest_edit(SAME) == digest_edit(Edit(action="same", actor="a", other="b"))

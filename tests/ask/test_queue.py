"""What waits for a person, sorted by what is most worth a look, each with the signs that speak for it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ask.made import make_archive
from dragoman.archive import Archive
from dragoman.errors import UsageError

NOW = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(make_archive(tmp_path / "made.duckdb")) as archive:
        yield archive


def test_worth_is_the_sum_of_its_signs(archive: Archive) -> None:
    rows = {row.event: row for row in archive.queue()}
    assert set(rows) == {"meet", "aid", "raid", "talks", "shell", "expel", "blame", "warn"}
    assert rows["shell"].why == ("confidence 0.40 (+0.60)",)
    assert rows["raid"].why == ("confidence 0.80 (+0.20)", "new here: Karim Déby (+0.30)")
    assert rows["meet"].why == (
        "confidence 0.90 (+0.10)",
        "told by 2 sources (+0.20)",
        "reports differ on date (+0.20)",
    )
    assert {id: row.worth for id, row in rows.items()} == pytest.approx(
        {"meet": 0.5, "aid": 0.4, "raid": 0.5, "talks": 0.7, "shell": 0.6, "expel": 0.7, "blame": 0.5, "warn": 0.35}
    )


def test_the_most_worth_comes_first_and_pages_go_on(archive: Archive) -> None:
    whole = [row.event for row in archive.queue()]
    assert whole[:2] == ["expel", "talks"]
    first = archive.queue(limit=3)
    assert [row.event for row in first] == whole[:3]
    assert [row.event for row in archive.queue(cursor=first.cursor)] == whole[3:]


def test_filters_are_those_of_events(archive: Archive) -> None:
    assert [row.event for row in archive.queue(type="ASSAULT")] == ["shell"]
    assert [row.event for row in archive.queue(actor="Karim Déby")] == ["raid"]
    with pytest.raises(UsageError):
        archive.queue(raw=True)


def test_what_was_reviewed_waits_no_more_unless_two_differ(archive: Archive) -> None:
    archive.review({"action": "accept", "event": "shell"}, by="Ada", at=NOW)
    assert "shell" not in {row.event for row in archive.queue()}
    archive.review({"action": "reject", "event": "shell"}, by="Bo", at=NOW)
    first = next(iter(archive.queue()))
    assert (first.event, first.why[-1]) == ("shell", "seen differently by Ada, Bo (+2.00)")

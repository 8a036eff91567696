"""A ledger is made once for a day, apart from all requests, and again when the archive has changed; meanwhile the old one answers."""

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.ask.commitments import make_ledger
from dragoman.ask.ledger import find_start, read_sources
from dragoman.errors import StoreError
from dragoman.serve import ledgers as module
from dragoman.serve.ledgers import Ledgers, Standing
from dragoman.serve.settings import Settings
from dragoman.serve.shelf import Shelf
from dragoman.store import open_store

DAY = date(2024, 1, 1)
LONG = 90.0


@pytest.fixture
def shelf(archive_path: Path, tmp_path: Path) -> Iterator[Shelf]:
    opened = Shelf(Path(shutil.copy(archive_path, tmp_path / "news.duckdb")), Settings())
    yield opened
    opened.close()


@pytest.fixture
def ledgers(shelf: Shelf) -> Iterator[Ledgers]:
    made = Ledgers(shelf)
    yield made
    made.close()


def test_it_is_the_ledger_of_the_archive(ledgers: Ledgers, archive: Archive) -> None:
    found = ledgers.find(DAY, LONG)
    assert found is not None
    assert found.fresh
    assert (found.ledger.as_of, found.ledger.since) == (DAY, None)
    whole = archive.commitments(as_of=DAY, min_confidence=0)
    assert sorted(c.id for c in found.ledger.entries) == sorted(c.id for c in whole)
    made = {c.id: c for c in found.ledger.entries}
    for one in archive.commitments(as_of=DAY):
        assert made[one.id] == one
        assert archive.happening(found.ledger.made_by[one.id]) is not None


def test_many_who_ask_at_once_wait_for_one(ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch) -> None:
    called = []
    plain = Ledgers._call_bookkeeper

    def count(self: Ledgers, as_of: date, making: module._Making) -> object:
        called.append(as_of)
        return plain(self, as_of, making)

    monkeypatch.setattr(Ledgers, "_call_bookkeeper", count)
    assert ledgers.find(DAY, 0.0) is None, "nobody is kept waiting who does not want to"
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: ledgers.find(DAY, LONG), range(8)))
    assert all(isinstance(one, Standing) and one.fresh for one in found)
    assert called == [DAY]


def test_after_a_change_the_old_one_answers_until_the_new_one_is_made(ledgers: Ledgers, shelf: Shelf) -> None:
    before = ledgers.find(DAY, LONG)
    assert before is not None
    gone = before.ledger.entries[0]
    with shelf.change() as archive:
        archive.close()
        with open_store(shelf.path, write=True, wait=5) as store:
            store.change(f"DELETE FROM happening WHERE id = '{before.ledger.made_by[gone.id]}'")
    meanwhile = ledgers.find(DAY, 0.0)
    assert meanwhile is not None
    assert not meanwhile.fresh
    assert gone in meanwhile.ledger.entries
    end = time.monotonic() + LONG
    while not (found := ledgers.find(DAY, 0.0)) or not found.fresh:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert gone.id not in {c.id for c in found.ledger.entries}


def test_what_cannot_be_read_is_told_and_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    ledgers = Ledgers(Shelf(path, Settings()))
    for _ in range(2):
        with pytest.raises(StoreError, match="there is no archive here"):
            ledgers.find(DAY, LONG)


def test_only_so_many_days_are_made_at_once_and_kept(ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [date(2020, 1, n) for n in range(1, 4)]
    monkeypatch.setattr(module, "MADE", 1)
    monkeypatch.setattr(module, "KEPT", 1)
    assert ledgers.find(days[0], 0.0) is None
    assert ledgers.find(days[1], 0.0) is None
    assert list(ledgers._making) == [days[0]], "the second must wait"
    assert ledgers.find(days[0], LONG)
    assert ledgers.find(days[1], LONG)
    assert list(ledgers._kept) == [days[1]]


def test_of_a_large_archive_the_newest_is_looked_at(archive: Archive) -> None:
    assert find_start(archive, DAY, 1000) is None
    since = find_start(archive, DAY, 10)
    assert since is not None
    ledger = make_ledger(read_sources(archive, DAY, since), DAY, since)
    whole = make_ledger(read_sources(archive, DAY), DAY)
    assert 0 < len(ledger.entries) < len(whole.entries)
    known = {h.id: h for h in archive.happenings()}
    assert all(known[h].first_reported >= since for h in ledger.made_by.values())
    assert (
        sum(
            h.first_reported is not None and h.first_reported >= since
            for h in known.values()
            if h.status in ("actual", "negated")
        )
        <= 10
    )
    same = {c.id: c for c in whole.entries}
    assert {c.id for c in ledger.entries} <= set(same)

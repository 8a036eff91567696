"""Coding again: the same as if the newer version had coded from the start; what changed is told; stopped work goes on."""

from functools import reduce
from operator import add
from pathlib import Path

import pytest

from dragoman.keep import Coder, Recoded, add_documents, recode_reports
from dragoman.record.document import Document
from dragoman.store import open_store
from store.made import digest_archive, make_coder, make_report, make_reports

NEWER = make_coder("made 2", ASSAULT="ACCUSE")


def recode(path: Path, coder: Coder = NEWER, **options: object) -> Recoded:
    return reduce(add, recode_reports(path, coder, **options), Recoded())  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    list(add_documents(path, make_reports(20), make_coder()))
    return path


def test_coded_again_is_as_if_coded_so_at_first(path: Path, tmp_path: Path) -> None:
    list(add_documents(tmp_path / "new.duckdb", make_reports(20), NEWER))
    told = recode(path, batch=7)
    assert told.reports == 20
    assert 0 < told.changed < 20
    assert (told.added, told.dropped) == (0, 0)
    assert told.altered == told.fields["event"] > 0
    assert digest_archive(path) == digest_archive(tmp_path / "new.duckdb")


def test_what_this_version_coded_is_left_alone(path: Path) -> None:
    recode(path)
    assert recode(path) == Recoded()
    assert recode(path, everything=True, batch=3).reports == 20


def test_a_dry_run_tells_the_same_and_changes_nothing(path: Path) -> None:
    before = digest_archive(path)
    told = recode(path, dry_run=True, batch=6)
    assert digest_archive(path) == before
    assert told == recode(path)


def test_only_those_named(path: Path) -> None:
    assert recode(path, ids=["r0003", "nosuch", "r0001"], batch=1).reports == 2
    with open_store(path) as store:
        coded = store.rows("SELECT id FROM report WHERE coder = 'made 2' ORDER BY id").to_pylist()
    assert [row["id"] for row in coded] == ["r0001", "r0003"]


def test_stopped_work_goes_on(path: Path, tmp_path: Path) -> None:
    next(recode_reports(path, NEWER, batch=8))
    assert recode(path, batch=8).reports == 12
    list(add_documents(tmp_path / "new.duckdb", make_reports(20), NEWER))
    assert digest_archive(path) == digest_archive(tmp_path / "new.duckdb")


def test_a_report_that_fails_keeps_its_events_and_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    document = make_report("a", "NOR ACCUSE TCD. Rain fell.")
    list(add_documents(path, [document], make_coder()))
    before = digest_archive(path)
    failing = Coder("made 3", lambda document: make_coder("made 3").code(make_report(document.id, "BROKEN")))
    for _ in range(2):
        told = recode(path, failing)
        assert (told.reports, len(told.faults)) == (0, 1)
        assert digest_archive(path) == before


def test_what_left_while_it_was_coded_does_not_come_back(path: Path) -> None:
    from dragoman.keep import forget_reports

    once = iter([True])

    def code(document: Document):
        if next(once, False):
            forget_reports(path, ["r0001"])
        return NEWER.code(document)

    recode(path, Coder("made 2", code))
    with open_store(path) as store:
        assert store.rows("SELECT id FROM report WHERE id = 'r0001'").num_rows == 0

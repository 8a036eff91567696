"""Happenings are joined anew by other rules, and what stays in memory between batches never tells of an archive that was."""

from pathlib import Path

import pytest

from dragoman.keep import add_documents, forget_reports
from dragoman.store import open_store
from store.made import digest_archive, make_coder, make_report, make_reports

REPORTS = make_reports(30, seed=3)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> object:
    """What an archive holds to which all reports were added at once."""
    path = tmp_path_factory.mktemp("whole") / "archive.duckdb"
    list(add_documents(path, REPORTS, make_coder()))
    return digest_archive(path)


@pytest.mark.parametrize(
    "before",
    [
        # As a file comes out of the migration to seats.
        "UPDATE telling SET kind = NULL, last = NULL, core = NULL, head = NULL; DELETE FROM joining",
        # As other weights might have joined it.
        "UPDATE joining SET rules = 'others'; UPDATE telling SET head = (SELECT min(head) FROM telling)",
    ],
)
def test_what_was_joined_otherwise_is_joined_anew_with_the_next_report(
    tmp_path: Path, whole: object, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.keep.seat.TELLINGS", 7)
    path = tmp_path / "archive.duckdb"
    list(add_documents(path, REPORTS[:-1], make_coder()))
    with open_store(path, write=True) as store:
        for statement in before.split(";"):
            store.change(statement)
    list(add_documents(path, REPORTS[-1:], make_coder()))
    assert digest_archive(path) == whole


def test_what_another_process_does_between_two_batches_counts(tmp_path: Path, whole: object) -> None:
    """It takes reports out, brings them back under another day, outlet and chain, and in the end as they were."""
    path = tmp_path / "archive.duckdb"
    adding = add_documents(path, REPORTS, make_coder(), batch=10)
    next(adding)
    gone = [report.id for report in REPORTS[:10]]
    forget_reports(path, gone[:6])
    others = [
        make_report(id, r.text, "2021-02-01", publication="Other") for id, r in zip(gone[:6], REPORTS, strict=False)
    ]
    list(add_documents(path, others, make_coder()))
    next(adding)
    forget_reports(path, gone[:6])
    list(add_documents(path, REPORTS[:6], make_coder()))
    list(adding)
    assert digest_archive(path) == whole

"""Forgetting: what is left is as if the report had never come."""

from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.keep import add_documents, forget_reports
from dragoman.record.document import Document
from dragoman.record.fault import Fault
from store.made import digest_archive, make_coder, make_report, make_reports

NORWAY = "NOR ACCUSE TCD 2021-02-08. Rain fell."


def put(path: Path, documents: list[Document | Fault]) -> Path:
    list(add_documents(path, documents, make_coder()))
    return path


@pytest.mark.parametrize("gone", [["r0000"], ["r0004", "r0009", "r0001"], [f"r{n:04}" for n in range(0, 30, 2)]])
def test_as_if_it_had_never_come(tmp_path: Path, gone: list[str]) -> None:
    """Copies are among these reports: chains lose their heads, happenings their tellings."""
    reports = make_reports(30, seed=2)
    path = put(tmp_path / "a.duckdb", reports)
    told = forget_reports(path, gone)
    assert told.reports == tuple(sorted(gone))
    other = put(tmp_path / "b.duckdb", [d for d in reports if d.id not in gone])
    assert digest_archive(path) == digest_archive(other)


def test_a_source_takes_what_was_found_only_there(tmp_path: Path) -> None:
    here, there = make_report("a", NORWAY, source="here/x.jsonl:1"), make_report("a", NORWAY, source="there.zip!x.txt")
    lone, other = (
        make_report("b", "Snow fell.", source="here/x.jsonl:2"),
        make_report("c", "Hail.", source="there.zip!y.txt"),
    )
    fault = Fault(source="here/x.jsonl:3", document=None, stage="read", kind="source", reason="no valid JSON")
    for name in ("here/x.jsonl", "here", "here/"):
        path = put(tmp_path / f"{name.replace('/', '_')}.duckdb", [here, there, lone, other, fault])
        told = forget_reports(path, [name])
        assert (told.reports, told.staying, told.unknown) == (("b",), ("a",), ())
        left = put(tmp_path / "left.duckdb", [there, other])
        assert digest_archive(path) == digest_archive(left)


def test_an_address_names_its_report(tmp_path: Path) -> None:
    path = put(
        tmp_path / "a.duckdb", [make_report("a", NORWAY, url="https://gazette.example/a"), make_report("b", "Snow.")]
    )
    assert forget_reports(path, ["https://gazette.example/a"]).reports == ("a",)


@pytest.mark.parametrize("name", ["", " ", "http", "https", "/srv/new"])
def test_what_only_begins_like_a_source_names_none(tmp_path: Path, name: str) -> None:
    """An empty name (a shell's variable that was never set) is not the folder that holds every absolute path."""
    found = [
        make_report("a", NORWAY, source="/srv/news/a.txt"),
        make_report("b", "Snow.", source="https://gazette.example/b"),
    ]
    path = put(tmp_path / "a.duckdb", found)
    told = forget_reports(path, [name])
    assert (told.reports, told.unknown) == ((), (name,))


def test_a_dry_run_tells_the_same_and_changes_nothing(tmp_path: Path) -> None:
    path = put(tmp_path / "a.duckdb", make_reports(12))
    before = digest_archive(path)
    told = forget_reports(path, ["r0001", "news.jsonl:5", "nosuch"], dry_run=True)
    assert digest_archive(path) == before
    assert told == forget_reports(path, ["r0001", "news.jsonl:5", "nosuch"])
    assert told.unknown == ("nosuch",)
    assert len(told.reports) == 2


def test_a_refusal_is_forgotten_with_its_report(tmp_path: Path) -> None:
    """After that the other text may come."""
    path = put(tmp_path / "a.duckdb", [make_report("a", NORWAY), make_report("a", "Snow fell.")])
    forget_reports(path, ["a"])
    assert digest_archive(put(path, [make_report("a", "Snow fell.")])) == digest_archive(
        put(tmp_path / "b.duckdb", [make_report("a", "Snow fell.")])
    )


def test_where_there_is_no_archive_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no archive"):
        forget_reports(tmp_path / "a.duckdb", ["a"])
    assert list(tmp_path.iterdir()) == []

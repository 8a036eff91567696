"""Verdicts come in; an archive in which they hold, and what it then tells, goes out: for tests of reviews."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dragoman.keep import Reviewed, add_documents, review_records, take_back_reviews
from dragoman.record.document import Document
from dragoman.record.review import Review
from dragoman.review.fold import list_standing
from dragoman.review.verdict import read_verdict
from dragoman.store import open_store
from dragoman.store.reviews import read_reviews
from store.made import make_coder

NOW = datetime(2026, 11, 27, tzinfo=UTC)


def put(path: Path, documents: Iterable[Document], version: str = "made 1", **other: str) -> None:
    for _ in add_documents(path, documents, make_coder(version, **other)):
        pass


def say(path: Path, *verdicts: Mapping[str, Any], by: str = "Ada", **options: Any) -> Reviewed:
    placed = [(f"reviews.jsonl:{n}", read_verdict(verdict)) for n, verdict in enumerate(verdicts, 1)]
    return review_records(path, placed, by=by, at=NOW, **options)


def must(path: Path, *verdicts: Mapping[str, Any], by: str = "Ada") -> tuple[Review, ...]:
    """Say it, and all of it must be taken in."""
    done = say(path, *verdicts, by=by)
    assert [fault.reason for fault in done.faults] == []
    assert done.known == 0
    return done.kept


def rows(path: Path, sql: str) -> list[dict[str, Any]]:
    with open_store(path) as store:
        return store.rows(sql).to_pylist()


def raw(path: Path) -> Mapping[str, str]:
    """Digests of the record as it was coded, as a reader is told it."""
    with open_store(path) as store:
        take_back_reviews(store)
        names = ("events", "parties", "actors", "happenings", "tellings", "places", "dyads", "expectation")
        return {
            n: str(store.rows(f"SELECT count(*), sum(md5_number_lower(to_json(t)::VARCHAR)) FROM {n} t").to_pylist())
            for n in names
        }


def event(path: Path, kind: str, report: str = "a") -> str:
    (row,) = rows(path, f"SELECT id FROM event WHERE event = '{kind}' AND document = '{report}'")
    return str(row["id"])


def standing(path: Path) -> list[str]:
    """The reviews that stand, the last first."""
    with open_store(path) as store:
        return [review.id for review in list_standing(read_reviews(store))][::-1]

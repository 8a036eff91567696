"""What is asked of happenings taken together is what the library says."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from dragoman.archive import Archive


@pytest.fixture(scope="module")
def archive(made_path: Path) -> Iterator[Archive]:
    with Archive(made_path) as opened:
        yield opened


def plain(record: object) -> object:
    return json.loads(msgspec.json.encode(record))


def test_they_are_what_the_library_says(made: TestClient, archive: Archive) -> None:
    expected = {
        "/api/dyads/EGY/LBY?by=week&since=2020-12": archive.dyad("EGY", "LBY", by="week", since="2020-12"),
        "/api/dyads/EGY/Libya?count=events": archive.dyad("EGY", "LBY", count="events"),
        "/api/relations/EGY/LBY?by=year": archive.relation("EGY", "LBY", by="year"),
        "/api/relations/Salma%20Nour/LBY": archive.relation("Salma Nour", "LBY"),
        "/api/profiles/EGY?as_of=2020-12": archive.profile("EGY", as_of="2020-12"),
        "/api/network?by=actor": archive.network(by="actor"),
        "/api/network?least=2&status=future": archive.network(least=2, status="future"),
    }
    for path, record in expected.items():
        assert made.get(path).json() == plain(record), path
    assert made.get("/api/relations/EGY:MIL").json()["rows"] == plain(archive.ties("EGY:MIL"))


def test_storylines_with_their_happenings(made: TestClient, archive: Archive) -> None:
    told = made.get("/api/stories?least=1&actor=EGY&actor=SDN&limit=2").json()
    stories = archive.stories(least=1, actor=["EGY", "SDN"])
    assert told["count"] == len(stories) > 2
    assert [row["id"] for row in told["rows"]] == [s.id for s in stories[:2]]
    one = made.get(f"/api/stories/{stories[0].id}?least=1&actor=EGY&actor=SDN").json()
    assert one == plain(stories[0])
    assert made.get(f"/api/stories/{stories[0].id}?least=50").status_code == 404


@pytest.mark.parametrize(
    ("path", "rows"), [("/api/dyads/EGY/LBY?by=month", 6), ("/api/network", 3), ("/api/stories?least=1", 5)]
)
def test_other_forms_hold_the_rows(made: TestClient, path: str, rows: int) -> None:
    sign = "&" if "?" in path else "?"
    lines = made.get(f"{path}{sign}format=jsonl").text.splitlines()
    table = pq.read_table(io.BytesIO(made.get(f"{path}{sign}format=parquet").content))
    csv = made.get(f"{path}{sign}format=csv").text.splitlines()
    assert len(lines) == table.num_rows == len(csv) - 1 == rows
    assert csv[0].split(",") == table.column_names == list(json.loads(lines[0]))


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/dyads/EGY/EGY", "second"),
        ("/api/dyads/EGX/LBY", "first"),
        ("/api/dyads/EGY/LBY?by=fortnight", "by"),
        ("/api/dyads/EGY/LBY?count=reports", "count"),
        ("/api/dyads/EGY/LBY?by=day&since=0001&until=9999", "by"),  # three million days
        ("/api/relations/EGY/LBY?by=day&since=0001&until=9999", "by"),
        ("/api/relations/EGY/Egypt", "second"),
        ("/api/relations/%3F%3F", "first"),
        ("/api/profiles/EGY?as_of=soon", "as_of"),
        ("/api/network?by=colour", "by"),
        ("/api/network?least=0", "least"),
        ("/api/network?least=99999999999", "least"),
        ("/api/stories?gap=-1", "gap"),
        ("/api/stories?limit=5000", "limit"),
        ("/api/stories?actor=%3F", "actor"),
        ("/api/network?actor=EGY", "actor"),
    ],
)
def test_a_wrong_word_is_named(made: TestClient, path: str, field: str) -> None:
    answer = made.get(path)
    assert answer.status_code == 400, answer.text
    assert answer.json()["field"] == field


def test_who_takes_part_in_nothing_has_no_profile(made: TestClient) -> None:
    assert made.get("/api/profiles/Nobody").status_code == 404


def test_more_than_can_be_taken_in_is_refused(made: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.serve.rest.relations.MOST_HAPPENINGS", 2)
    for path in ("stories", "relations/EGY", "relations/EGY/LBY", "profiles/EGY"):
        answer = made.get(f"/api/{path}")
        assert (answer.status_code, answer.json()["field"]) == (400, "since"), path
        assert "narrow it" in answer.json()["detail"]
    assert made.get("/api/stories?since=2021").status_code == 200
    monkeypatch.setattr("dragoman.serve.rest.relations.MOST_TIES", 2)
    assert made.get("/api/network").json()["field"] == "least"
    assert made.get("/api/network?least=2").status_code == 200
    monkeypatch.setattr("dragoman.serve.rest.relations.MOST_HAPPENINGS", 4000)
    monkeypatch.setattr("dragoman.serve.rest.relations.MOST_DAYS", 3)
    assert made.get("/api/relations/EGY/LBY?by=day").json()["field"] == "by"
    assert made.get("/api/relations/EGY/LBY?by=week").status_code == 200

"""Commitments over HTTP are those of the library, whole and page by page."""

import io
import json
from datetime import date
from typing import Any
from urllib.parse import quote

import msgspec
import pyarrow.parquet as pq
import pytest

from dragoman.archive import Archive
from dragoman.record.commitment import Commitment


@pytest.fixture(scope="module")
def kept(archive: Archive) -> list[Commitment]:
    return archive.commitments(date.today())


def test_the_list_is_the_ledger(room: Any, kept: list[Commitment]) -> None:
    told = room.get("/api/commitments?limit=1000&count=true").json()
    assert msgspec.convert(told["rows"], list[Commitment]) == kept
    assert told["count"] == len(kept) > 3
    for order in ("oldest", "due", "changed"):
        ids = [row["id"] for row in room.get(f"/api/commitments?order={order}&limit=1000").json()["rows"]]
        assert sorted(ids) == sorted(c.id for c in kept)
    changed = [
        row["state_since"] or row["made_on"] for row in room.get("/api/commitments?order=changed").json()["rows"]
    ]
    assert changed == sorted(changed, reverse=True)


def test_pages_follow_each_other(room: Any, kept: list[Commitment]) -> None:
    found, path = [], "/api/commitments?limit=2"
    while path:
        answer = room.get(path)
        found += [row["id"] for row in answer.json()["rows"]]
        path = answer.links["next"]["url"] if "next" in answer.links else ""
    assert found == [c.id for c in kept]


def test_a_cursor_of_another_question_is_refused(room: Any) -> None:
    cursor = room.get("/api/commitments?limit=1").json()["cursor"]
    for query in (f"cursor={cursor}&order=due", f"cursor={cursor}&state=superseded", "cursor=nonsense"):
        answer = room.get(f"/api/commitments?{query}")
        assert (answer.status_code, answer.json()["field"]) == (400, "cursor")


def test_filters_and_days_are_those_of_the_library(room: Any, archive: Archive, kept: list[Commitment]) -> None:
    state = kept[0].state
    told = room.get(f"/api/commitments?limit=1000&state={quote(state)}").json()["rows"]
    assert [row["id"] for row in told] == [c.id for c in kept if c.state == state]
    day = min(c.made_on for c in kept if c.made_on)
    early = archive.commitments(as_of=day)
    told = room.get(f"/api/commitments?limit=1000&as_of={day}").json()["rows"]
    assert [row["id"] for row in told] == [c.id for c in early]
    assert len(early) < len(kept)


def test_one_commitment_and_what_is_behind_it(room: Any, kept: list[Commitment]) -> None:
    one = max(kept, key=lambda c: len(c.events))
    told = room.get(f"/api/commitments/{one.id}").json()
    assert msgspec.convert(told, Commitment) == one
    sayings = room.get(f"/api/commitments/{one.id}/evidence").json()["rows"]
    assert {s["event"] for s in sayings} == set(one.events)
    assert all(s["sentence"] for s in sayings)
    assert room.get("/api/commitments/none").status_code == 404
    assert room.get(f"/api/commitments/{one.id}?as_of=1900").status_code == 404


def test_other_forms(room: Any, kept: list[Commitment]) -> None:
    lines = room.get("/api/commitments?format=jsonl").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [c.id for c in kept]
    table = pq.read_table(io.BytesIO(room.get("/api/commitments?format=parquet").content))
    assert table.column("id").to_pylist() == [c.id for c in kept]
    assert len(room.get("/api/commitments?format=csv&limit=2").text.splitlines()) == 3


def test_a_page_tells_how_the_ledger_stands(room: Any) -> None:
    told = room.get("/api/commitments?as_of=2020-12").json()
    assert (told["as_of"], told["since"], told["fresh"]) == ("2020-12-31", None, True)


def test_a_ledger_that_is_old_or_not_yet_made(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ledgers = room.app.state.room.ledgers
    tag = room.get("/api/commitments").headers["etag"]
    monkeypatch.setattr(ledgers, "fresh", False)
    old = room.get("/api/commitments", headers={"If-None-Match": tag})
    assert (old.status_code, old.json()["fresh"]) == (200, False)  # or who has it would take the old one for the new
    monkeypatch.setattr(ledgers, "made", False)
    for path in ("commitments", "commitments/x", "commitments/x/evidence", "profiles/NOR"):
        answer = room.get(f"/api/{path}")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert "being made" in answer.json()["detail"]


def test_what_is_not_found_says_why(room: Any) -> None:
    told = room.get("/api/commitments?source=Nowhere+Times").json()
    assert told["hints"] == ["source: no report here is from 'Nowhere Times'"]

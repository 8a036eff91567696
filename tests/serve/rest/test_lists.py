"""Lists, page by page, and one of each by its id: what the library says, over HTTP."""

import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from ask.made import EVENTS, HAPPENINGS, REPORTS
from dragoman.archive import Archive
from dragoman.export.cells import FLAT
from dragoman.export.text import write_cells
from dragoman.record.event import Event
from dragoman.record.happening import Happening
from dragoman.serve.rest.lists import LISTS


def get(made: TestClient, path: str) -> Any:
    answer = made.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("question", LISTS)
def test_a_list_is_what_the_library_says(made: TestClient, made_path: Path, question: str) -> None:
    with Archive(made_path) as archive:
        asked = list(getattr(archive, question)())
    told = get(made, f"/api/{question}?count=true")
    assert msgspec.convert(told["rows"], list[LISTS[question].kind]) == asked  # type: ignore[misc]
    assert told["count"] == len(asked) > 1
    assert told["cursor"] is None
    assert told["hints"] == []


# Words and values as in docs/asking.md, and what they admit (tests/ask has many more).
@pytest.mark.parametrize(
    ("query", "admitted"),
    [
        ("actor=EGY&actor=NOR", "aid blame meet shell talks"),
        ("actor=EGY:MIL", "shell"),
        ("dyad=LBY>EGY", "expel raid"),
        ("dyad=LBY%3EEGY", "expel raid"),
        ("min-confidence=0.65", "meet raid talks warn"),
        ("min_confidence=0.65", "meet raid talks warn"),
        ("text=%22border+raid%22", "expel"),
        ("quad=verbal-conflict&since=2021", "warn"),
    ],
)
def test_filters_are_those_of_the_command_line(made: TestClient, query: str, admitted: str) -> None:
    assert sorted(e["id"] for e in get(made, f"/api/events?{query}")["rows"]) == admitted.split()


@pytest.mark.parametrize("question", [q for q in LISTS if q != "faults"])
def test_pages_follow_each_other_without_gap_or_repetition(made: TestClient, question: str) -> None:
    whole = get(made, f"/api/{question}")["rows"]
    rows, path = [], f"/api/{question}?limit=2"
    while path:
        answer = made.get(path)
        rows += answer.json()["rows"]
        path = answer.links["next"]["url"] if "next" in answer.links else ""
        assert bool(path) == (answer.json()["cursor"] is not None)
    assert rows == whole


def test_what_is_not_found_says_why(made: TestClient) -> None:
    told = get(made, "/api/events?actor=Salma+Nouri")
    assert told["rows"] == []
    assert told["hints"] == ["actor: nobody here is called 'Salma Nouri'; did you mean Salma Nour?"]


@pytest.mark.parametrize("question", LISTS)
@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_other_forms_hold_the_same_rows(made: TestClient, made_path: Path, question: str, form: str) -> None:
    answer = made.get(f"/api/{question}?format={form}")
    assert answer.headers["content-disposition"] == f'attachment; filename="{question}.{form}"'
    assert int(answer.headers["content-length"]) == len(answer.content)
    with Archive(made_path) as archive:
        asked = getattr(archive, question)()
        records, table = list(asked), asked.table
    if form == "jsonl":
        assert [json.loads(line) for line in answer.content.splitlines()] == json.loads(msgspec.json.encode(records))
    elif form == "parquet":
        assert pq.read_table(io.BytesIO(answer.content)).equals(table)
    else:
        columns, flatten = FLAT[question]
        out = io.BytesIO()
        write_cells(columns, map(flatten, records), out)
        assert answer.content == out.getvalue()


def test_a_file_is_whole_or_refused(made: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.serve.rest.lists.MOST_ROWS", 5)
    refused = made.get("/api/events?format=csv")
    assert refused.status_code == 400
    assert "8 rows" in refused.json()["detail"]
    page = made.get("/api/events?format=csv&limit=5")
    assert page.status_code == 200
    assert len(page.text.splitlines()) == 6
    rest = made.get(page.links["next"]["url"])
    assert len(rest.text.splitlines()) == 4
    assert "next" not in rest.links


def test_one_of_each(made: TestClient) -> None:
    assert msgspec.convert(get(made, "/api/events/talks"), Event) == EVENTS["talks"]
    assert msgspec.convert(get(made, "/api/happenings/h-meet"), Happening) == HAPPENINGS["h-meet"]
    assert get(made, "/api/reports/post-1")["text"] == REPORTS["post-1"].text
    assert get(made, "/api/actors/a-nour")["name"] == "Salma Nour"
    assert get(made, "/api/places/2210247")["resolved_place"] == "Tripoli"
    assert [e["id"] for e in get(made, "/api/reports/post-2/events")["rows"]] == ["shell", "expel"]
    assert [k["report"] for k in get(made, "/api/reports/brief/kin")["rows"]] == ["gazeta"]


def test_evidence_is_the_very_words(made: TestClient) -> None:
    told = get(made, "/api/events/expel/evidence")
    text = REPORTS["post-2"].text
    assert told["sentence"] == text[told["start"] : told["end"]]
    assert "".join(piece["text"] for piece in told["pieces"]) == told["sentence"]
    assert {piece["text"] for piece in told["pieces"] if piece["part"] == "trigger"} == {"Libya"}
    assert all(text[piece["start"] : piece["end"]] == piece["text"] for piece in told["pieces"])
    tellings = get(made, "/api/happenings/h-meet/evidence")["rows"]
    assert [line["event"] for line in tellings] == ["meet", "talks"]


NOTHING = """
events/no events/no/evidence happenings/no happenings/no/evidence actors/no places/1 reports/no reports/no/events reports/no/kin
reports/%00 events/%00 reports/a/b/../c nothing
"""


@pytest.mark.parametrize("path", NOTHING.split())
def test_what_there_is_not_is_told(made: TestClient, path: str) -> None:
    answer = made.get(f"/api/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_ids_of_reports_may_be_anything(client: Any) -> None:
    ids = [row["id"] for row in client.get("/api/reports?limit=1000").json()["rows"]]
    strange = next(id for id in ids if "<script>" in id)
    for id in (strange, ids[0]):
        assert client.get(f"/api/reports/{quote(id, safe='')}").json()["id"] == id
        assert client.get(f"/api/reports/{quote(id, safe='')}/events").status_code == 200

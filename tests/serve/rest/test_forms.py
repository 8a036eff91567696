"""Which form a request wants, and a sheet that fails on its way."""

import pytest
from fastapi.testclient import TestClient

from dragoman.serve.rest.forms import Sheet, write_sheet


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),  # a browser
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/json;q=0.4, text/csv;q=0.5", "text/csv; charset=utf-8"),
        ("application/jsonl", "application/jsonl"),
        ("application/x-ndjson", "application/jsonl"),
        ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
    ],
)
def test_accept_chooses_the_form(made: TestClient, accept: str | None, kind: str) -> None:
    answer = made.get("/api/events?limit=1", headers={} if accept is None else {"Accept": accept})
    assert answer.headers["content-type"] == kind


@pytest.mark.parametrize("accept", ["image/png", "nonsense", "a/b/c", ";;;", "application/json;q=0"])
def test_what_accept_does_not_take_is_not_sent(made: TestClient, accept: str) -> None:
    answer = made.get("/api/events", headers={"Accept": accept})
    assert answer.status_code == 406
    assert "application/jsonl" in answer.json()["detail"]


def test_the_word_format_counts_over_accept(made: TestClient) -> None:
    answer = made.get("/api/events?format=jsonl&limit=1", headers={"Accept": "image/png"})
    assert answer.headers["content-type"] == "application/jsonl"


def test_what_has_one_form_has_it_for_all(made: TestClient) -> None:
    for path in ("/api/events/meet", "/feed/happenings.atom"):
        assert made.get(path, headers={"Accept": "image/png"}).status_code == 200


def test_a_sheet_that_fails_is_not_begun() -> None:
    def rows():
        yield {"a": 1}
        raise RuntimeError("half")

    for form in ("jsonl", "csv"):
        sheet = Sheet(name="x", records=rows(), columns=("a",), flatten=lambda row: row, tables=list)
        with pytest.raises(RuntimeError):
            write_sheet(sheet, form)

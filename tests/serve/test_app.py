"""The room as a whole: every page answers, in one form, and says plainly what is wrong."""

from pathlib import Path

import pytest

from dragoman.errors import StoreBusy
from serve.conftest import Client

PAGES = ("/", "/happenings", "/reports", "/faults", "/try", "/status", "/login")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "There is no such page here."),
        ("/report?id=nothing", 404, "There is no report with this id."),
        ("/report", 400, "The address is not understood."),
        ("/happenings/nothing", 404, "There is no happening with this id"),
        ("/happenings?type=ASSULT", 400, "did you mean ASSAULT"),
        ("/happenings?cursor=x", 400, "cursor"),
        ("/happenings?colour=red", 400, "no filter of happenings"),
    ],
)
def test_what_is_wrong_is_told_in_plain_words(client: Client, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_a_room_without_an_archive_says_how_to_make_one(tmp_path: Path) -> None:
    with Client(tmp_path / "none.duckdb") as visitor:
        assert "dragoman add" in visitor.get("/").text
        answer = visitor.get("/happenings")
        assert answer.status_code == 500
        assert "there is no archive here" in answer.text
        assert str(tmp_path) not in answer.text, "where things lie is nothing for visitors"


def test_who_must_wait_for_a_writer_is_told_to_come_again(archive_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def be_busy(*_: object) -> None:
        raise StoreBusy("news.duckdb", "process 7 (python) holds it; wait for it with --wait SECONDS", 7)

    monkeypatch.setattr("dragoman.archive.Archive.open", be_busy)
    with Client(archive_path) as visitor:
        answer = visitor.get("/happenings")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"
    assert "being written to" in answer.text
    assert "process 7" not in answer.text


def test_it_tells_that_it_lives(client: Client) -> None:
    assert client.get("/healthz").text == "ok\n"

"""What a GET is answered with beside its body: tags that change with the answer, and what may be kept."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ask.made import EVENTS, REPORTS
from dragoman.record.event import Coded
from dragoman.serve.app import make_app
from dragoman.serve.settings import Settings
from dragoman.store import open_store
from dragoman.store.reports import write_faults, write_reports


@pytest.mark.parametrize(
    "path", ["/api/events?limit=2", "/api/events/meet", "/feed/happenings.atom", "/api/network?format=csv"]
)
def test_what_has_not_changed_is_not_sent_again(made: TestClient, path: str) -> None:
    first = made.get(path)
    assert first.headers["cache-control"] == "private, no-cache"
    assert "Accept" in first.headers["vary"]
    tag = first.headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = made.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert made.get(path, headers={"If-None-Match": 'W/"other"'}).content == first.content


def test_another_question_or_form_has_another_tag(made: TestClient) -> None:
    paths = ("/api/events", "/api/events?limit=2", "/api/events?limit=3", "/api/events?format=csv", "/api/happenings")
    assert len({made.get(path).headers["etag"] for path in paths}) == len(paths)
    same = {
        made.get(path).headers["etag"] for path in ("/api/events?limit=2&actor=EGY", "/api/events?actor=EGY&limit=2")
    }
    assert len(same) == 1
    assert (
        made.get("/api/events").headers["etag"]
        != made.get("/api/events", headers={"Accept": "text/csv"}).headers["etag"]
    )


def test_a_wrong_question_is_wrong_whatever_is_known(made: TestClient) -> None:
    assert made.get("/api/events?since=soon", headers={"If-None-Match": "*"}).status_code == 400


def test_a_tag_changes_with_the_archive(made_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(made_path, tmp_path / "made.duckdb"))
    with TestClient(make_app(path, Settings(linger=0.0)), base_url="http://127.0.0.1:8765") as asked:
        before = asked.get("/api/faults")
        with open_store(path, write=True, wait=10) as store, store.transaction():
            event = EVENTS["blame"]
            write_reports(store, [Coded(document=REPORTS["undated"], events=(event,), explanations=())], "made 2")
            write_faults(store, [])
        after = asked.get("/api/faults", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.headers["etag"] != before.headers["etag"]


def test_heads_are_answered_like_gets(made: TestClient) -> None:
    for path in ("/api/events", "/api/events?format=csv", "/feed/commitments.atom"):
        got, head = made.get(path), made.head(path)
        assert (head.status_code, head.headers["etag"]) == (got.status_code, got.headers["etag"])


def test_what_cannot_be_done_is_told_as_a_problem(made: TestClient, guarded: Any) -> None:
    answers = {
        405: made.delete("/api/events"),
        404: made.get("/api/"),
        414: made.get("/api/events?text=" + "x" * 9000),
        421: made.get("/api/events", headers={"Host": "evil.example"}),
        403: made.post("/api/code", json={"text": "x"}, headers={"Origin": "https://evil.example"}),
        401: guarded.get("/api/events"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert answer.json()["detail"]
    assert answers[405].headers["allow"]
    assert answers[401].headers["www-authenticate"] == "Bearer"


def test_a_fault_of_ours_shows_nothing_of_its_insides(made: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("/secret/place")

    monkeypatch.setattr("dragoman.serve.rest.resource.read_words", fail)
    answer = made.get("/api/events")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text


def test_an_archive_that_is_not_there_is_told(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path / "none.duckdb", Settings()), base_url="http://127.0.0.1:8765") as asked:
        answer = asked.get("/api/events")
    assert answer.status_code == 500
    assert "there is no archive here" in answer.json()["detail"]
    assert str(tmp_path) not in answer.text


def test_a_token_opens_the_room(guarded: Any) -> None:
    token = guarded.app.state.room.people.make_token("rhea")
    answer = guarded.get("/api/events?limit=1", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    wrong = guarded.get("/api/events", headers={"Authorization": "Bearer no"})
    assert (wrong.status_code, wrong.headers["content-type"]) == (401, "application/problem+json")

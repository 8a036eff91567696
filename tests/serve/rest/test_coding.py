"""A text that is given is coded, and nothing is kept; what is wrong with it is named. The desk's work is played: tests/serve/test_desk.py has the real one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient

from dragoman.flow import code_document
from dragoman.kit import Kit
from dragoman.read import make_document
from dragoman.record.document import Document
from dragoman.record.event import Coded, Event
from dragoman.serve.app import make_app
from dragoman.serve.desk import DeskBusyError, DeskSlowError
from dragoman.serve.settings import Settings

TEXT = "Norway condemned Chad on Monday."


class Played:
    """A desk that codes in this process."""

    def __init__(self, kit: Kit) -> None:
        self.kit, self.error = kit, None

    def code_text(self, text: str, *, published: date | None = None, title: str | None = None) -> Coded:
        if self.error is not None:
            raise self.error
        document = make_document(text, published=published, title=title)
        if isinstance(document, Document):
            return code_document(document, self.kit)
        return Coded(document=None, fault=document)

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def asked(made_path: Path, kit: Kit) -> Iterator[TestClient]:
    app = make_app(made_path, Settings(longest_text=500))
    room = app.state.room
    object.__setattr__(room, "desk", Played(kit))
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        yield client


def post(client: TestClient, **body: Any) -> Any:
    return client.post("/api/code", json=body)


def test_a_text_is_coded_as_the_library_does(asked: TestClient, kit: Kit, made_path: Path) -> None:
    before = made_path.read_bytes()
    answer = post(asked, text=TEXT, published="2021-02-10", title="Quarrel")
    document = make_document(TEXT, published=date(2021, 2, 10), title="Quarrel")
    assert isinstance(document, Document)
    events = msgspec.convert(answer.json()["events"], list[Event])
    assert events == list(code_document(document, kit).events)
    assert (events[0].event, events[0].date) == ("ACCUSE", date(2021, 2, 8))
    assert answer.json()["document"] == document.id
    assert answer.headers["cache-control"] == "no-store"
    assert made_path.read_bytes() == before


def test_plain_text_will_do(asked: TestClient) -> None:
    answer = asked.post("/api/code", content=TEXT.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
    assert [e["event"] for e in answer.json()["events"]] == ["ACCUSE"]


def test_what_cannot_be_coded_says_why(asked: TestClient) -> None:
    told = post(
        asked,
        text="Der Minister hat gestern in der Hauptstadt mit dem Botschafter über die Lage an der Grenze gesprochen.",
    )
    assert told.status_code == 200
    assert told.json()["events"] == []
    assert told.json()["fault"]["kind"] == "skipped"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 400, "body"),
        ({"text": ""}, 400, "text"),
        ({"text": " \n"}, 400, "text"),
        ({"text": 5}, 400, "text"),
        ({"text": TEXT, "published": "soon"}, 400, "published"),
        ({"text": TEXT, "store": True}, 400, "body"),
        ({"text": "x" * 501}, 413, None),
    ],
)
def test_what_is_wrong_is_named(asked: TestClient, body: dict[str, Any], status: int, field: str | None) -> None:
    answer = post(asked, **body)
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"text": "\xff"}', "application/json", 400),
        (b"\xff\xfe", "text/plain", 400),
        (b"text=x", "application/x-www-form-urlencoded", 415),
        (b"{}", "", 415),
    ],
)
def test_bodies_of_other_kinds_are_refused(asked: TestClient, content: bytes, kind: str, status: int) -> None:
    answer = asked.post("/api/code", content=content, headers={"Content-Type": kind} if kind else {})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_desk_that_is_busy_or_slow_is_told(asked: TestClient) -> None:
    for error in (DeskBusyError("others are having texts coded"), DeskSlowError("it took too long")):
        asked.app.state.room.desk.error = error  # type: ignore[attr-defined]
        answer = post(asked, text=TEXT)
        assert (answer.status_code, answer.json()["detail"]) == (503, str(error))
        assert answer.headers["retry-after"]

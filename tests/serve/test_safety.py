"""What is too large, too much, from elsewhere or not meant for us goes no further; and every answer bears its headers."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dragoman.serve.app import make_app
from dragoman.serve.room import make_room
from dragoman.serve.safety import HEADERS, Allowance, Guard
from dragoman.serve.settings import Settings
from serve.conftest import Client


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/report?id=none", "/static/style.css", "/static/none.css", "/healthz"]
)
def test_every_answer_bears_the_headers(client: Client, path: str) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:8765", 200),
        ("[::1]:8765", 200),
        ("192.168.7.1", 200),
        ("room.example", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("room.example.evil.example", 421),
        ("", 421),
        ("[", 421),
    ],
)
def test_a_name_that_is_not_ours_is_refused(archive_path: Path, host: str, status: int) -> None:
    """Whoever makes a name of theirs point here could else read the room through a visitor's browser."""
    with Client(archive_path, names=("room.example",)) as visitor:
        assert visitor.get("/healthz", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:8765"}, 200),
        ({"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_what_another_site_sends_is_refused(guarded: Client, headers: dict[str, str], status: int) -> None:
    mark = guarded.mark("/login")
    sent = {"mark": mark, "name": "rhea", "password": "wrong wrong"}
    answer = guarded.post("/login", data=sent, headers=headers)
    assert answer.status_code == (401 if status == 200 else status)


def test_what_is_too_large_is_refused(archive_path: Path) -> None:
    with Client(archive_path, largest_body=1000, largest_query=200) as visitor:
        assert visitor.get("/happenings?text=" + "x" * 300).status_code == 414
        assert visitor.post("/try", content=b"x" * 1001).status_code == 413
        assert visitor.post("/try", content=b"x", headers={"Content-Length": "many"}).status_code == 400

        def stream() -> Any:
            for _ in range(50):
                yield b"x" * 100

        # Without a length it is counted as it comes.
        answer = visitor.post("/try", content=stream(), headers={"Content-Type": "multipart/form-data; boundary=x"})
        assert answer.status_code == 413


def ask_raw(archive: Path, settings: Settings, receive: Any, slow: Any = None, **scope: Any) -> int:
    """The status of an answer to a request given as ASGI has it."""
    plain = {
        "type": "http",
        "method": "GET",
        "path": "/healthz",
        "raw_path": b"/healthz",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 80),
        "scheme": "http",
        "http_version": "1.1",
        "root_path": "",
    }
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    app = Guard(slow, make_room(archive, settings)) if slow else make_app(archive, settings)
    # In a thread of its own: a browser's loop may run in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(app({**plain, **scope}, receive, send))).result()
    return int(sent[0]["status"])


def test_what_comes_too_slowly_is_given_up(archive_path: Path) -> None:
    async def crawl() -> Any:
        await asyncio.sleep(0.1)
        return {"type": "http.request", "body": b"x", "more_body": True}

    headers = [
        (b"host", b"127.0.0.1"),
        (b"content-type", b"application/x-www-form-urlencoded"),
    ]
    began = time.monotonic()
    settings = Settings(slowest_body=0.5)
    assert ask_raw(archive_path, settings, crawl, method="POST", path="/try", headers=headers) == 408
    assert time.monotonic() - began < 5


def test_what_takes_too_long_is_given_up(archive_path: Path) -> None:
    async def nothing() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def dawdle(*_: Any) -> None:
        await asyncio.sleep(30)

    async def answer_slowly(_: Any, __: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(0.3)
        await send({"type": "http.response.body", "body": b""})

    settings = Settings(slowest_answer=0.1)
    assert ask_raw(archive_path, settings, nothing, dawdle) == 503
    assert ask_raw(archive_path, settings, nothing, answer_slowly) == 200, "what has begun may take its time"


def test_too_many_requests_are_refused_where_there_are_accounts(guarded_path: Path) -> None:
    with Client(guarded_path, requests=20) as visitor:
        statuses = [visitor.get("/healthz").status_code for _ in range(25)]
        assert statuses[:20] == [200] * 20
        assert 429 in statuses[20:]
        assert int(visitor.get("/healthz").headers["Retry-After"]) >= 1


def test_one_is_not_counted_at_home(archive_path: Path) -> None:
    with Client(archive_path, requests=2) as visitor:
        assert {visitor.get("/healthz").status_code for _ in range(10)} == {200}


def test_an_allowance_fills_again_and_is_each_visitors_own(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("dragoman.serve.safety.time", SimpleNamespace(monotonic=lambda: now[0]))
    allowance = Allowance(2, 60)
    assert [allowance.take("a") for _ in range(3)] == [0, 0, 30]
    assert allowance.take("b") == 0
    now[0] += 29
    assert allowance.take("a") == pytest.approx(1)
    now[0] += 1
    assert allowance.take("a") == 0
    assert allowance.take("a") == 30
    allowance.forgive("a")
    assert allowance.take("a") == 0


def test_a_fault_of_ours_shows_no_insides(archive_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: Any, **__: Any) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("dragoman.serve.shelf.Shelf.lend", break_down)
    with Client(archive_path) as visitor:
        answer = visitor.get("/happenings")
    assert answer.status_code == 500
    assert "inside" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/archive.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/....//app.py",
        "/report?id=../../etc/passwd",
        "/report?id=%00",
        "/happenings/..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_out_of_the_house(client: Client, path: str) -> None:
    async def nothing() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "def " not in answer.text

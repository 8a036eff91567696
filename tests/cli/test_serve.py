"""`dragoman serve` and `dragoman people` on the command line."""

import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from ask.made import make_archive
from dragoman.cli.main import app
from dragoman.errors import UsageError

PASSWORD = "correct horse battery\n"


def run(*words: object, into: str = "") -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=into)


def tell_error(*words: object, into: str = "") -> str:
    """The one line with which a command fails."""
    done = run(*words, into=into)
    assert isinstance(done.exception, UsageError), done.output
    assert "\n" not in str(done.exception)
    return str(done.exception)


@contextmanager
def serving(*words: object) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """A room that listens; gives what it says of itself."""
    command = [sys.executable, "-m", "dragoman", "serve", "--port", "0", *map(str, words)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as room:
        assert room.stderr is not None
        assert select.select([room.stderr], [], [], 120)[0], "it did not start"
        yield room.stderr.readline(), room
        if room.poll() is None:
            room.kill()


def test_a_room_is_guarded_lets_others_write_and_closes_when_it_is_told(tmp_path: Path) -> None:
    db = make_archive(tmp_path / "news.duckdb")
    made = run("people", "add", "rhea", "--role", "reader", "--token", "--db", db, into=PASSWORD)
    token = re.search(r"token: (\S{40,})", made.stdout)
    assert token, made.output
    with serving("--db", db, "--host", "0.0.0.0") as (line, room):
        found = re.search(r"http://0\.0\.0\.0:(\d+)/", line)
        assert found, line
        with httpx.Client(base_url=f"http://127.0.0.1:{found[1]}", timeout=30) as visitor:
            for _ in range(200):
                try:
                    visitor.get("/healthz")
                    break
                except httpx.ConnectError:
                    time.sleep(0.05)
            assert visitor.get("/reports").status_code == 303
            visitor.headers["Authorization"] = f"Bearer {token[1]}"
            assert "Title of brief" in visitor.get("/reports").text
            forgotten = run("forget", "brief", "--db", db)
            assert forgotten.exit_code == 0, forgotten.output
            assert "Title of brief" not in visitor.get("/reports").text
            run("people", "remove", "rhea", "--db", db)
            assert visitor.get("/reports").status_code == 401
        room.send_signal(signal.SIGINT)
        assert room.wait(30) == 0
        assert room.stderr is not None
        assert room.stderr.read() == ""


def test_nobody_else_gets_in_before_there_are_accounts(tmp_path: Path) -> None:
    db = tmp_path / "news.duckdb"
    for host in ("0.0.0.0", "::", "192.168.7.1", "room.example"):
        assert "nobody has an account yet" in tell_error("serve", "--host", host, "--db", db)


def test_an_address_that_cannot_be_listened_on_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"cannot listen on 127.0.0.1:{port}" in tell_error("serve", "--port", port)


def test_accounts_are_made_listed_and_removed(tmp_path: Path) -> None:
    db = tmp_path / "news.duckdb"
    added = run("people", "add", "rhea", "--role", "admin", "--db", db, into=PASSWORD)
    assert added.stdout == f"rhea is an admin of {db}\n"
    assert re.fullmatch(r"rhea\tadmin\tpassword\t\S+\n", run("people", "list", "--db", db).stdout)
    assert "rhea is a reader" in run("people", "add", "rhea", "--db", db).stdout
    assert "rhea\treader\tpassword\t" in run("people", "list", "--db", db).stdout, "no password given keeps the old one"
    assert run("people", "remove", "rhea", "--db", db).exit_code == 0
    assert run("people", "list", "--db", db).stdout == ""


@pytest.mark.parametrize(
    ("words", "into", "told"),
    [
        (("add", "rhea"), "short\n", "has 5 characters"),
        (("add", "rhea", "--role", "king"), PASSWORD, "none of reader, reviewer, admin"),
        (("remove", "rhea"), "", "no account 'rhea'"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(tmp_path: Path, words: tuple[str, ...], into: str, told: str) -> None:
    assert told in tell_error("people", *words, "--db", tmp_path / "news.duckdb", into=into)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("serve",), ("people", "list")])
def test_without_the_extra_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    for name in ("dragoman.cli.serving", "dragoman.cli.accounts", "dragoman.serve.people"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.setitem(sys.modules, "argon2", None)
    assert "pip install dragoman[web]" in tell_error(*words)

"""The examples of docs/rest.md are run, as curl would, and give what the page says."""

import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

PAGE = (Path(__file__).parents[3] / "docs" / "rest.md").read_text(encoding="utf-8")
EXAMPLES = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.S) for line in block.strip().splitlines()]


def curl(client: TestClient, line: str) -> Any:
    """What curl would do; an option that is not known here fails."""
    _, *words = shlex.split(line)
    headers, address, body, query = {}, "", None, {}
    rest = iter(words)
    for word in rest:
        if word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(rest)
        elif word == "--data-urlencode":
            name, _, value = next(rest).partition("=")
            query[name] = value
        elif word == "-o":
            next(rest)
        elif word != "-G":
            assert word.startswith("http://127.0.0.1:8765/"), word
            address = word
    parts = urlsplit(address)
    path = parts._replace(scheme="", netloc="").geturl()
    if body is not None:
        return client.post(path, content=body, headers=headers)
    return client.get(path, params=query or None, headers=headers)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8
    assert all(line.startswith("curl ") for line in EXAMPLES)


@pytest.mark.parametrize("line", [line for line in EXAMPLES if "/api/code" not in line and "TOKEN" not in line])
def test_an_example_does_what_the_page_says(made: TestClient, line: str) -> None:
    answer = curl(made, line)
    if "since=soon" in line:
        assert (answer.status_code, answer.json()["field"]) == (400, "since")
        return
    assert answer.status_code == 200, answer.text
    kinds = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", ".atom": "application/atom+xml"}
    expected = next((kind for sign, kind in kinds.items() if sign in line), "application/json")
    assert answer.headers["content-type"].startswith(expected)


def test_the_example_with_a_token(guarded: Any) -> None:
    (line,) = [line for line in EXAMPLES if "TOKEN" in line]
    assert curl(guarded, line).status_code == 401
    token = guarded.app.state.room.people.make_token("rhea")
    assert curl(guarded, line.replace("TOKEN", token)).status_code == 200


def test_the_example_that_codes(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What reaches the desk is what the example gives; tests/serve/test_desk.py and test_coding.py have the rest."""
    (line,) = [line for line in EXAMPLES if "/api/code" in line]
    given: list[Any] = []

    def take(text: str, **more: Any) -> Any:
        given.append((text, str(more["published"])))
        raise RuntimeError("enough")

    monkeypatch.setattr(client.app.state.room.desk, "code_text", take)
    assert curl(client, line).status_code == 500
    assert given == [("Norway condemned Chad on Monday.", "2021-02-10")]


def test_the_numbers_of_the_page_are_those_of_the_code() -> None:
    from dragoman.serve.rest.lists import MOST_ROWS
    from dragoman.serve.rest.words import MOST
    from dragoman.serve.rest.words import PAGE as ROWS
    from dragoman.serve.settings import Settings

    for number in (MOST_ROWS, MOST, Settings().longest_text):
        assert f"{number:,}" in PAGE
    assert f"JSON shows {ROWS} rows" in PAGE

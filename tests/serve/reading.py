"""How tests of pages read them: as HTML, and once the ledger that a page waits for has been made."""

import time
from typing import Any

from lxml import html

from serve.conftest import Client


def read(client: Client, path: str, status: int = 200) -> html.HtmlElement:
    """The page at a path."""
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.text[-2000:])
    return html.document_fromstring(answer.text)


def wait_for(client: Client, path: str) -> Any:
    """The answer at a path, when it no longer says that the ledger is being made."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        answer = client.get(path)
        if "Refresh" not in answer.headers:
            return answer
        assert "is being made" in answer.text
    raise AssertionError("no ledger was made")


def settle(client: Client, path: str) -> html.HtmlElement:
    """The page at a path, with its ledger."""
    answer = wait_for(client, path)
    assert answer.status_code == 200, (path, answer.text[-2000:])
    return html.document_fromstring(answer.text)


def ids_on(page: html.HtmlElement) -> list[str]:
    """The happenings that a page lists."""
    return [a.get("href").rpartition("/")[2] for a in page.cssselect(".rows a.what")]

"""A room for tests: a small archive that the real coder made once, a client that asks it, and a browser where there is one.

def test_something(client): assert client.get("/happenings").status_code == 200
def test_who_may(guarded): guarded.login("rhea"); guarded.post_form("/try", "/try", text="…")
@pytest.mark.browser
def test_seen(live, page): page.goto(f"{live}/happenings")
"""

import re
import shutil
import socket
import threading
import tomllib
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from dragoman.archive import Archive
from dragoman.flow import code_document
from dragoman.keep import Coder, add_documents
from dragoman.kit import Kit
from dragoman.read import make_document
from dragoman.serve.app import make_app
from dragoman.serve.people import People
from dragoman.serve.settings import Settings

DATA = Path(__file__).resolve().parents[1] / "data"
# Files of invented reports, and how many of each are read: visits, sanctions, reports with their copies, and courses of threats.
READ = {
    "happenings/visits.toml": 13,
    "happenings/sanctions.toml": 10,
    "happenings/wires.toml": 12,
    "storylines/ultimatums.toml": 8,
}
# A report whose title, outlet, author, address and words try to run, break out or mislead; each page shows it as plain text.
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
# A desk that needs no model, and the real one.
TOY, REAL = "serve.workers:make_toy", Settings().worker
PASSWORD = "correct horse battery"
PEOPLE = {"rhea": "reader", "rex": "reviewer", "ada": "admin"}


@pytest.fixture(scope="session")
def archive_path(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive; only to be read."""
    path = tmp_path_factory.mktemp("room") / "news.duckdb"
    coder = Coder(kit.coder.version, lambda document: code_document(document, kit))
    list(add_documents(path, list_documents(), coder))
    return path


def list_documents() -> Iterator[Any]:
    """The reports of the archive as documents; the last one is hostile."""
    for name, number in READ.items():
        read = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
        told = read.get("report") or [r for line in read["storyline"] for r in line["report"]]
        for row in told[:number]:
            yield make_document(
                row["text"].strip(),
                id=row["id"],
                published=row["published"],
                publication=row.get("publication"),
                title=row.get("title"),
                url=f"https://news.example/{row['id']}",
                source=f"{name}:{row['id']}",
            )
    # One meeting of which two papers tell otherwise.
    for number, told in enumerate(
        (
            "The president of Zambia visited Harare on Saturday for talks with Zimbabwe's president about maize.",
            "Zimbabwe's president and the president of Zambia spoke by phone about maize on Saturday.",
        )
    ):
        yield make_document(
            told,
            id=f"maize-{number}",
            published=date(2019, 3, 4),
            publication="Bol Courier",
            source=f"maize.jsonl:{number}",
        )
    yield make_document(
        f"Norway’s minister {HOSTILE} warned Chad on Monday that Oslo would expel its envoy unless {HOSTILE} stopped.\n\n"
        f"Norway condemned Mali. “{HOSTILE}” said the minister of Norway. ُهذا نص",
        id=f"hostile/../{HOSTILE}",
        published=None,
        title=f"{HOSTILE} a title",
        publication=HOSTILE,
        author=HOSTILE,
        url="javascript:alert(3)",
        source=f"hostile.jsonl:{HOSTILE}",
    )


@pytest.fixture(scope="session")
def archive(archive_path: Path) -> Iterator[Archive]:
    """The same archive, to know by other ways what a page should show."""
    with Archive(archive_path) as opened:
        yield opened


class Client(TestClient):
    """A visitor: follows no redirect, and can send the forms that it was given."""

    def __init__(self, path: Path, **settings: Any) -> None:
        super().__init__(
            make_app(path, Settings(**{"worker": TOY, **settings})),
            base_url="http://127.0.0.1:8765",
            follow_redirects=False,
        )

    def mark(self, path: str) -> str:
        """The mark that the forms of a page bear."""
        found = re.search(r'name="mark" value="([^"]+)"', self.get(path).text)
        assert found, f"no form on {path}"
        return unescape(found[1])

    def post_form(self, path: str, shown_on: str | None = None, **fields: Any) -> Any:
        """Send a form as the browser would that was shown it on a page."""
        return self.post(path, data={"mark": self.mark(shown_on or path), **fields})

    def login(self, name: str, password: str = PASSWORD, next: str = "/") -> Any:
        """Log in."""
        return self.post_form("/login", name=name, password=password, next=next)


@pytest.fixture(scope="session")
def client(archive_path: Path) -> Iterator[Client]:
    """A visitor at home: no accounts, so whoever is here may do all."""
    with Client(archive_path) as visitor:
        yield visitor


@pytest.fixture(scope="session")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of accounts (PEOPLE, all with PASSWORD), made once: hashing is slow on purpose."""
    people = People(tmp_path_factory.mktemp("people") / "news.duckdb")
    for name, role in PEOPLE.items():
        people.add(name, role, PASSWORD)
    return people.path


@pytest.fixture
def guarded_path(archive_path: Path, accounts: Path, tmp_path: Path) -> Path:
    """An archive of one's own whose room has accounts."""
    shutil.copy(accounts, tmp_path / accounts.name)
    return Path(shutil.copy(archive_path, tmp_path / "news.duckdb"))


@pytest.fixture
def guarded(guarded_path: Path) -> Iterator[Client]:
    """A visitor, not logged in, of a room with accounts."""
    with Client(guarded_path) as visitor:
        yield visitor


@pytest.fixture(scope="session")
def live(archive_path: Path) -> Iterator[str]:
    """The address of a room that truly listens, for browsers."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
        server = uvicorn.Server(
            uvicorn.Config(make_app(archive_path, Settings(port=port, worker=TOY)), log_level="warning")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser; tests that need one are skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    if found is None:
        pytest.skip("there is no chromium here (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


def is_wrong(message: Any) -> bool:
    """Whether what a browser says on its console is a fault; a page that answers 404 as it should is none."""
    asked = message.location.get("url", "")
    return message.type == "error" and (not message.text.startswith("Failed to load resource") or "/static/" in asked)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of its own; at the end it must have asked no other machine and met no error of script or policy."""
    context = browser.new_context()
    opened = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if is_wrong(message) else None)
    opened.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield opened
    context.close()
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:"))] == []
    assert wrong == []

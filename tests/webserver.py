"""A small web site on this machine, for tests of what is fetched; and a clock that only moves when told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dragoman.read import Fetcher, Manners


@dataclass
class Page:
    """One answer: `body` is bytes, or a function that writes to the handler's `wfile`, also the head if `status` is 0."""

    body: bytes | Callable[[BaseHTTPRequestHandler], None] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """A site's pages by path (a list gives its answers one after the other, the last for ever), and its log."""

    root: str
    pages: dict[str, Page | list[Page]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def answer(self, path: str) -> Page:
        """Take the next answer of a path."""
        page = self.pages.get(path, Page(status=404))
        if isinstance(page, list):
            return page.pop(0) if len(page) > 1 else page[0]
        return page


@contextmanager
def open_site() -> Iterator[Site]:
    """Serve a site from a thread until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            page = site.answer(self.path)
            headers = dict(page.headers)
            if isinstance(page.body, bytes):
                headers["Content-Length"] = str(len(page.body))
            else:
                headers["Connection"] = "close"
                self.close_connection = True
            try:
                if page.status:
                    self.send_response(page.status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                if isinstance(page.body, bytes):
                    self.wfile.write(page.body)
                else:
                    page.body(self)
            except OSError:  # the reader has gone: that is what some tests are about
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Clock:
    """Time that passes only when somebody sleeps; `naps` are the seconds of each sleep."""

    def __init__(self) -> None:
        self.naps: list[float] = []

    def ticks(self) -> float:
        """Seconds since the beginning."""
        return sum(self.naps)

    def now(self) -> datetime:
        """The time of day: it begins at noon."""
        return datetime(2021, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=self.ticks())

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.naps.append(round(seconds, 6))


def make_fetcher(clock: Clock, manners: Manners | None = None, **given: Any) -> Fetcher:
    """Make a Fetcher that may ask this machine and lives by the clock."""
    return Fetcher(manners or Manners(allow_private=True), now=clock.now, ticks=clock.ticks, sleep=clock.sleep, **given)

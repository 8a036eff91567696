"""The Fetcher against a site on this machine: manners, limits, redirects, versions, and what it tells."""

import gzip
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest

from dragoman.errors import SourceError
from dragoman.read import Fetcher, Manners, Validators, Visit
from webserver import Clock, Page, Site, make_fetcher, open_site

HOME = Manners(allow_private=True)


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


def refuse(fetcher: Fetcher, url: str) -> str:
    """Fetch what must not be had, and give the reason."""
    with pytest.raises(SourceError) as caught:
        fetcher.fetch(url)
    return caught.value.reason


def test_a_page_comes_with_what_is_said_of_it(site: Site, clock: Clock) -> None:
    kind = {
        "Content-Type": 'Text/HTML; charset="koi8-r"',
        "ETag": '"7"',
        "Last-Modified": "Mon, 01 Mar 2021 10:00:00 GMT",
    }
    site.pages["/a?b=ü"] = Page()
    site.pages["/a?b=%C3%BC"] = Page(b"<p>x</p>", headers=kind)
    fetched = make_fetcher(clock).fetch(f"{site.root}/a?b=ü#part")
    assert (fetched.data, fetched.media_type, fetched.charset) == (b"<p>x</p>", "text/html", "koi8-r")
    assert fetched.retrieved == "2021-03-01T12:00:00Z"
    assert fetched.validators == Validators(etag='"7"', last_modified="Mon, 01 Mar 2021 10:00:00 GMT")
    assert fetched.address == f"{site.root}/a?b=%C3%BC"


def test_it_says_who_it_is_and_carries_nothing_along(site: Site, clock: Clock) -> None:
    site.pages["/a"] = Page(b"x", headers={"Set-Cookie": "id=1"})
    fetcher = make_fetcher(clock)
    fetcher.fetch(f"{site.root}/a")
    fetcher.fetch(f"{site.root}/a")
    for _, headers in site.asked:
        assert headers["host"] == site.root.removeprefix("http://")
        assert headers["user-agent"].startswith("dragoman/")
        assert not {"cookie", "authorization", "referer", "if-none-match"} & headers.keys()


# robots.txt, path, whether it may be read
ROBOTS = [
    ("User-agent: *\nDisallow: /private", "/a", True),
    ("User-agent: *\nDisallow: /private", "/private/a", False),
    ("User-agent: dragoman\nDisallow: /\n\nUser-agent: *\nDisallow:", "/a", False),
    ("User-agent: *\nDisallow: /\n\nUser-agent: Dragoman\nDisallow:", "/a", True),
    ("User-agent: *\nDisallow: /*.pdf$\nAllow: /", "/a", True),
    ("<html>no such page</html>", "/a", True),
    ("\x00\xff: : :\n\n\n" * 10, "/a", True),
    ("#" * 600_000 + "\nUser-agent: *\nDisallow: /", "/a", True),  # after the first half million bytes
]


@pytest.mark.parametrize(("rules", "path", "allowed"), ROBOTS)
def test_robots_are_heeded(site: Site, clock: Clock, rules: str, path: str, allowed: bool) -> None:
    site.pages |= {"/robots.txt": Page(rules.encode()), path: Page(b"x")}
    fetcher = make_fetcher(clock)
    if allowed:
        assert fetcher.fetch(site.root + path).data == b"x"
    else:
        assert "robots.txt of 127.0.0.1 does not allow it" in refuse(fetcher, site.root + path)
        assert site.paths == []
        assert fetcher.postponed == 0


def test_robots_are_asked_for_once_a_day(site: Site, clock: Clock) -> None:
    site.pages["/a"] = Page(b"x")
    fetcher = make_fetcher(clock)
    fetcher.fetch(f"{site.root}/a")
    fetcher.fetch(f"{site.root}/a")
    assert len(site.asked) == 3
    clock.sleep(86_400)
    fetcher.fetch(f"{site.root}/a")
    assert [path for path, _ in site.asked].count("/robots.txt") == 2


def test_a_site_whose_robots_cannot_be_had_is_left_alone_for_a_while(site: Site, clock: Clock) -> None:
    site.pages |= {"/a": Page(b"x"), "/robots.txt": [Page(status=503), Page(status=404)]}
    fetcher = make_fetcher(clock)
    assert "robots.txt of 127.0.0.1 cannot be read (answer 503)" in refuse(fetcher, f"{site.root}/a")
    assert "answer 503" in refuse(fetcher, f"{site.root}/a")
    assert fetcher.postponed == 2
    assert len(site.asked) == 1
    clock.sleep(300)
    assert fetcher.fetch(f"{site.root}/a").data == b"x"


def test_robots_that_moved_are_followed(site: Site, clock: Clock) -> None:
    site.pages |= {
        "/robots.txt": Page(status=301, headers={"Location": "/rules"}),
        "/rules": Page(b"User-agent: *\nDisallow: /"),
    }
    assert "does not allow it" in refuse(make_fetcher(clock), f"{site.root}/a")


# Crawl-delay, pause before the second page of the host
@pytest.mark.parametrize(("asked", "pause"), [(None, 1.0), ("0.5", 1.0), ("7", 7.0), ("9999", 60.0), ("soon", 1.0)])
def test_pages_of_a_host_are_set_apart(site: Site, clock: Clock, asked: str | None, pause: float) -> None:
    site.pages["/a"] = Page(b"x")
    if asked:
        site.pages["/robots.txt"] = Page(f"User-agent: *\nCrawl-delay: {asked}".encode())
    fetcher = make_fetcher(clock)
    for _ in range(3):
        fetcher.fetch(f"{site.root}/a")
    assert clock.naps == [pause, pause]


def test_time_that_has_passed_counts(site: Site, clock: Clock) -> None:
    site.pages["/a"] = Page(b"x")
    fetcher = make_fetcher(clock)
    fetcher.fetch(f"{site.root}/a")
    clock.sleep(0.75)
    fetcher.fetch(f"{site.root}/a")
    assert clock.naps == [0.75, 0.25]


# Status, Retry-After, what is waited before the second try: 1, 2, 4 … seconds, or what the server asks
RETRIES = [
    (503, None, [1.0]),
    (500, None, [1.0]),
    (429, "5", [5.0]),
    (429, "0", [1.0]),
    (503, "Mon, 01 Mar 2021 12:00:30 GMT", [30.0]),
    (503, "Mon, 01 Mar 2021 11:00:00 GMT", [1.0]),
    (503, "Thu, 99 Foo 2021", [1.0]),
    (503, "-5", [1.0]),
]


@pytest.mark.parametrize(("status", "asked", "naps"), RETRIES)
def test_what_fails_for_the_moment_is_asked_for_again(
    site: Site, clock: Clock, status: int, asked: str | None, naps: list[float]
) -> None:
    headers = {"Retry-After": asked} if asked else {}
    site.pages["/a"] = [Page(status=status, headers=headers), Page(b"x")]
    assert make_fetcher(clock).fetch(f"{site.root}/a").data == b"x"
    assert clock.naps == naps


def test_it_gives_up_in_the_end(site: Site, clock: Clock) -> None:
    site.pages["/a"] = Page(status=503)
    fetcher = make_fetcher(clock)
    assert refuse(fetcher, f"{site.root}/a") == "the server answered 503"
    assert len(site.paths) == 4
    assert clock.naps == [1.0, 2.0, 4.0]
    assert fetcher.postponed == 1


def test_a_server_that_asks_for_too_long_a_wait_is_left_at_once(site: Site, clock: Clock) -> None:
    site.pages["/a"] = Page(status=429, headers={"Retry-After": "99999999999999999999999"})
    assert "asks us to wait 999999999 seconds" in refuse(make_fetcher(clock), f"{site.root}/a")
    assert len(site.paths) == 1


@pytest.mark.parametrize(
    ("status", "word"), [(404, "404 (not found)"), (403, "403 (forbidden)"), (204, "204"), (304, "304")]
)
def test_what_fails_for_good_is_asked_for_once(site: Site, clock: Clock, status: int, word: str) -> None:
    site.pages["/a"] = Page(status=status)
    fetcher = make_fetcher(clock)
    assert refuse(fetcher, f"{site.root}/a") == f"the server answered {word}"
    assert len(site.paths) == 1
    assert fetcher.postponed == 0


def test_a_broken_connection_is_tried_again(site: Site, clock: Clock) -> None:
    def break_off(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"only a part")

    site.pages["/a"] = [Page(break_off, headers={"Content-Length": "1000"}), Page(b"whole")]
    assert make_fetcher(clock).fetch(f"{site.root}/a").data == b"whole"


def test_nobody_listens(clock: Clock) -> None:
    with open_site() as gone:
        url = f"{gone.root}/a"
    fetcher = make_fetcher(clock)
    assert "robots.txt" in refuse(fetcher, url)
    assert fetcher.postponed == 1


def test_redirects_are_followed(site: Site, clock: Clock) -> None:
    for number, status in enumerate([301, 303, 307, 308]):
        site.pages[f"/{number}"] = Page(status=status, headers={"Location": f"{number + 1}?x=y#z"})
        site.pages[f"/{number}?x=y"] = site.pages[f"/{number}"]
    site.pages["/4?x=y"] = Page(status=302, headers={"Location": "/caf\u00c3\u00a9"})  # as UTF-8 bytes
    site.pages["/caf%C3%A9"] = Page(b"x")
    fetched = make_fetcher(clock).fetch(f"{site.root}/0")
    assert (fetched.data, fetched.url, fetched.address) == (b"x", f"{site.root}/0", f"{site.root}/caf%C3%A9")


def test_redirects_end(site: Site, clock: Clock) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "/a"})
    assert refuse(make_fetcher(clock), f"{site.root}/a") == "it redirects more than 5 times"
    assert len(site.paths) == 6


@pytest.mark.parametrize(
    "target",
    ["ftp://x.example/", "file:///etc/passwd", "javascript:x", "http://me:pw@x.example/", "http://["],
)
def test_redirects_to_strange_addresses_are_not_followed(site: Site, clock: Clock, target: str) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": target})
    reason = refuse(make_fetcher(clock), f"{site.root}/a")
    assert "it redirects to what is not asked for" in reason
    assert "pw" not in reason


def test_a_redirect_is_subject_to_the_robots_of_where_it_leads(site: Site, clock: Clock) -> None:
    site.pages |= {
        "/robots.txt": Page(b"User-agent: *\nDisallow: /closed"),
        "/a": Page(status=302, headers={"Location": "/closed/b"}),
    }
    assert "does not allow it" in refuse(make_fetcher(clock), f"{site.root}/a")
    assert site.paths == ["/a"]


def test_a_page_that_did_not_change_is_told(site: Site, clock: Clock) -> None:
    site.pages |= {"/old": Page(status=301, headers={"Location": "/a"}), "/a": Page(b"x", headers={"ETag": '"1"'})}
    log: list[Visit] = []
    first = make_fetcher(clock, log=log.append)
    first.finish(first.fetch(f"{site.root}/old"), complete=True)
    assert log[0].validators == Validators(etag='"1"')

    site.pages["/a"] = Page(status=304)
    second = make_fetcher(clock, log=log.append, remembered={log[0].address: log[0].validators})
    fetched = second.fetch(f"{site.root}/old")
    assert (fetched.outcome, fetched.data) == ("unchanged", b"")
    second.finish(fetched, complete=True)
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/a"] == [None, '"1"']
    assert [(visit.outcome, visit.validators.etag) for visit in log] == [("read", '"1"'), ("unchanged", '"1"')]


def test_what_cannot_be_sent_back_is_not_remembered(site: Site, clock: Clock) -> None:
    site.pages["/a"] = Page(b"x", headers={"ETag": '"' + "y" * 600 + '"', "Last-Modified": "t\xe9t"})
    assert make_fetcher(clock).fetch(f"{site.root}/a").validators == Validators()


def test_a_known_page_is_only_asked_for_if_the_user_names_it(site: Site, clock: Clock) -> None:
    url = f"{site.root}/a"
    site.pages["/a"] = Page(b"x")
    fetcher = make_fetcher(clock, known={url})
    assert fetcher.fetch(url, found=True).outcome == "known"
    assert site.asked == []
    assert fetcher.fetch(url).outcome == "read"


def test_failures_are_logged_without_the_login(clock: Clock) -> None:
    log: list[Visit] = []
    assert "user name or password" in refuse(make_fetcher(clock, log=log.append), "https://jane:secret@x.example/a")
    assert (log[0].outcome, log[0].url) == ("failed", "https://x.example/a")
    assert "secret" not in repr(log)


def test_offline_asks_nobody(site: Site, clock: Clock) -> None:
    assert "--offline" in refuse(make_fetcher(clock, replace(HOME, offline=True)), f"{site.root}/a")
    assert site.asked == []


# Packing, bytes, what is read
PACKED = [
    ("gzip", gzip.compress(b"abc", mtime=0), b"abc"),
    ("gzip", gzip.compress(b"abc", mtime=0) + gzip.compress(b"def", mtime=0), b"abcdef"),
    ("gzip", gzip.compress(b"abc", mtime=0) + b"\0" * 9, b"abc"),
    ("x-gzip", gzip.compress(b"y" * 400_000, mtime=0), b"y" * 400_000),
    ("deflate", zlib.compress(b"abc"), b"abc"),
    ("identity", b"abc", b"abc"),
    ("gzip", b"", b""),
]


@pytest.mark.parametrize(("packed", "data", "text"), PACKED)
def test_packed_answers_are_unpacked(site: Site, clock: Clock, packed: str, data: bytes, text: bytes) -> None:
    site.pages["/a"] = Page(data, headers={"Content-Encoding": packed})
    assert make_fetcher(clock).fetch(f"{site.root}/a").data == text


BAD_PACKED = [
    ("br", b"abc", "not asked for"),
    ("gzip, gzip", b"abc", "not asked for"),
    ("gzip", b"abc", "damaged"),
    ("gzip", gzip.compress(b"abc" * 999, mtime=0)[:-9], "cut off"),
]


@pytest.mark.parametrize(("packed", "data", "reason"), BAD_PACKED)
def test_badly_packed_answers_are_not_read(site: Site, clock: Clock, packed: str, data: bytes, reason: str) -> None:
    site.pages["/a"] = Page(data, headers={"Content-Encoding": packed})
    assert reason in refuse(make_fetcher(clock), f"{site.root}/a")


def test_too_much_is_not_read(site: Site, clock: Clock) -> None:
    def flood(handler: BaseHTTPRequestHandler) -> None:
        while True:
            handler.wfile.write(b"x" * 65_536)

    bomb = gzip.compress(b"\0" * 3_000_000, mtime=0)
    site.pages |= {
        "/declared": Page(b"x" * 1_000_001),
        "/endless": Page(flood),
        "/bomb": Page(bomb, headers={"Content-Encoding": "gzip"}),
        "/fits": Page(b"x" * 1_000_000),
    }
    fetcher = make_fetcher(clock, replace(HOME, max_bytes=1_000_000))
    for path in ("/declared", "/endless", "/bomb"):
        assert "over 1 MB" in refuse(fetcher, site.root + path)
    assert len(fetcher.fetch(f"{site.root}/fits").data) == 1_000_000


def drip(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def drip_heads(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(100):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


def stand_still(handler: BaseHTTPRequestHandler) -> None:
    del handler
    time.sleep(1)


# What the server does, the limit that ends it: where bytes keep coming, only that of the whole does.
SLOW = [(Page(drip), {"total": 0.4}), (Page(drip_heads, status=0), {"total": 0.4}), (Page(stand_still), {"read": 0.2})]


@pytest.mark.parametrize(("page", "limits"), SLOW, ids=["drip", "drip_heads", "stand_still"])
def test_too_slow_is_not_waited_for(site: Site, page: Page, limits: dict[str, float]) -> None:
    site.pages["/a"] = page
    fetcher = Fetcher(replace(HOME, retries=0, **limits))  # type: ignore[arg-type]
    assert refuse(fetcher, f"{site.root}/a") == "it did not answer in time"
    assert fetcher.postponed == 1

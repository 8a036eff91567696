"""Sitemaps, news sitemaps and indexes of them: each page once, with what news says of it; nothing beyond the limits."""

import gzip
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import cast

import pytest

from dragoman.errors import SourceError
from dragoman.read import Fetcher, Manners, read_documents
from dragoman.read.sitemap import MAX_ENTRIES, read_sitemap
from dragoman.read.source import Link, Options, Source
from dragoman.record.document import CiteInfo, Document
from dragoman.record.fault import Fault
from webserver import Clock, Page, Site, make_fetcher, open_site

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
TEXT = "The foreign minister of Norlandia met Sudrian envoys in the capital on Sunday, officials said."


def urlset(entries: str, spaces: str = SPACE) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{entries}</urlset>'


def parse(data: str | bytes, url: str | None = None) -> list[Link | Fault]:
    stream = BytesIO(data.encode() if isinstance(data, str) else data)
    source = Source("s.xml", "s.xml", lambda: stream, CiteInfo(url=url))
    return list(read_sitemap(cast("BufferedReader", stream), source, Options()))


def urls(found: list[Link | Fault]) -> list[str]:
    return [link.url for link in found if isinstance(link, Link)]


def test_pages_are_given_once_and_in_order() -> None:
    entries = "".join(f"<url><loc> https://h.example/{name} </loc></url>" for name in "bab")
    assert urls(parse(urlset(entries))) == ["https://h.example/b", "https://h.example/a"]


def test_news_say_more() -> None:
    entry = """<url><image:image><image:loc>https://h.example/i.png</image:loc><image:title>Picture</image:title>
    </image:image><loc>https://h.example/a?x=1&amp;y=2</loc><lastmod>2021-01-05</lastmod><news:news><news:publication>
    <news:name>Norland
    Herald</news:name><news:language>en</news:language></news:publication>
    <news:publication_date>2020-12-28T00:30:00+03:00</news:publication_date><news:title>Envoys met</news:title></news:news></url>"""
    (link,) = parse(urlset(entry, f"{SPACE} {NEWS} {IMAGE}"))
    assert isinstance(link, Link)
    assert link.known == CiteInfo(
        url="https://h.example/a?x=1&y=2",
        title="Envoys met",
        publication="Norland Herald",
        published=date(2020, 12, 28),
    )
    assert link.found


def test_when_a_page_was_changed_is_not_when_it_was_published() -> None:
    (link,) = parse(urlset("<url><loc>https://h.example/a</loc><lastmod>2021-01-05</lastmod></url>"))
    assert isinstance(link, Link)
    assert link.known.published is None


# Entry, where the sitemap itself lies, addresses that are given
ENTRIES = [
    ("<url><loc>/a</loc></url>", "https://h.example/s.xml", ["https://h.example/a"]),
    ("<url><loc>/a</loc></url>", None, []),
    ("<url><loc>ftp://h.example/a</loc></url>", None, []),
    ("<url><loc>http://[</loc></url>", "https://h.example/", []),
    ("<url><loc></loc></url>", None, []),
    ("<url/>", None, []),
    ("<other><loc>https://h.example/a</loc></other>", None, []),
    ("<url><loc><![CDATA[https://h.example/a?b&c]]></loc></url>", None, ["https://h.example/a?b&c"]),
]


@pytest.mark.parametrize(("entry", "base", "given"), ENTRIES)
def test_entries(entry: str, base: str | None, given: list[str]) -> None:
    found = parse(urlset(entry), base)
    assert urls(found) == given
    assert given or "lists no pages" in cast("Fault", found[-1]).reason


@pytest.mark.parametrize(
    "spaces", ["", SPACE.replace("http:", "https:"), 'xmlns="http://www.google.com/schemas/sitemap/0.84"']
)
def test_older_and_wrong_namespaces(spaces: str) -> None:
    assert urls(parse(urlset("<url><loc>https://h.example/a</loc></url>", spaces))) == ["https://h.example/a"]


def test_what_stands_before_damage_is_given() -> None:
    """An address with a bare & would be read as another one, were the parser to mend it."""
    entries = "<url><loc>https://h.example/a</loc></url><url><loc>https://h.example/b?c=1&d=2</loc></url>"
    stream = BytesIO(urlset(entries).encode())
    found = read_sitemap(cast("BufferedReader", stream), Source("s.xml", "", lambda: stream), Options())
    assert cast("Link", next(found)).url == "https://h.example/a"
    with pytest.raises(SourceError, match="no valid XML"):
        next(found)


# Made to use up the machine: what the parser must not do is go on.
HARMFUL = [
    (urlset("<url>" + "<x/>" * 30_000 + "</url>"), "20,000 elements"),
    (urlset("<!--" + "x" * 60_000_000 + "-->"), "over 52 MB"),
    (urlset("<a>" * 500 + "</a>" * 500), "no valid XML"),
]


@pytest.mark.parametrize(("data", "reason"), HARMFUL, ids=["elements", "comment", "depth"])
def test_harmful_sitemaps_end(data: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        parse(data)


# An entity that would become a million letters; one that stands for a file of this machine.
ENTITIES = [f'<!ENTITY a "{"x" * 1000}"><!ENTITY e "{"&a;" * 1000}">', '<!ENTITY e SYSTEM "secret">']


@pytest.mark.parametrize("entities", ENTITIES, ids=["many", "file"])
def test_entities_stand_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entities: str) -> None:
    (tmp_path / "secret").write_text("secret")
    monkeypatch.chdir(tmp_path)
    entry = "<url><loc>https://h.example/&e;</loc></url>"
    stream = BytesIO(urlset(entry).replace("<urlset", f"<!DOCTYPE urlset [{entities}]><urlset", 1).encode())
    given = []
    with suppress(SourceError):
        given.extend(read_sitemap(cast("BufferedReader", stream), Source("s.xml", "", lambda: stream), Options()))
    assert all(len(url) < 100 and "secret" not in url for url in urls(given))


def test_no_more_than_the_standard_allows() -> None:
    entries = "".join(f"<url><loc>https://h.example/{number}</loc></url>" for number in range(100))
    found = parse(urlset(entries + "<url/>" * MAX_ENTRIES))
    assert len(urls(found)) == 100
    assert "more than 50,000 entries" in cast("Fault", found[-1]).reason


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def test_an_index_leads_to_sitemaps_and_they_to_pages(site: Site) -> None:
    page = f"<html><head><title>t</title></head><body><p>{TEXT}</p></body></html>".encode()
    kind = {"Content-Type": "text/html"}
    names = ["one.xml", "two.xml.gz", "page", "one.xml", "gone.xml"]
    index = "".join(f"<sitemap><loc>{site.root}/{name}</loc></sitemap>" for name in names)
    packed = gzip.compress(urlset("<url><loc>/b</loc></url>").encode())
    site.pages |= {
        "/index.xml": Page(f"<sitemapindex {SPACE}>{index}</sitemapindex>".encode()),
        "/one.xml": Page(urlset(f"<url><loc>{site.root}/a</loc></url>").encode()),
        "/two.xml.gz": Page(packed, headers={"Content-Type": "application/gzip"}),
        "/page": Page(page, headers=kind),
        "/a": Page(page, headers=kind),
        "/b": Page(page, headers=kind),
    }
    found = list(read_documents([f"{site.root}/index.xml"], fetcher=make_fetcher(Clock())))
    assert [f.cite_info.url for f in found if isinstance(f, Document)] == [f"{site.root}/a", f"{site.root}/b"]
    assert [f.reason for f in found if isinstance(f, Fault)] == [
        "what lies here is a web page, which is not read here",
        "the server answered 404 (not found)",
    ]


def test_an_index_of_itself_ends(site: Site) -> None:
    site.pages["/i"] = Page(f"<sitemapindex><sitemap><loc>{site.root}/i</loc></sitemap></sitemapindex>".encode())
    (fault,) = read_documents([f"{site.root}/i"], fetcher=make_fetcher(Clock()))
    assert isinstance(fault, Fault)
    assert "deep" in fault.reason
    assert len(site.paths) <= 6


def test_a_sitemap_offline_gives_a_fault_for_each_page(tmp_path: Path) -> None:
    (tmp_path / "s.xml").write_text(urlset("<url><loc>https://h.example/a</loc></url>"))
    (fault,) = read_documents([tmp_path / "s.xml"], fetcher=Fetcher(Manners(offline=True)))
    assert isinstance(fault, Fault)
    assert (fault.source, "--offline" in fault.reason) == ("https://h.example/a", True)

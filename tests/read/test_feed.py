"""Feeds of every kind: what an entry holds is its report, what it only points at is fetched, and the day is the outlet's."""

import json
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

import pytest

from dragoman.read import Fetcher, Manners, Visit, read_documents
from dragoman.read.feed import REPORT_LENGTH
from dragoman.record.document import Document
from dragoman.record.fault import Fault
from webserver import Clock, Page, Site, make_fetcher, open_site

OFFLINE = Fetcher(Manners(offline=True))
SENTENCE = (
    "The foreign minister of Norlandia met Sudrian envoys in the capital and promised to reopen the border crossing."
)
REPORT = [f"{SENTENCE[:-1]}, said official {number}." for number in range(6)]
TEXT = "\n\n".join(REPORT)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in REPORT)
PAGE = f"<html><head><title>Envoys met</title></head><body><article>{HTML}</article></body></html>"
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'


def rss(items: str, title: str = "Norland Herald") -> str:
    head = f"<title>{title}</title><link>https://herald.example/</link>"
    return f'<?xml version="1.0"?><rss version="2.0" {DC}><channel>{head}{items}</channel></rss>'


def item(
    url: str = "https://herald.example/a", more: str = "", description: str = "Short &lt;b&gt;teaser&lt;/b&gt; …"
) -> str:
    return f"<item><title>Envoys &amp;amp; ministers</title><link>{url}</link><description>{description}</description>{more}</item>"


FULL = f"<content:encoded><![CDATA[{HTML}]]></content:encoded>"
WHO_WHEN = "<dc:creator>Jane Doe</dc:creator><pubDate>Mon, 28 Dec 2020 00:30:00 +0300</pubDate>"
ENTRY = """<entry><title>Envoys &amp; ministers</title><link rel="alternate" href="https://herald.example/a"/>
<link rel="self" href="https://herald.example/self"/><id>urn:a</id><author><name>Jane Doe</name></author>
<published>2020-12-28T00:30:00+03:00</published>"""
JSON_ITEM = {
    "id": "1",
    "url": "https://herald.example/a",
    "title": "Envoys & ministers",
    "content_html": HTML,
    "date_published": "2020-12-28T00:30:00+03:00",
    "authors": [{"name": "Jane Doe"}],
}
JSON_FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Norland Herald", "items": [JSON_ITEM]}

# The same report in each form; the day is that of the outlet, though in UTC it is the day before.
FORMS = {
    "rss": rss(item(more=FULL + WHO_WHEN)),
    "rss in its own encoding": rss(item(more=FULL + WHO_WHEN)).replace('"1.0"?', '"1.0" encoding="koi8-r"?'),
    "rss without end": rss(item(more=FULL + WHO_WHEN)).removesuffix("</channel></rss>"),
    "rss with a doctype": rss(item(more=FULL + WHO_WHEN)).replace("<rss", "<!DOCTYPE rss>\n<rss"),
    "atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Norland Herald</title>{ENTRY}'
    f'<content type="html"><![CDATA[{HTML}]]></content></entry></feed>',
    "atom with xhtml": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Norland Herald</title>{ENTRY}'
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content></entry></feed>',
    # Of RDF only the description is read.
    "rdf": f"<rdf:RDF {RDF} {DC}><channel><title>Norland Herald</title></channel>"
    + item(
        more="<dc:creator>Jane Doe</dc:creator><dc:date>2020-12-28T00:30:00+03:00</dc:date>", description=escape(HTML)
    )
    + "</rdf:RDF>",
    "json": json.dumps(JSON_FEED),
    "json with slashes escaped": json.dumps(JSON_FEED).replace("/", "\\/"),
    "json with items first": json.dumps(dict(reversed(JSON_FEED.items()))),
    "json text": json.dumps(JSON_FEED | {"items": [{**JSON_ITEM, "content_html": "", "content_text": TEXT}]}),
}


def read(path: Path, data: str, fetcher: Fetcher = OFFLINE) -> list[Document | Fault]:
    path.write_text(data, encoding="utf-8")
    return list(read_documents([path], fetcher=fetcher))


def only_document(found: list[Document | Fault]) -> Document:
    assert len(found) == 1
    assert isinstance(found[0], Document), found
    return found[0]


@pytest.mark.parametrize("form", FORMS)
def test_a_full_entry_is_a_document(tmp_path: Path, form: str) -> None:
    document = only_document(read(tmp_path / "feed", FORMS[form]))
    assert document.text == TEXT
    assert document.published == date(2020, 12, 28)
    cite = document.cite_info
    assert (cite.url, cite.publication, cite.author) == ("https://herald.example/a", "Norland Herald", "Jane Doe")
    assert cite.title == "Envoys & ministers"
    assert document.source == f"{tmp_path}/feed!https://herald.example/a"


def test_the_day_asked_for_goes_before_the_entrys(tmp_path: Path) -> None:
    (tmp_path / "f").write_text(FORMS["rss"])
    found = list(read_documents([tmp_path / "f"], published=date(2021, 1, 1), fetcher=OFFLINE))
    assert only_document(found).published == date(2021, 1, 1)


# Day as it is written, the day that is read
DAYS = [
    ("Mon, 28 Dec 2020 00:30:00 +0300", date(2020, 12, 28)),
    ("Sun, 27 Dec 2020 21:30:00 GMT", date(2020, 12, 27)),
    ("Sun, 27 Dec 2020 21:30:00 -0800", date(2020, 12, 27)),
    ("<![CDATA[ Mon, 28 Dec 2020 00:30:00 +0300 ]]>", date(2020, 12, 28)),
    ("2020-12-28", date(2020, 12, 28)),
    ("some day", None),
]


@pytest.mark.parametrize(("written", "day"), DAYS)
def test_day_of_an_entry(tmp_path: Path, written: str, day: date | None) -> None:
    data = rss(item(more=f"{FULL}<pubDate>{written}</pubDate>"))
    assert only_document(read(tmp_path / "f", data)).published == day


# An entry's own text and whether it is taken for the whole report; where there is no link there is nothing else
WHOLE = [
    (HTML, True),
    (TEXT, True),
    (f"<p>{SENTENCE}</p>", False),
    (HTML + "<p>[…]</p>", False),
    (HTML + "<p>Continue reading</p>", False),
    (HTML.removesuffix(".</p>") + " ...</p>", False),
    (HTML + '<p>The post <a href="x">Envoys</a> appeared first on <a href="y">Herald</a>.</p>', True),
    ("", False),
]


@pytest.mark.parametrize(("content", "whole"), WHOLE)
def test_a_teaser_is_no_report(tmp_path: Path, content: str, whole: bool) -> None:
    data = rss(item(more=f"<content:encoded><![CDATA[{content}]]></content:encoded>"))
    found = read(tmp_path / "f", data)
    if whole:
        assert only_document(found).text == TEXT
    else:
        assert isinstance(found[0], Fault)
        assert "the entry holds no full text" in found[0].reason
        assert found[0].source == f"{tmp_path}/f!https://herald.example/a"


def test_a_short_entry_without_a_link_is_all_there_is(tmp_path: Path) -> None:
    data = rss(f"<item><title>t</title><description>{SENTENCE}</description></item>")
    document = only_document(read(tmp_path / "f", data))
    assert (document.text, document.cite_info.url, document.source) == (SENTENCE, None, f"{tmp_path}/f!1")
    assert len(SENTENCE) < REPORT_LENGTH


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def test_linked_pages_are_fetched(site: Site) -> None:
    """What the entry says fills what the page lacks; where the page was found goes before what it calls itself."""
    canonical = PAGE.replace("<title>", '<link rel="canonical" href="https://other.example/x"><title>')
    kind = {"Content-Type": "text/html"}
    site.pages |= {"/a": Page(PAGE.encode(), headers=kind), "/b": Page(canonical.encode(), headers=kind)}
    items = item(f"{site.root}/a#top", WHO_WHEN) + item(f"{site.root}/gone") + item("/b") + item(f"{site.root}/a")
    site.pages["/feed"] = Page(rss(items).encode(), headers={"Content-Type": "application/rss+xml"})
    found = list(read_documents([f"{site.root}/feed"], fetcher=make_fetcher(Clock())))
    first, gone, second = found
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(gone, Fault)
    assert first.text == second.text == TEXT
    assert (first.source, gone.source) == (f"{site.root}/a", f"{site.root}/gone")
    assert "404" in gone.reason
    cite = first.cite_info
    assert (cite.url, cite.title, cite.author) == (f"{site.root}/a", "Envoys met", "Jane Doe")
    assert (cite.publication, cite.published) == ("Norland Herald", date(2020, 12, 28))
    assert (cite.retrieved or "").startswith("2021-03-01T12:00:")
    assert second.cite_info.url == f"{site.root}/b"
    assert site.paths == ["/feed", "/a", "/gone", "/b"]


def test_a_feed_links_to_reports_and_to_nothing_else(tmp_path: Path, site: Site) -> None:
    """A feed of feeds could call for a million pages."""
    site.pages |= {
        "/feed": Page(rss(item(f"{site.root}/feed2") + item(f"{site.root}/list") + item(f"{site.root}/t")).encode()),
        "/feed2": Page(rss(item(f"{site.root}/feed")).encode()),
        "/list": Page(f"{site.root}/feed\n".encode()),
        "/t": Page(TEXT.encode(), headers={"Content-Type": "text/plain; charset=utf-8"}),
    }
    found = read(tmp_path / "f", rss(item(f"{site.root}/feed")), make_fetcher(Clock()))
    assert [f.reason for f in found if isinstance(f, Fault)] == ["what lies here is a feed, which is not read here"]
    found = list(read_documents([f"{site.root}/feed"], fetcher=make_fetcher(Clock())))
    told = [f.text if isinstance(f, Document) else f.reason.removeprefix("what lies here is ") for f in found]
    assert told == ["a feed, which is not read here", "a list of addresses, which is not read here", TEXT]


def read_site(site: Site, log: list[Visit], **given: object) -> list[Document | Fault]:
    return list(read_documents([f"{site.root}/feed"], fetcher=make_fetcher(Clock(), log=log.append, **given)))


def test_a_feed_is_remembered_when_all_of_it_was_had(site: Site) -> None:
    tag = {"ETag": '"1"'}
    site.pages |= {
        "/feed": Page(rss(item(f"{site.root}/a") + item(f"{site.root}/b")).encode(), headers=tag),
        "/a": Page(PAGE.encode(), headers=tag),
        "/b": Page(status=503),
    }
    log: list[Visit] = []
    read_site(site, log)
    assert [(visit.url.rpartition("/")[2], visit.outcome, visit.validators.etag) for visit in log] == [
        ("a", "read", '"1"'),
        ("b", "failed", None),
        ("feed", "read", None),  # b may be there next time: the feed must be read again
    ]
    site.pages["/b"] = Page(status=404)
    log.clear()
    read_site(site, log)
    assert log[-1].validators.etag == '"1"'

    site.pages["/feed"] = Page(status=304)
    remembered = {visit.address: visit.validators for visit in log}
    log.clear()
    assert read_site(site, log, remembered=remembered) == []
    assert [visit.outcome for visit in log] == ["unchanged"]


def test_a_page_that_is_known_is_not_asked_for_again(site: Site) -> None:
    site.pages["/feed"] = Page(rss(item(f"{site.root}/a")).encode())
    log: list[Visit] = []
    assert read_site(site, log, known={f"{site.root}/a"}) == []
    assert [visit.outcome for visit in log] == ["known", "read"]
    assert site.paths == ["/feed"]


def test_nothing_is_logged_before_it_was_taken(site: Site) -> None:
    """A reader that is stopped between two reports of a feed must find the feed again."""
    site.pages["/feed"] = Page(
        rss(item("https://herald.example/a", FULL) + item("https://herald.example/b", FULL)).encode()
    )
    log: list[Visit] = []
    documents = read_documents([f"{site.root}/feed"], fetcher=make_fetcher(Clock(), log=log.append))
    next(documents)
    next(documents)
    assert log == []
    assert list(documents) == []
    assert [visit.outcome for visit in log] == ["read"]


# Feeds that are no feeds, or made to harm; each gives one fault and nothing else.
BAD = [
    "<rss></rss>",
    "<rss",
    '<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
    '{"version": "https://jsonfeed.org/version/1", "items": 7}',
    '{"version": "https://jsonfeed.org/version/1", "items": [7, null, "x", []]}',
    '{"version": "https://jsonfeed.org/version/1", "title": {"a": 1}, "items": [{"url": 7, "title": [], "content_html": 9}]}',
    '{"version": "https://jsonfeed.org/version/1"',
    rss("<item/>" * 500_001),
    rss("<item " + " ".join(f'a{number}=""' for number in range(50_000)) + "/>"),
    rss(item("javascript:alert(1)", description="")),
    rss(item("http://[", description="")),
]


@pytest.mark.parametrize("data", BAD, ids=[data[:60] for data in BAD])
def test_bad_feeds_are_faults(tmp_path: Path, data: str) -> None:
    found = read(tmp_path / "f", data)
    assert found
    assert all(isinstance(f, Fault) and f.reason and "\n" not in f.reason for f in found), found


def test_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret " * 100)
    doctype = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "file://{tmp_path}/secret"><!ENTITY f "{SENTENCE}">]>'
    data = rss(f"<item><title>t</title><description>&e;&f; {TEXT}</description></item>").replace(
        "<rss", doctype + "<rss"
    )
    found = read(tmp_path / "f", data)
    assert found
    assert "secret" not in repr([f.text for f in found if isinstance(f, Document)])

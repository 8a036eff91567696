"""Feeds are valid Atom (RFC 4287), the same wherever they are read, and hold what can hurt as plain text."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html

from dragoman.serve.rest.feeds import ATOM, Entry, is_web, make_id, write_feed
from dragoman.serve.rest.words import Query

NS = {"a": ATOM}


def read(answer: Any) -> etree._Element:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml"
    return etree.fromstring(answer.content)


def check_feed(feed: etree._Element) -> None:
    """What RFC 4287 demands of a feed and its entries."""
    for element in (feed, *feed.findall("a:entry", NS)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", NS)) == 1, name
        assert UUID(element.findtext("a:id", namespaces=NS).removeprefix("urn:uuid:"))
        for name in ("updated", "published"):
            for moment in element.findall(f"a:{name}", NS):
                assert moment.text.endswith("T00:00:00Z")
        assert element.findall("a:link[@rel='alternate']", NS)
    assert feed.findtext("a:author/a:name", namespaces=NS) == "dragoman"
    ids = [e.text for e in feed.findall("a:entry/a:id", NS)]
    assert len(ids) == len(set(ids))
    assert feed.findtext("a:updated", namespaces=NS) == max(
        (e.text for e in feed.findall("a:entry/a:updated", NS)), default="1970-01-01T00:00:00Z"
    )


def test_happenings_as_entries(made: TestClient) -> None:
    feed = read(made.get("/feed/happenings.atom?dyad=EGY-LBY"))
    check_feed(feed)
    entries = feed.findall("a:entry", NS)
    assert [e.findtext("a:updated", namespaces=NS)[:10] for e in entries] == sorted(
        (e.findtext("a:updated", namespaces=NS)[:10] for e in entries), reverse=True
    )
    meet = next(e for e in entries if e.find("a:link[@rel='alternate']", NS).get("href").endswith("/happenings/h-meet"))
    assert meet.findtext("a:title", namespaces=NS).startswith("Salma Nour [EGY GOV] — CONSULT (visit)")
    assert meet.findtext("a:published", namespaces=NS) == "2020-12-01T00:00:00Z"
    assert meet.findtext("a:updated", namespaces=NS) == "2020-12-02T00:00:00Z"  # the second report came then
    assert "2020-12-02, Tripoli Wire: “In Tripoli the Egyptian" in meet.findtext("a:summary", namespaces=NS)
    assert meet.find("a:link[@rel='via']", NS).get("href") == "https://www.harbour-post.example/1"


def test_a_feed_leads_to_its_page_and_names_itself(made: TestClient) -> None:
    feed = read(made.get("/feed/happenings.atom?dyad=EGY%3ELBY&since=2020"))
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", NS)}
    assert links["self"] == "http://127.0.0.1:8765/feed/happenings.atom?dyad=EGY%3ELBY&since=2020"
    assert links["alternate"] == "http://127.0.0.1:8765/happenings?dyad=EGY%3ELBY&since=2020"
    assert made.get(urlsplit(links["alternate"])._replace(scheme="", netloc="").geturl()).status_code == 200
    assert feed.findtext("a:title", namespaces=NS) == "happenings: dyad EGY>LBY, since 2020"


def test_ids_are_the_same_under_every_address(made: TestClient) -> None:
    here = read(made.get("/feed/happenings.atom?actor=EGY"))
    there = read(made.get("/feed/happenings.atom?actor=EGY", headers={"Host": "localhost:1"}))
    for path in ("a:id", "a:entry/a:id"):
        assert [e.text for e in here.findall(path, NS)] == [e.text for e in there.findall(path, NS)]
    assert make_id("a") != make_id("b")


def test_each_new_state_of_a_commitment_is_an_entry(room: Any) -> None:
    feed = read(room.get("/feed/commitments.atom"))
    check_feed(feed)
    rows = room.get("/api/commitments?order=changed").json()["rows"]
    assert len(feed.findall("a:entry", NS)) == len(rows) > 3
    for entry, row in zip(feed.findall("a:entry", NS), rows, strict=True):
        title = entry.findtext("a:title", namespaces=NS)
        assert title.startswith(f"{row['state']}: ")
        assert entry.find("a:link[@rel='alternate']", NS).get("href").endswith(f"/commitments/{row['id']}")
        assert entry.findtext("a:id", namespaces=NS) == make_id(
            f"commitment {row['id']} {row['state']} {row['state_since'] or row['made_on']}"
        )
        assert entry.findtext("a:summary", namespaces=NS)
    first = min(row["made_on"] for row in rows if row["made_on"])
    early = read(room.get(f"/feed/commitments.atom?as_of={first}"))
    assert len(early.findall("a:entry", NS)) < len(rows)


def test_a_feed_of_nothing_is_a_feed(made: TestClient) -> None:
    feed = read(made.get("/feed/happenings.atom?type=RETREAT"))
    check_feed(feed)
    assert feed.findall("a:entry", NS) == []


def test_hostile_words_are_plain_text(client: Any) -> None:
    answer = client.get("/feed/happenings.atom?limit=1000")
    feed = read(answer)
    check_feed(feed)
    assert b"<script>" not in answer.content
    assert "<script>alert(1)</script>" in "".join(feed.itertext())
    assert not [link for link in feed.iter(f"{{{ATOM}}}link") if not link.get("href").startswith("http")]


def test_what_xml_cannot_hold_is_left_out() -> None:
    entry = Entry(
        name="x\x00\ud800",
        title="a\x00b\x0bc\ud800d]]>\ufffe",
        page="happenings/x",
        summary="\x1b[31m red",
        kind="ASSAULT",
        published=date(2020, 1, 1),
        updated=date(2020, 1, 2),
    )
    feed = etree.fromstring(
        write_feed("t\x00", Query(filters={}, address="http://x/", base="http://x/"), "happenings", [entry])
    )
    check_feed(feed)
    assert feed.findtext("a:entry/a:title", namespaces=NS) == "abcd]]>"
    assert feed.findtext("a:entry/a:summary", namespaces=NS) == "[31m red"


@pytest.mark.parametrize(
    ("address", "web"),
    [
        ("https://news.example/a?b=c", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://x.example/ a", False),
        ("//x.example", False),
    ],
)
def test_only_what_is_on_the_web_is_a_source(address: str, web: bool) -> None:
    assert is_web(address) is web


def test_wrong_words_are_named(made: TestClient) -> None:
    for query, field in (("cursor=x", "cursor"), ("limit=0", "limit"), ("dyad=EGY", "dyad"), ("kind=promise", "kind")):
        answer = made.get(f"/feed/happenings.atom?{query}")
        assert (answer.status_code, answer.json()["field"]) == (400, field)


@pytest.mark.parametrize("page", ["happenings", "commitments"])
def test_a_page_leads_to_the_feed_of_its_list(room: Any, page: str) -> None:
    shown = html.document_fromstring(room.get(f"/{page}?dyad=NOR-TCD&since=2020").text)
    (named,) = shown.xpath("//link[@type='application/atom+xml']/@href")
    assert named in shown.xpath("//p[contains(@class, 'along')]//a/@href")
    assert named == f"/feed/{page}.atom?dyad=NOR-TCD&since=2020"
    for address in shown.xpath("//p[contains(@class, 'along')]//a/@href"):
        assert room.get(address).status_code == 200

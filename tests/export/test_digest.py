"""A briefing: hostile words stay words, and only addresses on the web become links."""

import io
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dragoman.export.digest import write_digest
from dragoman.record.document import CiteInfo
from ledger.made import day, keep, tell

HOSTILE = "Chad <script>alert(1)</script> promised to reopen the [mission](javascript:alert(1)) *soon*."


class Page(HTMLParser):
    """The tags and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]


def brief(form: str, url: str | None) -> str:
    telling = tell(0, "AGREE", HOSTILE, by=["TCD"], to=["NOR"], trigger="promised", content="reopen the [mission]")
    cite = CiteInfo(published=day(0), publication="The <b>Gazette</b>", url=url)
    telling = replace(telling, event=replace(telling.event, cite_info=cite))
    out = io.BytesIO()
    write_digest(keep([telling]), {telling.event.id: telling}, day(0), day(9), form, out)
    return out.getvalue().decode()


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://gazette.example/a?b=1&c=2", ["https://gazette.example/a?b=1&c=2"]),
        ("javascript:alert(1)", []),
        ("https://gazette.example/a> [x](javascript:alert(1)", []),  # would end a link of Markdown
        (None, []),
    ],
)
def test_words_are_escaped_and_only_the_web_is_linked(url: str | None, links: list[str]) -> None:
    page = Page(brief("html", url))
    assert not page.tags & {"script", "b"}
    assert page.links == links
    text = brief("md", url)
    assert "New (1)" in text
    assert r"\<script\>" in text
    assert r"\[mission\]" in text
    assert ("](<https" in text) == bool(links)
    assert "<javascript" not in text

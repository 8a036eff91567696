"""Nothing in a report runs: hostile texts go through every page that a link leads to, and come out as plain text."""

from html import unescape
from urllib.parse import quote, urlsplit

import pytest
from lxml import html

from serve.conftest import HOSTILE, Client

# What would run, break out of a text, an attribute or an address, or mislead.
STRINGS = (
    "<script>alert(1)</script>",
    "</title></script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "<style>*{background:url(//evil.example)}</style>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "--></textarea></select><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202eevil\u202c",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "a\x00b",
    "data:text/html,<script>alert(1)</script>",
    "\ud83d",
)
MOST_PAGES = 150


def check_page(text: str) -> html.HtmlElement:
    """A page in which nothing of another's making can run."""
    page = html.document_fromstring(text)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("style", "iframe", "object", "embed", "base", "applet", "link") or (
            element.tag == "link" and element.get("href", "").startswith(("/static/", "/feed/"))
        ), html.tostring(element)
        if element.tag == "script":
            assert element.get("src", "").startswith("/static/")
            assert not (element.text or "").strip()
        if element.tag == "img":
            assert element.get("src", "").startswith("/")
        for name, value in element.attrib.items():
            assert not name.startswith("on"), html.tostring(element)
            assert name not in ("style", "srcdoc"), html.tostring(element)
            if name in ("href", "src", "action", "formaction", "xlink:href"):
                assert urlsplit(value.strip()).scheme in ("", "http", "https"), value
                assert not value.strip().startswith("//"), value
    return page


def find_links(page: html.HtmlElement, path: str) -> list[str]:
    found = []
    for element in page.iter("a"):
        address = element.get("href", "")
        if address.startswith(("/static/", "/api/", "/feed/")):  # no pages; tests/serve/rest looks at them
            continue
        if address.startswith("/"):
            found.append(address.partition("#")[0])
        elif address.startswith("?"):
            found.append(path.partition("?")[0] + address)
        else:
            rel = element.get("rel", "")
            assert address.startswith("#") or address == "" or {"noopener", "noreferrer"} <= set(rel.split()), address
    return found


def kind_of(path: str) -> str:
    """Pages of one kind have one path, and one set of words in the query; ids do not count."""
    parts = urlsplit(path)
    steps = parts.path.split("/")
    words = sorted({pair.partition("=")[0] for pair in parts.query.split("&")})
    return "/".join(steps[:2]) + ("/…" if len(steps) > 2 else "") + "?" + "&".join(words)


def test_every_page_that_a_link_leads_to_is_clean(client: Client) -> None:
    """From the first page over all links, some of each kind, and every page of the hostile report."""
    hostile = quote(f"hostile/../{HOSTILE}", safe="")
    left, seen, kinds = ["/", f"/report?id={hostile}", "/try", "/login"], set(), {}
    while left and len(seen) < MOST_PAGES:
        path = left.pop(0)
        kind = kind_of(path)
        if path in seen or (kinds.get(kind, 0) >= 6 and "hostile" not in path):
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.text[-500:])
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = check_page(answer.text)
        for link in find_links(page, path):
            (left.insert(0, link) if "script" in unescape(link) else left.append(link))
    assert len(kinds) > 8, kinds
    told = client.get(f"/report?id={hostile}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told, "it is shown, as text"


@pytest.mark.parametrize("word", STRINGS)
@pytest.mark.parametrize(
    "path",
    [
        "/happenings?text={}",
        "/happenings?actor={}",
        "/happenings?where={}&source={}",
        "/happenings?type={}",
        "/happenings?{}=x",
        "/happenings?cursor={}",
        "/happenings?order={}",
        "/happenings/{}",
        "/timeline?by={}&text={}",
        "/map?view={}&where={}",
        "/actors?actor={}",
        "/actor?name={}",
        "/actor?name=RUS&as_of={}",
        "/dyad?first={}&second=RUS",
        "/network?sort={}&nodes={}",
        "/commitments?by={}&view=list",
        "/commitments?month={}&view=calendar",
        "/commitments/{}?as_of=2020",
        "/stories?sort={}",
        "/search?q={}",
        "/reports?source={}",
        "/report?id={}",
        "/faults?text={}",
        "/login?next={}",
        "/{}",
    ],
)
def test_no_word_of_a_question_runs(client: Client, path: str, word: str) -> None:
    quoted = quote(word.encode("utf-8", "surrogatepass"), safe="")
    answer = client.get(path.replace("{}", quoted))
    assert answer.status_code in (200, 400, 404), answer.text
    check_page(answer.text)


@pytest.mark.parametrize("word", STRINGS[:10])
def test_no_word_of_a_form_runs(client: Client, word: str) -> None:
    answer = client.post_form("/try", text="", published=word, title=word)
    assert answer.status_code == 400
    check_page(answer.text)
    answer = client.post_form("/login", name=word, password=word, next=word)
    assert answer.status_code in (401, 429)
    check_page(answer.text)

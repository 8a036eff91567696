"""Nothing in a report runs: hostile texts go through every page that a link leads to, and come out as plain text."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from lxml import html

from ask.made import make_archive
from dragoman.store import open_store
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
MOST_PAGES, OF_A_KIND = 150, 4
# How each column that holds words is made hostile; ids and what the archive joins by stay.
_TEXT = "$hostile"
_SPAN = 'struct_pack("text" := $hostile, "start" := 0, "end" := 3)'
_PARTIES = "list_transform({}, lambda x: struct_update(x, entity_text := $hostile, identifier_text := $hostile, office := $hostile))"
_PLACE = (
    "CASE WHEN event_loc IS NOT NULL THEN struct_update(event_loc, extracted_place := $hostile, resolved_place := $hostile,"
    " country := $hostile) END"
)
_CODED = {
    "mode": _TEXT,
    "context": "[$hostile]",
    "actor": _PARTIES.format("actor"),
    "recipient": _PARTIES.format("recipient"),
    "event_loc": _PLACE,
    "content": _SPAN,
}
POISONED = {
    "report": dict.fromkeys(
        ("title", "author", "publication", "retrieved", "translated_by", "republished_from", "coder"), _TEXT
    )
    | {"url": "'javascript:alert(1)//' || $hostile"},
    "event": _CODED
    | {"trigger": _SPAN, "sentence_text": _TEXT, "condition": _SPAN, "attribution": _PARTIES.format("actor")},
    "happening": _CODED
    | {"disagreements": "list_transform(disagreements, lambda x: struct_update(x, field := $hostile))"},
    "actor": {"name": _TEXT, "aliases": "[$hostile]"},
    "party": {"entity_text": _TEXT, "identifier_text": _TEXT, "office": _TEXT},
    "fault": {"source": _TEXT, "stage": _TEXT, "reason": _TEXT, "detail": _TEXT},
    "origin": {"source": _TEXT},
    "run": {"command": _TEXT, "sources": "[$hostile]"},
}


def check_page(text: str) -> html.HtmlElement:
    """A page in which nothing of another's making can run."""
    page = html.document_fromstring(text)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("style", "iframe", "object", "embed", "base", "applet", "link") or (
            element.tag == "link" and element.get("href", "").startswith("/")
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
        if address.startswith("/") and not address.startswith("/static/"):
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


def walk(client: Client, starts: Sequence[str], statuses: Sequence[int] = (200,)) -> dict[str, list[str]]:
    """Look at pages from some on over all links, a few of each kind; gives their paths by kind. Each page is checked."""
    left, seen, kinds = list(starts), set(), {}
    while left and len(seen) < MOST_PAGES:
        path = left.pop(0)
        kind = kind_of(path)
        if path in seen or len(kinds.get(kind, ())) >= OF_A_KIND:
            continue
        seen.add(path)
        kinds.setdefault(kind, []).append(path)
        answer = client.get(path)
        assert answer.status_code in statuses, (path, answer.text[-500:])
        if answer.headers["content-type"].startswith("text/html"):
            left.extend(find_links(check_page(answer.text), path))
    return kinds


def test_every_page_that_a_link_leads_to_is_clean(client: Client) -> None:
    hostile = f"/report?id={quote(f'hostile/../{HOSTILE}', safe='')}"
    kinds = walk(client, ["/", hostile, "/try", "/login"])
    assert len(kinds) > 8, kinds
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(hostile).text, "it is shown, as text"


def test_no_column_of_an_archive_runs(tmp_path: Path) -> None:
    """Every text that an archive holds is hostile: titles, outlets, names, places, words, modes, reasons, versions."""
    path = make_archive(tmp_path / "made.duckdb")
    with open_store(path, write=True) as store:
        for table, columns in POISONED.items():
            for column, made in columns.items():
                store.change(f'UPDATE "{table}" SET "{column}" = {made}', {"hostile": HOSTILE})
    with Client(path) as visitor:
        # What leads on by a code or a mode leads nowhere where there is none such.
        kinds = walk(visitor, ["/"], (200, 400, 404))
        shown = "".join(visitor.get(paths[0]).text for paths in kinds.values())
    assert len(kinds) > 6, kinds
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 50, "it is shown, as text"


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

"""The search finds in all fields, shows where the words stand, and suggests what may be meant."""

from typing import Any

import pytest

from dragoman.archive import Archive
from serve.conftest import HOSTILE, Client
from serve.reading import ids_on, read


def test_words_are_found_in_happenings_and_reports(client: Client, archive: Archive) -> None:
    page = read(client, "/search?q=border")
    assert ids_on(page) == [h.id for h in archive.happenings(text="border", limit=10)]
    hits = page.cssselect(".hits li")
    assert len(hits) == min(10, archive.reports(text="border").count())
    assert {m.text_content().lower() for m in page.cssselect(".hits mark")} == {"border"}


def test_names_places_and_types_lead_to_their_pages(client: Client) -> None:
    page = read(client, "/search?q=alep")
    assert ("Aleppo (SYR)", "/happenings?where=Aleppo") in [
        (a.text_content(), a.get("href")) for a in page.cssselect(".counts a")
    ]
    assert "/actor?name=RUS" in [a.get("href") for a in read(client, "/search?q=russia").cssselect(".counts a")]
    assert "/happenings?type=CONSULT" in [
        a.get("href") for a in read(client, "/search?q=consult").cssselect(".counts a")
    ]


def test_a_phrase_is_a_phrase(client: Client, archive: Archive) -> None:
    report = next(iter(archive.reports()))
    words = report.text.split()[2:5]
    page = read(client, f'/search?q="{" ".join(words)}"')
    assert page.cssselect(".hits li")


@pytest.mark.parametrize(
    ("q", "status", "words"),
    [
        ("zzzqqq", 200, "Nothing in this archive bears"),
        ("%3F%3F%3F", 400, "it holds no word"),
        ("a" * 301, 400, "longer than 300"),
        ("", 200, "Or look at"),
    ],
)
def test_what_is_not_found_or_not_understood_is_told(client: Client, q: str, status: int, words: str) -> None:
    assert words in read(client, f"/search?q={q}", status).text_content()


def test_suggestions_are_told_with_their_pages(client: Client) -> None:
    assert client.get("/search/suggest?q=maced").json()[0]["value"] == "MKD", "a word within a name begins so"
    rows = client.get("/search/suggest?q=russ").json()
    assert rows[0] == {"kind": "Who", "value": "RUS", "label": "Russia (RUS)", "address": "/actor?name=RUS"}
    for row in rows:
        assert client.get(row["address"]).status_code == 200
    assert client.get("/search/suggest?q=").json() == []
    assert client.get(f"/search/suggest?q={'a' * 400}").json() == []


def test_hostile_names_are_data(client: Client) -> None:
    rows = client.get("/search/suggest", params={"q": "script"}).json()
    assert any(HOSTILE in row["label"] for row in rows), "an outlet is called so"
    assert client.get(rows[0]["address"]).status_code == 200


@pytest.mark.browser
def test_one_types_and_chooses_by_keyboard(live: str, page: Any) -> None:
    page.goto(f"{live}/dyad")
    page.fill("#f-first", "")
    page.type("#f-first", "maced")
    page.wait_for_selector("#f-first-list li")
    assert page.get_attribute("#f-first", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.get_attribute("#f-first", "aria-activedescendant")
    assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
    page.keyboard.press("Enter")
    assert page.input_value("#f-first") == "MKD"
    assert page.is_hidden("#f-first-list")
    page.type("#search", "russ")
    page.wait_for_selector("#search-list li")
    page.keyboard.press("Escape")
    assert page.is_hidden("#search-list")
    page.keyboard.press("Backspace")
    page.wait_for_selector("#search-list li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actor?name=RUS")


@pytest.mark.browser
def test_a_filter_is_offered_its_own_kind(live: str, page: Any) -> None:
    page.goto(f"{live}/happenings")
    page.type("#f-where", "alep")
    page.wait_for_selector("#f-where-list li")
    assert page.locator("#f-where-list li").all_inner_texts() == ["Aleppo (SYR) Where"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#f-where") == "Aleppo"

"""The query of a page is a question in the words of docs/asking.md; and addresses hold what was meant, whatever stands in it."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ask.filters import ORDERS, list_fields, make_filter
from dragoman.serve.asked import Asked, list_choices, read_asked
from dragoman.serve.render import link, step, web_link


def ask(query: str, question: str = "happenings", own: tuple[str, ...] = ()) -> Asked:
    scope = {"type": "http", "path": f"/{question}", "query_string": query.encode(), "headers": []}
    return read_asked(Request(scope), question, own=own)


def test_words_are_those_of_the_command_line() -> None:
    asked = ask("actor=EGY&actor=LBY&min-sources=2&since=2020-12&order=sources&type=")
    assert asked.trouble is None
    words = {"actor": ["EGY", "LBY"], "min_sources": "2", "since": "2020-12", "order": "sources", "limit": 50}
    assert asked.wanted == make_filter("happenings", words)
    assert asked.order == "sources"
    assert asked.narrowed == [("actor", "EGY"), ("actor", "LBY"), ("min_sources", "2"), ("since", "2020-12")]


def test_a_wrong_word_is_told_and_what_was_typed_stays() -> None:
    asked = ask("type=ASSULT&actor=EGY")
    assert asked.trouble is not None
    assert "did you mean ASSAULT" in asked.trouble
    assert dict(asked.words) == {"type": ("ASSULT",), "actor": ("EGY",)}


def test_a_page_has_words_of_its_own() -> None:
    assert ask("view=map&actor=EGY", own=("view",)).narrowed == [("actor", "EGY")]
    trouble = ask("view=map").trouble
    assert trouble is not None
    assert "view" in trouble


def test_the_last_of_several_counts_where_only_one_is_meant() -> None:
    assert ask("since=2020&since=2021").wanted.since == make_filter("happenings", {"since": "2021"}).since


@pytest.mark.parametrize("question", [name for name in ORDERS if name != "commitments"])
def test_a_form_asks_for_every_filter_but_where_the_rows_go_on(question: str) -> None:
    asked = ask("", question)
    names = [field.name for field in asked.fields]
    wanted = {f.name for f in list_fields(question)} - {"cursor", "limit", "order"}
    assert set(names) == wanted
    assert len(names) == len(wanted)
    for field in asked.fields:
        for choice in field.choices:
            make_filter(question, {field.name: choice})


def test_what_a_form_offers_is_what_a_filter_takes() -> None:
    assert "CONSULT" in list_choices("type")
    assert "expel" in list_choices("mode")
    assert list_choices("actor") == ()


WORDS = st.dictionaries(
    st.sampled_from(["actor", "text", "where"]),
    st.lists(st.text(min_size=1).filter(lambda w: w.strip() and "\ud800" not in w), min_size=1, max_size=3),
)


@given(WORDS)
def test_a_link_leads_back_to_the_same_question(words: dict[str, list[str]]) -> None:
    address = link("/happenings", **words)
    parts = urlsplit(address)
    assert parts.path == "/happenings"
    given_back: dict[str, list[str]] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        given_back.setdefault(name, []).append(value)
    assert given_back == words


@given(st.text())
def test_a_step_is_one_step(name: str) -> None:
    assert not set(step(name)) & set("/?#\\ \"'<>&\r\n")


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://news.example/a?b=c#d", True),
        ("HTTP://news.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("/here", False),
        ("https://a b", False),
        ('https://a"onclick=', False),
        ("https://a\nb", False),
        ("", False),
        (None, False),
    ],
)
def test_only_what_lies_on_the_web_is_a_link(address: str | None, good: bool) -> None:
    assert (web_link(address) == address) is good if address else web_link(address) is None

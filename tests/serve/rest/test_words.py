"""Queries, the wrong ones above all: each is refused in one line that names the word at fault."""

from dataclasses import fields
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from dragoman.ask.filters import ALL, Filter, list_fields
from dragoman.serve.rest.words import SHARED, list_filters

HUGE = "9" * 4000


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("since=soon", "since", "date such as 2020-12-27"),
        ("since=2020-02-30", "since", "date such as"),
        ("since=0000", "since", "date such as"),
        ("since=%D9%A2%D9%A0%D9%A2%D9%A0", "since", "date such as"),  # digits of another script
        ("since=2021&until=2020", "since", "is after until"),
        ("since=2020&since=2021", "since", "one value, not several"),
        ("since=", "since", "it is empty"),
        ("actor=+", "actor", "it is empty"),
        ("actor=%00", "actor", "no code"),
        ("actor=EGY:XXX", "actor", "'XXX' is no sector"),
        ("type=ASSULT", "type", "did you mean ASSAULT"),
        ("limit=0", "limit", "whole number of at least 1"),
        ("limit=1001", "limit", "at most 1,000 rows"),
        (f"limit={HUGE}", "limit", "whole number"),
        ("limit=-1", "limit", "whole number"),
        (f"min_sources={HUGE}", "min_sources", "whole number"),
        ("min_confidence=nan", "min_confidence", "number from 0 to 1"),
        ("order=random", "order", "one of newest, oldest, confidence, report"),
        ("count=perhaps", "count", "one of true, false"),
        ("format=xml", "format", "one of json, jsonl, csv, parquet"),
        ("cursor=nonsense", "cursor", "none that an earlier page told"),
        ("cursor=%00", "cursor", "none that an earlier page told"),
        ("cursor=" + "W" * 2000, "cursor", "none that an earlier page told"),
        ("cursor=W1tbW1tbW1tbW1tbW1tb", "cursor", "none that an earlier page told"),
        ("cursor=WyJuZXdlc3QiLHsiZGF5IjoiMjAyMC0xMi0wMSJ9LCJceDAwIiwxXQ", "cursor", "none that"),
        (
            "cursor=WyJvbGRlc3QiLHsiZGF5IjoiMjAyMC0xMi0wMSJ9LCJwIiwxXQ",
            "cursor",
            "does not belong to the order 'newest'",
        ),
        ("text=" + "w+" * 1500, "text", "at most 100 words"),
        ("&".join(["where=w"] * 500), "where", "at most 100 words"),
        ("actr=EGY", "actr", "these are: actor, recipient"),
        ("by=EGY", "by", "no word of this query"),  # it is one of commitments
        ("source=%ED%A0%80", None, ""),  # half a character: no UTF-8, read as what stands for the unreadable
        ("text=%5C%27%3B+DROP+TABLE+event", None, ""),
        ("source=%00", None, ""),
        ("where=%27+OR+1%3D1+--", None, ""),
    ],
)
def test_a_wrong_word_is_named(made: TestClient, query: str, field: str | None, said: str) -> None:
    answer = made.get(f"/api/events?{query}")
    if field is None:
        assert (answer.status_code, answer.json()["rows"]) == (200, [])
        return
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["title"], problem["status"], problem["field"]) == ("Bad Request", 400, field)
    assert said in problem["detail"]
    assert "\n" not in problem["detail"]


def test_a_word_cannot_write_headers(made: TestClient) -> None:
    evil = quote("EGY\r\nSet-Cookie: a=b\r\n\r\n<script>")
    for path in (f"/api/events?actor={evil}&limit=1", f"/api/dyads/{evil}/LBY?format=csv", f"/api/events/{evil}"):
        answer = made.get(path)
        assert "set-cookie" not in answer.headers
        assert "\n" not in "".join(answer.headers.values())
    page = made.get(f"/api/events?where={quote('Tripoli')}&limit=1&source={quote('news')}")
    assert page.links["next"]["url"].startswith("/api/events?where=Tripoli&limit=1&source=news&cursor=")


def test_every_filter_is_a_word_with_its_meaning() -> None:
    for question in ALL:
        words = {word.name: word for word in list_filters(question)}
        assert list(words) == [f.name for f in list_fields(question)]
        for word in words.values():
            assert word.meaning.endswith(".")
            assert word.schema.get("$ref", "").removeprefix("#/components/schemas/") in (*SHARED, "")


def test_the_words_of_filters_are_not_taken_for_others() -> None:
    """A word of a resource's own must not bear the name of a filter of the same question: one of them would not be read."""
    from dragoman.serve.rest.router import RESOURCES

    names = {f.name for f in fields(Filter)}
    assert names
    for resource in RESOURCES:
        own = [word.name for word in resource.words]
        assert len(own) == len(set(own)), resource.name

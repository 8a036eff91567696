"""Stories are those of the happenings that the filters admit, in the order asked for."""

from collections import Counter

import pytest

from dragoman.archive import Archive
from dragoman.relations import link_stories
from dragoman.relations.stories import Story
from serve.conftest import Client
from serve.reading import ids_on, read


@pytest.fixture(scope="module")
def stories(archive: Archive) -> list[Story]:
    happenings = list(archive.happenings(status="actual"))
    return link_stories(happenings, archive.tellings(e for h in happenings for e in h.events))


def test_every_story_is_told_with_its_happenings(client: Client, stories: list[Story]) -> None:
    page = read(client, "/stories")
    assert [a.get("id") for a in page.cssselect("article")] == [f"s-{s.id}" for s in stories]
    assert ids_on(page) == [h.id for s in stories for h in s.happenings]
    assert [h.text_content().strip() for h in page.cssselect("article h2")] == [
        s.title or "(without words)" for s in stories
    ]


def test_the_largest_or_longest_may_stand_first(client: Client, stories: list[Story]) -> None:
    page = read(client, "/stories?sort=largest")
    sizes = {f"s-{s.id}": len(s.happenings) for s in stories}
    told = [sizes[a.get("id")] for a in page.cssselect("article")]
    assert told == sorted(told, reverse=True)
    spans = {f"s-{s.id}": (s.until - s.since).days for s in stories}
    told = [spans[a.get("id")] for a in read(client, "/stories?sort=longest").cssselect("article")]
    assert told == sorted(told, reverse=True)
    assert len(set(told)) > 1


def test_filters_hold(client: Client, archive: Archive, stories: list[Story]) -> None:
    # A story of its own needs several happenings of one actor.
    played = Counter(
        (s.id, code) for s in stories for h in s.happenings for code in {a.code for a in h.actor if a.code}
    )
    (_, code), _ = played.most_common(1)[0]
    wanted = {h.id for h in archive.happenings(actor=code, status="actual")}
    everything = {h.id for s in stories for h in s.happenings}
    found = set(ids_on(read(client, f"/stories?actor={code}")))
    assert found
    assert found <= wanted
    assert found < everything


@pytest.mark.parametrize(
    ("path", "words"),
    [("/stories?sort=moon", "no order of stories"), ("/stories?page=x", "whole number"), ("/stories?since=x", "date")],
)
def test_what_is_wrong_is_told(client: Client, path: str, words: str) -> None:
    assert words in read(client, path, 400).cssselect("[role=alert]")[0].text_content()


def test_a_page_that_is_not_there_leads_back(client: Client) -> None:
    assert read(client, "/stories?page=9").cssselect(".nothing a")[0].get("href") == "/stories"

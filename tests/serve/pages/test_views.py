"""The timeline and the map show the happenings that the filters admit, and each mark leads to the happenings it stands for."""

from urllib.parse import parse_qs, urlsplit

import pytest

from dragoman.archive import Archive
from serve.conftest import Client
from serve.reading import ids_on, read


@pytest.mark.parametrize(
    "words", ["", "by=year", "by=month&actor=RUS", "by=day&since=2016-12&until=2016-12", "type=CONSULT&type=ASSAULT"]
)
def test_every_period_leads_to_the_happenings_it_counts(client: Client, archive: Archive, words: str) -> None:
    page = read(client, f"/timeline?{words}")
    rows = page.cssselect(".numbers tbody tr")
    assert rows
    for row in rows:
        (link,) = row.cssselect("th a")
        number = int(row.cssselect("td")[-1].text_content())
        assert len(ids_on(read(client, link.get("href")))) == number, link.get("href")
    # The drawing has the same links.
    assert {a.get("href") for a in page.cssselect("svg a")} == {row.cssselect("th a")[0].get("href") for row in rows}
    filters = {n: v for n, v in parse_qs(words).items() if n != "by"}
    total = archive.happenings(**{n: v if n in ("actor", "type") else v[0] for n, v in filters.items()}).count()
    assert page.cssselect(".count")[0].text_content().split()[0] == str(total)


def test_the_view_goes_along_when_filters_change(client: Client) -> None:
    page = read(client, "/timeline?by=year&actor=RUS")
    assert [i.get("value") for i in page.cssselect("form.filters input[name=by]")] == ["year"]
    chip = page.cssselect(".chips a")[0].get("href")
    assert parse_qs(urlsplit(chip).query) == {"by": ["year"]}
    views = {a.text_content(): a.get("href") for a in page.cssselect(".choices")[0].cssselect("a")}
    assert views["list"] == "/happenings?actor=RUS"
    assert views["map"] == "/map?actor=RUS"
    assert "/timeline?actor=RUS" in [a.get("href") for a in read(client, views["list"]).cssselect(".choices a")]


@pytest.mark.parametrize("view", ["world", "close"])
def test_every_place_leads_to_the_happenings_there(client: Client, archive: Archive, view: str) -> None:
    page = read(client, f"/map?view={view}&status=actual")
    rows = {r.cssselect("th")[0].text_content(): r for r in page.cssselect(".numbers tbody tr")}
    spots = archive.spots(status="actual").found
    assert list(rows) == [s.name for s in spots]
    for spot in spots:
        assert rows[spot.name].cssselect("td")[1].text_content() == str(spot.happenings)
    link = rows["Aleppo"].cssselect("a")[0].get("href")
    assert parse_qs(urlsplit(link).query) == {"status": ["actual"], "where": ["Aleppo"]}
    assert len(ids_on(read(client, link))) >= 1
    circles = {a.get("href") for a in page.cssselect("svg a")}
    assert circles <= {r.cssselect("a")[0].get("href") for r in rows.values()}
    assert circles


@pytest.mark.parametrize("path", ["/timeline", "/map", "/network", "/stories"])
def test_an_empty_view_says_what_to_do_next(client: Client, path: str) -> None:
    page = read(client, f"{path}?actor=Nobodysname")
    assert "nobody here is called" in page.cssselect(".nothing")[0].text_content()
    assert page.cssselect("svg") == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/timeline?by=moon", "by: 'moon' is no period"),
        ("/timeline?since=2021-13", "since"),
        ("/map?view=moon", "view: 'moon' is none"),
        ("/map?colour=red", "no filter of happenings"),
    ],
)
def test_a_wrong_word_is_told(client: Client, path: str, words: str) -> None:
    assert words in read(client, path, 400).cssselect("[role=alert]")[0].text_content()

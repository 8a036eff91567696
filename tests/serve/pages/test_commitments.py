"""The ledger's pages: all that the archive's ledger has, by state, in order, by deadline, and each with its whole story."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from dragoman.archive import Archive
from serve.conftest import Client
from serve.reading import read, settle


def ids_on(page: object) -> list[str]:
    return [urlsplit(a.get("href")).path.rpartition("/")[2] for a in page.cssselect(".pledge .says a")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "order=oldest",
        "order=due",
        "state=overdue&state=kept",
        "by=RUS",
        "to=LBY",
        "kind=ultimatum&since=2015",
        "text=Gharyan",
        "min-confidence=0",
        "as-of=2016-12-10",
    ],
)
def test_the_list_is_that_of_the_archive(client: Client, archive: Archive, words: str) -> None:
    page = settle(client, f"/commitments?view=list&{words}")
    given = {n.replace("-", "_"): v for n, v in parse_qs(words).items()}
    single = {"order", "since", "min_confidence", "as_of"}
    wanted = archive.commitments(date.today(), **{n: v[0] if n in single else v for n, v in given.items()})
    assert wanted
    assert ids_on(page) == [c.id for c in wanted]


def test_the_board_has_every_commitment_in_the_column_of_its_state(client: Client, archive: Archive) -> None:
    page = settle(client, "/commitments")
    columns = {s.cssselect("h2")[0].text_content(): s for s in page.cssselect(".board section")}
    kept = archive.commitments(date.today())
    assert sorted(ids_on(page)) == sorted(c.id for c in kept)
    overdue = next(s for words, s in columns.items() if words.startswith("Overdue"))
    assert set(ids_on(overdue)) == {c.id for c in kept if c.state == "overdue"}


def test_one_commitment_is_told_in_order_with_quotations_and_sources(client: Client, archive: Archive) -> None:
    one = next(c for c in archive.commitments(date.today(), state="carried out", by="RUS") if c.deadline)
    page = settle(client, f"/commitments/{one.id}")
    steps = page.cssselect("ol.story > li")
    assert [li.cssselect(".state")[0].text_content() for li in steps] == [c.state for c in one.history]
    told = archive.tellings(one.events)
    quotes = [q.text_content() for q in page.cssselect(".quote blockquote")]
    assert quotes
    for quote, link in zip(quotes, page.cssselect(".quote figcaption a"), strict=True):
        assert quote in [t.sentence for t in told.values()]
        text = " ".join(read(client, link.get("href")).text_content().split())
        assert " ".join(quote.split())[:80] in text
    assert one.content.text in page.cssselect("blockquote")[0].text_content()
    assert client.get(page.cssselect(".facts a")[0].get("href")).status_code == 200


def test_as_of_a_day_it_stands_as_it_stood(client: Client, archive: Archive) -> None:
    one = next(c for c in archive.commitments(date.today(), state="carried out", by="RUS") if c.deadline)
    page = settle(client, f"/commitments/{one.id}?as_of={one.made_on}")
    assert [li.cssselect(".state")[0].text_content() for li in page.cssselect("ol.story > li")] == ["open"]
    assert page.cssselect("input[name=as_of]")[0].get("value") == str(one.made_on)
    assert client.get(f"/commitments/{one.id}?as_of=never").status_code == 400


def test_the_calendar_shows_each_deadline_on_its_day(client: Client, archive: Archive) -> None:
    one = next(c for c in archive.commitments(date.today()) if c.deadline and c.deadline.date)
    due = one.deadline.date
    page = settle(client, f"/commitments?view=calendar&month={due:%Y-%m}")
    (square,) = [td for td in page.cssselect("table.calendar td") if td.cssselect("ul")]
    assert square.cssselect("time")[0].get("datetime") == str(due)
    assert square.cssselect("li a")[0].get("href") == f"/commitments/{one.id}"
    months = [c.deadline.date for c in archive.commitments(date.today()) if c.deadline and c.deadline.date]
    before = max(day for day in months if day < due)
    assert page.cssselect(".pages a[rel=prev]")[0].get("href").endswith(f"month={before:%Y-%m}")
    assert bool(page.cssselect(".pages a[rel=next]")) is any(day > due for day in months)


def test_the_view_goes_along_when_filters_change(client: Client) -> None:
    page = settle(client, "/commitments?view=calendar&month=2016-12&by=RUS")
    assert page.cssselect("form.filters input[name=view]")[0].get("value") == "calendar"
    chip = page.cssselect(".chips a")[0].get("href")
    assert parse_qs(urlsplit(chip).query) == {"view": ["calendar"], "month": ["2016-12"]}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/commitments?view=moon", 400, "no view"),
        ("/commitments?state=lost", 400, "no state of a commitment"),
        ("/commitments?page=0&view=list", 400, "whole number"),
        ("/commitments?month=x", 400, "month"),
        ("/commitments?by=Nobodysname", 200, "No commitment fits all of these filters"),
        ("/commitments?view=list&page=99", 200, "There is no page 99"),
        ("/commitments/0000", 404, "no commitment with this id"),
    ],
)
def test_what_is_wrong_or_empty_is_told(client: Client, path: str, status: int, words: str) -> None:
    settle(client, "/commitments")
    answer = client.get(path)
    assert (answer.status_code, words in answer.text) == (status, True), answer.text

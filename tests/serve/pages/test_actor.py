"""An actor's page tells who it is, with whom it stands how, what it did last, and what of its word is open."""

import pytest

from dragoman.archive import Archive
from serve.conftest import Client
from serve.reading import ids_on, read, settle


def test_the_list_leads_to_every_actor(client: Client, archive: Archive) -> None:
    page = read(client, "/actors?order=name")
    names = [th.text_content() for th in page.cssselect("tbody th")]
    assert names == [a.name for a in archive.actors(order="name", limit=50)]
    address = page.cssselect("tbody th a")[0].get("href")
    assert read(client, address).cssselect("h1")


def test_a_country_is_told_with_friends_foes_and_deeds(client: Client, archive: Archive) -> None:
    page = read(client, "/actor?name=RUS")
    assert page.cssselect("h1")[0].text_content() == "Russia"
    foes = next(
        t for t in page.cssselect("table") if t.cssselect("caption") and t.cssselect("caption")[0].text == "Adversaries"
    )
    row = foes.cssselect("tbody tr")[0]
    assert row.cssselect("th")[0].text_content() == "North Macedonia"
    assert row.cssselect("th a")[0].get("href") == "/actor?name=MKD"
    assert row.cssselect("td a")[0].get("href") == "/dyad?first=RUS&second=MKD"
    done = [h.id for h in archive.happenings(actor="RUS", status="actual")]
    assert set(ids_on(page)) <= set(done)
    assert len(ids_on(page)) == min(12, len(done))
    # Its timeline leads to what it did.
    numbers = [int(r.cssselect("td")[-1].text_content()) for r in page.cssselect(".numbers tbody tr")]
    assert sum(numbers) == len(done)


def test_a_name_is_the_same_as_its_code_where_it_is_a_country(client: Client) -> None:
    assert ids_on(read(client, "/actor?name=Russia")) == ids_on(read(client, "/actor?name=RUS"))


def test_a_person_is_found_by_part_of_the_name(client: Client) -> None:
    assert read(client, "/actor?name=Villac%C3%ADs").cssselect("h1")[0].text_content() == "Hugo Villacís"
    assert read(client, "/actor?name=villacis").cssselect("h1")[0].text_content() == "Hugo Villacís"


def test_open_word_is_listed_and_leads_to_its_story(client: Client) -> None:
    settle(client, "/commitments")
    page = read(client, "/actor?name=NGA")
    (card,) = page.cssselect(".pledge")
    assert "close the border with Niger" in card.text_content()
    assert read(client, card.cssselect("a")[0].get("href")).cssselect("ol.story")


def test_as_of_a_day_nothing_later_counts(client: Client, archive: Archive) -> None:
    days = sorted(h.date for h in archive.happenings(actor="RUS", status="actual") if h.date)
    page = read(client, f"/actor?name=RUS&as_of={days[0]}")
    told = [t.get("datetime") for t in page.cssselect(".rows time")]
    assert told
    assert max(told) <= str(days[0])


@pytest.mark.parametrize(
    ("name", "words"),
    [("Nobodysname", "nothing that took place names this party"), ("EGY:XYZ", "no sector"), ("%00", "code (EGY)")],
)
def test_who_is_not_there_or_not_understood_is_told(client: Client, name: str, words: str) -> None:
    answer = client.get(f"/actor?name={name}")
    assert answer.status_code in (200, 400)
    assert words in answer.text


def test_without_a_name_there_is_a_form(client: Client) -> None:
    assert read(client, "/actor").cssselect("form.filters input[name=name]")
    assert client.get("/actor?name=RUS&as_of=never").status_code == 400

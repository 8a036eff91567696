"""Two parties: the series is that of the archive, each point leads to the happenings behind it, and what is told has its sources."""

import pytest

from dragoman.archive import Archive
from serve.conftest import Client
from serve.reading import ids_on, read


@pytest.mark.parametrize("by", ["day", "month", "year"])
def test_every_point_leads_to_the_happenings_behind_it(client: Client, archive: Archive, by: str) -> None:
    page = read(client, f"/dyad?first=MKD&second=RUS&by={by}")
    series = archive.dyad("MKD", "RUS", by=by)
    told = {p.period: p for p in series.follow("MKD-RUS") if p.total}
    rows = page.cssselect(".numbers tbody tr")
    assert len(rows) == len(told)
    for row, period in zip(rows, told.values(), strict=True):
        cells = row.cssselect("td")
        assert [int(c.text_content()) for c in cells[:4]] == [
            period.verbal_cooperation,
            period.material_cooperation,
            period.verbal_conflict,
            period.material_conflict,
        ]
        assert len(ids_on(read(client, row.cssselect("th a")[0].get("href")))) == period.total
        for cell in cells[5:]:
            link = cell.cssselect("a")
            assert (len(ids_on(read(client, link[0].get("href")))) if link else 0) == int(cell.text_content())


def test_what_is_told_in_words_has_sources(client: Client, archive: Archive) -> None:
    page = read(client, "/dyad?first=MKD&second=RUS")
    marks = {a.get("href") for a in page.cssselect("sup a")}
    notes = page.cssselect("ol.notes li")
    assert marks == {f"#{li.get('id')}" for li in notes}
    assert len(notes) >= 2
    for note in notes:
        report, happening = (a.get("href") for a in note.cssselect("a"))
        quote = note.cssselect("q")[0].text_content()
        text = " ".join(read(client, report).text_content().split())
        assert quote[:60] in text
        assert client.get(happening).status_code == 200
    between = [h.id for h in archive.happenings(dyad="MKD-RUS", status="actual")]
    assert ids_on(page) == between[:15]


def test_a_party_may_be_a_person(client: Client, archive: Archive) -> None:
    page = read(client, "/dyad?first=Rosa+Guam%C3%A1n&second=ECU&by=year")
    assert "Rosa Guamán" in page.cssselect("h1")[0].text_content()
    one = {h.id for h in archive.happenings(actor="Rosa Guamán", recipient="ECU", status="actual")}
    other = {h.id for h in archive.happenings(actor="ECU", recipient="Rosa Guamán", status="actual")}
    assert set(ids_on(page)) >= one | other


def test_filters_narrow_it(client: Client) -> None:
    page = read(client, "/dyad?first=MKD&second=RUS&type=SANCTION")
    assert {a.text_content().split()[0] for a in page.cssselect(".rows a.what")} == {"SANCTION"}
    assert "Nothing between the two" in read(client, "/dyad?first=MKD&second=RUS&since=2030").text_content()


def test_without_two_the_pairs_of_most_happenings_are_shown(client: Client) -> None:
    page = read(client, "/dyad")
    first = page.cssselect("tbody th a")[0]
    assert first.text_content() == "North Macedonia and Russia"
    assert read(client, first.get("href")).cssselect("svg")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/dyad?first=RUS&second=Russia", "a relation has two sides"),
        ("/dyad?first=RUS&second=MKD&by=moon", "no period"),
        ("/dyad?first=RUS&second=MKD&actor=TUR", "no filter of dyad"),
        ("/dyad?first=RUS&second=EGY:XYZ", "no sector"),
    ],
)
def test_what_is_wrong_is_told(client: Client, path: str, words: str) -> None:
    assert words in read(client, path, 400).cssselect("[role=alert]")[0].text_content()

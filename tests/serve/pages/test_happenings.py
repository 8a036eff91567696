"""Happenings are listed as the archive tells them, each once, with the counts of all; and each opens what reports say of it."""

import pytest
from lxml import html

from dragoman.archive import Archive
from serve.conftest import Client


def ids_on(page: html.HtmlElement) -> list[str]:
    return [a.get("href").rpartition("/")[2] for a in page.cssselect(".rows a.what")]


def read(client: Client, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"order": "oldest"},
        {"order": "confidence"},
        {"order": "sources"},
        {"type": "CONSULT"},
        {"status": "future", "order": "oldest"},
    ],
)
def test_page_after_page_all_are_there_once_and_in_order(
    client: Client, archive: Archive, words: dict[str, str]
) -> None:
    wanted = [one.id for one in archive.happenings(**words)]
    assert len(wanted) > (50 if not words else 0)
    found, path = [], "/happenings?" + "&".join(f"{n}={w}" for n, w in words.items())
    for _ in range(20):
        page = read(client, path)
        found += ids_on(page)
        following = page.cssselect(".pages a[rel=next]")
        if not following:
            break
        path = following[0].get("href")
    assert found == wanted


def test_the_counts_are_of_all_that_fits(client: Client, archive: Archive) -> None:
    page = read(client, "/happenings?status=actual")
    total = archive.happenings(status="actual").count()
    assert page.cssselect(".count")[0].text_content() == f"{total:,} happenings"
    counts = {a.text_content().split()[0]: int(a.text_content().split()[1]) for a in page.cssselect(".counts a")}
    assert sum(counts.values()) == total
    for type, number in counts.items():
        assert archive.happenings(status="actual", type=type).count() == number
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_a_view_is_its_address(client: Client, archive: Archive) -> None:
    """Links keep all filters that are set, and take single ones away."""
    page = read(client, "/happenings?type=CONSULT&type=AGREE&since=2020&min-sources=1&actor=")
    chips = {a.text_content().strip(" ×\n") for a in page.cssselect(".chips a")}
    assert chips == {"type: CONSULT", "type: AGREE", "since: 2020", "min sources: 1"}
    away = next(a.get("href") for a in page.cssselect(".chips a") if "AGREE" in a.text_content())
    assert away == "/happenings?type=CONSULT&since=2020&min_sources=1"
    wanted = [one.id for one in archive.happenings(type=["CONSULT", "AGREE"], since="2020", min_sources=1)][:50]
    assert ids_on(page) == wanted
    for link in page.cssselect(".orders a"):
        assert link.get("href").startswith("/happenings?type=CONSULT&type=AGREE&since=2020&min_sources=1&order=")


def test_the_form_shows_what_was_asked(client: Client) -> None:
    page = read(client, "/happenings?actor=CUB&actor=USA&type=sanction&text=a+b&min_confidence=0.1")
    form = page.cssselect("form.filters")[0]
    assert [field.value for field in form.inputs if field.get("name") == "actor"] == ["CUB", "USA"]
    assert form.fields["type"] == "SANCTION"
    assert form.fields["text"] == "a b"
    assert page.cssselect("form.filters details")[0].get("open") is not None, "a filter that is set is not hidden"
    for field in form.inputs:
        if field.get("type") != "hidden":
            named = page.cssselect(f"label[for='{field.get('id')}']") if field.get("id") else [field.get("aria-label")]
            assert named, html.tostring(field)
            assert named[0] is not None, html.tostring(field)


def test_nothing_found_says_what_to_do(client: Client) -> None:
    page = read(client, "/happenings?actor=Nobodysname")
    words = page.cssselect(".nothing")[0].text_content()
    assert "nobody here is called 'Nobodysname'" in words
    assert page.cssselect(".nothing a")[0].get("href") == "/happenings"


def test_a_happening_shows_each_telling_and_where_they_differ(client: Client, archive: Archive) -> None:
    happening = next(
        one
        for one in archive.happenings(order="sources")
        if {d.field for d in one.disagreements} & {"mode", "date", "event_loc"}
    )
    page = read(client, f"/happenings/{happening.id}")
    assert len(page.cssselect(".card")) == len(happening.events)
    sentences = [card.cssselect(".text")[0].text_content().split() for card in page.cssselect(".card")]
    told = [one.sentence.split() for one in archive.evidence([happening])[happening.id]]
    assert sorted(sentences) == sorted(told)
    table = page.cssselect("#differ ~ .scroll table")[0]
    values = [row.cssselect("td")[0].text_content() for row in table.cssselect("tbody tr")]
    assert values == [value.value for one in happening.disagreements for value in one.values]
    assert page.cssselect(".differs"), "what differs is marked where it is told"


def test_a_telling_that_was_taken_over_says_from_whom(client: Client, archive: Archive) -> None:
    roots = {report.id: report.root for report in archive.reports()}
    happening = next(h for h in archive.happenings() if any(roots[r] != r for r in h.reports))
    page = read(client, f"/happenings/{happening.id}")
    assert "counts as one source with it" in page.text_content()

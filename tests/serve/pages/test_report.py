"""A report's page shows its text, whole and exact, each part of each event marked in it, and where it comes from."""

from lxml import html

from dragoman.archive import Archive
from dragoman.export.marks import event_parts
from serve.conftest import HOSTILE, Client


def read_page(client: Client, id: str, **words: str) -> html.HtmlElement:
    answer = client.get("/report", params={"id": id, **words})
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def test_the_text_stands_there_to_the_letter(client: Client, archive: Archive) -> None:
    for report in archive.reports():
        page = read_page(client, report.id)
        shown = [paragraph.text_content() for paragraph in page.cssselect(".reading .text p")]
        assert shown == [line for line in report.text.split("\n") if line], report.id


def test_every_part_of_every_event_is_marked_as_its_own(client: Client, archive: Archive) -> None:
    checked = 0
    for report in sorted(archive.reports(), key=lambda one: (-one.events, one.id))[:12]:
        page = read_page(client, report.id)
        events = list(archive.told(report.id))
        for number, event in enumerate(events):
            title = f" of {number + 1}"
            marks = [m for m in page.cssselect(".reading [data-m]") if str(number) in m.get("data-m").split()]
            for part, start, end in event_parts(event):
                shown = "".join(m.text_content() for m in marks if f"{part}{title}" in m.get("title").split(", "))
                assert report.text[start:end].replace("\n", "") in shown, (report.id, event.id, part)
                checked += 1
        assert len(page.cssselect(".events li.event")) == len(events)
    assert checked > 100


def test_text_and_list_lead_to_each_other_without_script(client: Client, archive: Archive) -> None:
    report = max(archive.reports(), key=lambda one: one.events)
    page = read_page(client, report.id)
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    assert len(ids) == len([e for e in page.iter() if e.get("id")]), "no id twice"
    links = [a.get("href") for a in page.cssselect(".beside a") if a.get("href", "").startswith("#")]
    assert len(links) >= 2 * report.events
    assert {link[1:] for link in links} <= ids


def test_copies_of_a_text_are_named_with_how_they_are_known(client: Client, archive: Archive) -> None:
    copied = next(r for r in archive.reports() if r.root != r.id)
    page = read_page(client, copied.id)
    words = page.cssselect(".provenance")[0].text_content()
    assert "The same text elsewhere" in words
    links = {a.get("href") for a in page.cssselect(".provenance a")}
    assert f"/report?id={copied.root}" in links
    assert {kin.report for kin in archive.kin(copied.id)} >= {copied.root}
    assert any(kin.why and kin.why in words for kin in archive.kin(copied.id))


def test_a_report_that_nobody_copied_says_so(client: Client, archive: Archive) -> None:
    alone = next(r for r in archive.reports() if r.root == r.id and not archive.kin(r.id))
    page = read_page(client, alone.id)
    assert "no earlier report here" in page.text_content()
    assert "The same text elsewhere" not in page.text_content()


def test_what_leads_elsewhere_is_safe(client: Client, archive: Archive) -> None:
    page = read_page(client, next(r.id for r in archive.reports() if (r.url or "").startswith("https")))
    away = page.cssselect("a[rel~=external]")
    assert len(away) == 1
    assert away[0].get("href").startswith("https://news.example/")
    assert {"noopener", "noreferrer", "nofollow"} <= set(away[0].get("rel").split())
    hostile = read_page(client, f"hostile/../{HOSTILE}")
    assert not [a for a in hostile.iter("a") if "javascript" in a.get("href", "")]
    assert "javascript:alert(3)" in hostile.text_content()


def test_each_paragraph_finds_its_own_direction(client: Client) -> None:
    page = read_page(client, f"hostile/../{HOSTILE}")
    assert {p.get("dir") for p in page.cssselect(".text p")} == {"auto"}


def test_a_very_long_text_is_cut_until_all_is_asked_for(client: Client, archive: Archive, monkeypatch: object) -> None:
    report = max(archive.reports(), key=lambda one: len(one.text))
    monkeypatch.setattr("dragoman.serve.pages.report.SHOWN", 50)  # type: ignore[attr-defined]
    page = read_page(client, report.id)
    assert len("".join(p.text_content() for p in page.cssselect(".reading .text p"))) <= 50
    more = page.cssselect(".reading .nothing a")[0].get("href")
    whole = html.document_fromstring(client.get(more).text)
    assert report.text.replace("\n", "") == "".join(p.text_content() for p in whole.cssselect(".reading .text p"))

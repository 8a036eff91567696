"""The pages of reports, trying, faults and status."""

from pathlib import Path

from lxml import html

from ask.made import FAULTS, make_archive
from dragoman.archive import Archive
from dragoman.evaluate.measured import read_measured
from serve.conftest import REAL, Client


def test_reports_are_those_of_the_archive(client: Client, archive: Archive) -> None:
    page = html.document_fromstring(client.get("/reports?order=oldest").text)
    shown = [a.get("href") for a in page.cssselect(".rows a.what")]
    assert len(shown) == archive.reports().count() < 50
    assert shown[0] == f"/report?id={next(iter(archive.reports(order='oldest'))).id}"


def test_status_tells_how_good_it_is_and_from_whom_it_has_its_news(client: Client, archive: Archive) -> None:
    page = html.document_fromstring(client.get("/status").text)
    words = " ".join(page.text_content().split())
    measured = read_measured()
    assert f"Measured on {measured.day}" in words
    rows = {
        row.cssselect("th")[0].text_content(): row.cssselect("td")[0].text_content()
        for row in page.cssselect("tbody tr")
        if row.cssselect("th")
    }
    for figure in measured.figure:
        assert rows[figure.words].startswith(f"{figure.value:.2f}")
    size = archive.size()
    facts = {
        row.cssselect("dt")[0].text_content(): row.cssselect("dd")[0].text_content()
        for row in page.cssselect(".facts div")
    }
    assert facts["reports"].startswith(f"{size.reports}, {size.first} to {size.last}")
    assert facts["happenings"] == f"{size.happenings:,}"
    for outlet in archive.outlets():
        if outlet.name:
            assert outlet.name in words
    assert next(iter(archive.coders())) in words


def test_faults_are_told_with_their_reasons(tmp_path: Path) -> None:
    with Client(make_archive(tmp_path / "made.duckdb")) as visitor:
        for path in ("/status", "/faults"):
            words = visitor.get(path).text
            for fault in FAULTS:
                assert fault.reason in words
                assert str(fault.source) in words
        assert FAULTS[1].reason not in visitor.get("/faults?source=news/post.jsonl").text


def test_what_is_pasted_comes_back_marked_and_is_not_kept(client: Client, archive_path: Path) -> None:
    before = archive_path.read_bytes()
    answer = client.post_form(
        "/try", text="Norway condemned\r\nChad on Monday.", published="2021-02-10", title="A quarrel"
    )
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    page = html.document_fromstring(answer.text)
    assert [p.text_content() for p in page.cssselect("#found .text p")] == ["Norway condemned", "Chad on Monday."]
    assert page.cssselect("#text")[0].text_content().split() == ["Norway", "condemned", "Chad", "on", "Monday."]
    assert page.cssselect("#published")[0].get("value") == "2021-02-10"
    assert archive_path.read_bytes() == before


def test_what_cannot_be_tried_is_told(client: Client) -> None:
    assert "nothing to code yet" in client.post_form("/try", text=" ").text
    assert "is no date such as" in client.post_form("/try", text="x", published="Monday").text
    assert "that cannot be coded" in client.post_form("/try", text="complain").text
    assert "only English is read" in client.post_form("/try", text="Der Minister sagte am Montag, er werde gehen.").text
    mark = client.mark("/try")
    answer = client.post("/try", data={"mark": mark}, files={"file": ("a.zip", b"PK\x03\x04broken")})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


def test_too_many_tries_must_wait(archive_path: Path) -> None:
    with Client(archive_path, codings=2) as visitor:
        mark = visitor.mark("/login")
        tried = [visitor.post("/try", data={"mark": mark, "text": ""}).status_code for _ in range(4)]
    assert tried == [400, 400, 429, 429]


def test_the_real_coder_codes_what_is_pasted(archive_path: Path) -> None:
    with Client(archive_path, worker=REAL) as visitor:
        answer = visitor.post_form("/try", text="Norway condemned Chad on Monday.", published="2021-02-10")
    page = html.document_fromstring(answer.text)
    (event,) = page.cssselect("#found .event")
    words = event.text_content()
    assert "ACCUSE" in words
    assert "2021-02-08" in words
    assert page.cssselect("#found .why"), "and says why"


def test_the_desk_is_closed_with_the_room(archive_path: Path) -> None:
    visitor = Client(archive_path)
    desk = visitor.app.state.room.desk  # type: ignore[attr-defined]
    with visitor:
        visitor.post_form("/try", text="Norway condemned Chad on Monday.")
        assert desk._process is not None
    assert desk._process is None

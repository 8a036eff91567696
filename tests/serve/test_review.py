"""People correct the record in the reading room: events, what was missed, happenings, commitments; and only those who may."""

import json
import re
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.archive import Archive
from dragoman.record.event import Event
from dragoman.serve.correction import list_fields, read_changes
from dragoman.serve.render import link
from serve.conftest import Client

# The report that tries to run what it says stands among the others.
PLAIN = "hostile"


@pytest.fixture
def reviewer(guarded: Client) -> Client:
    """Rex, who may review."""
    assert guarded.login("rex").status_code == 303
    return guarded


def ask(path: Path, sql: str) -> list[dict[str, Any]]:
    with Archive(path) as archive:
        return archive.sql(sql).to_pylist()


def pick(path: Path) -> Event:
    """Some event with parties."""
    with Archive(path) as archive:
        return next(
            e for e in archive.events(order="report") if e.actor and e.recipient and not e.document.startswith(PLAIN)
        )


def at(event: Event) -> str:
    return link("/review/event", id=event.id)


def test_the_queue_leads_to_events_and_says_why(reviewer: Client, guarded_path: Path) -> None:
    page = reviewer.get("/review").text
    with Archive(guarded_path) as archive:
        first = next(iter(archive.queue()))
    assert link("/review/event", id=first.event).replace("&", "&amp;") in page
    assert first.why[0].split(" (")[0] in page
    assert reviewer.get("/review/next").headers["location"] == link("/review/event", id=first.event)
    assert reviewer.get("/review?order=nonsense").status_code == 400
    assert "No event that waits fits" in reviewer.get("/review?since=1999&until=1999").text


def test_an_accepted_event_leaves_the_queue(reviewer: Client, guarded_path: Path) -> None:
    event = pick(guarded_path)
    done = reviewer.post_form(at(event), action="accept", on="1", why="read twice")
    assert (done.status_code, done.headers["location"]) == (303, "/review/next")
    (said,) = ask(guarded_path, "SELECT made_by, action, why FROM review")
    assert list(said.values()) == ["rex", "accept", "read twice"]
    page = reviewer.get(at(event)).text
    assert "accepted, seen by" in page
    assert "read twice" in page
    lines = [json.loads(line) for line in guarded_path.with_name("news.duckdb.audit").read_text().splitlines()]
    assert [(line["who"], line["action"]) for line in lines if line["what"] == "review"] == [("rex", "accept")]


def test_a_correction_shows_what_was_coded_beside_it_and_is_taken_back(reviewer: Client, guarded_path: Path) -> None:
    event = pick(guarded_path)
    fields = list_fields(event) | {"status": "negated", "actor.0.code": "MLI", "action": "correct", "why": "see line 2"}
    assert reviewer.post_form(at(event), **fields).headers["location"] == at(event)
    (now,) = ask(guarded_path, f"SELECT status, actor, coder FROM events WHERE id = '{event.id}'")
    assert (now["status"], now["actor"][0]["code"]) == ("negated", "MLI")
    assert now["actor"][0]["entity_text"] == event.actor[0].entity_text
    page = reviewer.get(at(event)).text
    assert "What was coded" in page
    assert "see line 2" in page
    (review,) = ask(guarded_path, "SELECT id, value FROM review")
    assert set(json.loads(review["value"])) == {"status", "actor"}
    assert reviewer.post_form("/review/undo", at(event), review=review["id"]).headers["location"] == at(event)
    with Archive(guarded_path) as archive:
        assert archive.event(event.id) == event
    assert "taken back" in reviewer.get(at(event)).text


def test_what_cannot_be_is_told_and_what_was_typed_stays(reviewer: Client, guarded_path: Path) -> None:
    event = pick(guarded_path)
    wrong = reviewer.post_form(
        at(event), **list_fields(event) | {"content.start": "0", "content.end": "99999", "action": "correct"}
    )
    assert wrong.status_code == 400
    assert "content: 0 to 99999 is no stretch" in wrong.text
    assert 'value="99999"' in wrong.text
    same = reviewer.post_form(at(event), **list_fields(event) | {"action": "correct"})
    assert "Nothing was changed" in same.text
    assert reviewer.post_form(at(event), action="praise").status_code == 400
    assert reviewer.get(link("/review/event", id="nobody")).status_code == 404
    assert ask(guarded_path, "SELECT * FROM review") == []


def test_a_rejected_event_can_still_be_looked_at(reviewer: Client, guarded_path: Path) -> None:
    event = pick(guarded_path)
    reviewer.post_form(at(event), link("/report", id=event.document), action="reject")
    assert ask(guarded_path, f"SELECT * FROM events WHERE id = '{event.id}'") == []
    assert "rejected, seen by" in reviewer.get(at(event)).text
    assert at(event).replace("&", "&amp;") in reviewer.get(link("/review/report", id=event.document)).text


def test_what_was_missed_is_added_and_a_report_accepted(reviewer: Client, guarded_path: Path) -> None:
    event = pick(guarded_path)
    there = link("/review/report", id=event.document)
    (report,) = ask(guarded_path, f"SELECT text FROM reports WHERE id = '{event.document}'")
    start = event.sentence.start
    end = start + len(re.match(r"\w+", report["text"][start:])[0])  # type: ignore[index]
    fields = list_fields(None) | {"event": "AID", "trigger.start": str(start), "trigger.end": str(end), "action": "add"}
    assert reviewer.post_form(there, **fields).headers["location"] == there
    (added,) = ask(guarded_path, "SELECT id, trigger, event FROM events WHERE coder = 'review'")
    assert (added["trigger"]["start"], added["event"]) == (start, "AID")
    again = reviewer.post_form(there, **fields | {"actor.0.start": str(start), "actor.0.end": str(end)})
    assert (again.status_code, "correct it" in again.text) == (400, True)
    assert reviewer.post_form(there, **list_fields(None) | {"event": "AID", "action": "add"}).status_code == 400
    reviewer.post_form(there, action="accept")
    assert [r["action"] for r in ask(guarded_path, "SELECT action FROM review ORDER BY number")] == ["add", "accept"]
    assert reviewer.get(link("/review/event", id=added["id"])).status_code == 200


def test_happenings_are_parted_and_joined_again(reviewer: Client, guarded_path: Path) -> None:
    (told,) = ask(
        guarded_path, "SELECT id, events FROM happenings WHERE len(events) > 1 ORDER BY len(events), id LIMIT 1"
    )
    there = f"/happenings/{told['id']}"
    assert (
        reviewer.post_form("/review/happening", there, id=told["id"], action="split", event=told["events"]).status_code
        == 400
    )
    done = reviewer.post_form(
        "/review/happening", there, id=told["id"], action="split", event=[told["events"][0]], why="another day"
    )
    assert reviewer.get(done.headers["location"]).status_code == 200
    ids = [
        r["happening"]
        for r in ask(guarded_path, f"SELECT DISTINCT happening FROM tellings WHERE event IN {tuple(told['events'])}")
    ]
    assert len(ids) == 2
    done = reviewer.post_form(
        "/review/happening", f"/happenings/{ids[0]}", id=ids[0], action="merge", others=f"http://x/happenings/{ids[1]}"
    )
    assert done.headers["location"] == there
    assert ask(guarded_path, f"SELECT events FROM happenings WHERE id = '{told['id']}'") == [{"events": told["events"]}]


def test_a_commitment_stands_as_a_reviewer_says(reviewer: Client, guarded_path: Path) -> None:
    with Archive(guarded_path) as archive:
        one = archive.commitments(date.today())[0]
    there = link("/review/commitment", id=one.id)
    assert one.kind in reviewer.get(there).text.lower()
    assert reviewer.post_form(there, state="withdrawn", since="soon").status_code == 400
    assert reviewer.post_form(there, state="happy", since="2021-03-01").status_code == 400
    assert reviewer.post_form(there, state="withdrawn", since="2021-03-01", why="a letter").headers["location"] == there
    page = reviewer.get(there).text
    assert "rex: a letter" in page
    with Archive(guarded_path) as archive:
        assert next(c for c in archive.commitments(date.today()) if c.id == one.id).state == "withdrawn"
    assert reviewer.get(link("/review/commitment", id="none")).status_code == 404


def test_readers_look_and_change_nothing(guarded: Client, guarded_path: Path) -> None:
    assert guarded.get("/review").status_code == 303
    guarded.login("rhea")
    event = pick(guarded_path)
    page = guarded.get(at(event)).text
    assert "Only a reviewer" in page
    assert 'value="accept"' not in page
    assert 'value="accept"' not in guarded.get(link("/report", id=event.document)).text
    mark = guarded.mark("/review")
    for path in (
        at(event),
        link("/review/report", id=event.document),
        "/review/undo",
        "/review/happening",
        "/review/commitment?id=x",
    ):
        assert guarded.post(path, data={"mark": mark, "action": "accept"}).status_code == 403
    assert ask(guarded_path, "SELECT * FROM review") == []


def test_no_other_site_reviews_in_a_reviewer_s_name(reviewer: Client, guarded_path: Path) -> None:
    event = pick(guarded_path)
    for path in (at(event), link("/review/report", id=event.document), "/review/undo", "/review/happening"):
        assert reviewer.post(path, data={"action": "accept"}).status_code == 403
        assert reviewer.post(path, data={"action": "accept", "mark": "0" * 64}).status_code == 403
    assert ask(guarded_path, "SELECT * FROM review") == []


def test_hostile_words_of_reports_and_reviewers_stay_words(reviewer: Client, guarded_path: Path) -> None:
    with Archive(guarded_path) as archive:
        event = next(e for e in archive.events() if e.document.startswith(PLAIN))
    reviewer.post_form(at(event), action="accept", why="<script>alert(9)</script>")
    for path in (at(event), link("/review/report", id=event.document), "/review"):
        page = reviewer.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_form_left_as_it_is_says_nothing(archive: Archive) -> None:
    for event in archive.events():
        assert read_changes(list_fields(event), event) == {}


@pytest.fixture
def own(archive_path: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a room over an archive of one's own, and the archive."""
    import shutil
    import socket

    import uvicorn

    from dragoman.serve.app import make_app
    from dragoman.serve.settings import Settings

    path = Path(shutil.copy(archive_path, tmp_path / "news.duckdb"))
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(make_app(path, Settings(port=port)), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{port}", path
        server.should_exit = True
        thread.join(10)


SELECT = """() => {
  const paragraph = document.querySelector('#words p');
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.textContent.trim()) last = node;
  const range = document.createRange();
  range.selectNodeContents(last);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""


@pytest.mark.browser
def test_words_are_taken_from_a_selection(own: tuple[str, Path], page: Any) -> None:
    address, path = own
    event = pick(path)
    page.goto(address + at(event))
    page.click(".correct summary")
    page.evaluate(SELECT)
    page.wait_for_timeout(100)
    field = page.locator("[data-words=content]").first
    field.locator(".take").click()
    words = field.locator("q").inner_text()
    page.locator("button[value=correct]").click()
    page.wait_for_load_state()
    (now,) = ask(path, f"SELECT content FROM events WHERE id = '{event.id}'")
    assert now["content"]["text"] == words
    assert len(words) > 3

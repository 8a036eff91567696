"""What was said is listed with whether it stands; every question gives the corrected record, and with `raw` the coded one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.errors import UsageError
from dragoman.evaluate.gold import read_gold
from dragoman.flow import code_document
from dragoman.keep import Added, Coder, add_documents
from dragoman.kit import Kit
from dragoman.record.document import Document
from store.made import make_coder, make_report

NOW = datetime(2026, 11, 27, tzinfo=UTC)
TEXT = "NOR ACCUSE TCD 2021-02-08. Rain fell. SDN ASSAULT EGY 2021-02-09"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "made.duckdb"
    reports = [
        make_report("a", TEXT, publication="Gazette"),
        make_report("b", TEXT.replace("Rain", "Snow"), "2021-02-11"),
    ]
    assert reduce(add, add_documents(path, reports, make_coder()), Added()).reports == 2
    with Archive(path) as archive:
        yield archive


def find(archive: Archive, type: str, report: str = "a") -> str:
    return next(e.id for e in archive.events(type=type) if e.document == report)


def say(archive: Archive, by: str = "Ada", **said: object) -> str:
    review = archive.review(said, by=by, at=NOW)
    assert review is not None
    return review.id


def test_every_question_has_both_records(archive: Archive) -> None:
    say(archive, action="reject", event=find(archive, "ASSAULT"))
    say(archive, action="reject", event=find(archive, "ASSAULT", "b"))
    raw = Archive(archive.path, raw=True)
    for record, number in ((archive, 0), (raw, 1)):
        assert len(list(record.happenings(type="ASSAULT"))) == number
        assert len(list(record.events(type="ASSAULT"))) == 2 * number
        assert len([a for a in record.actors() if a.code == "SDN"]) == number
        assert sum(p.total for p in record.dyad("SDN", "EGY")) == 2 * number
        assert record.sql("SELECT count(*) AS n FROM events WHERE event = 'ASSAULT'")["n"][0].as_py() == 2 * number
        assert record.sql("SELECT count(*) AS n FROM dyads WHERE actor = 'SDN'")["n"][0].as_py() == number
        assert {r.id: r.events for r in record.reports()} == {"a": 1 + number, "b": 1 + number}
    raw.close()


def test_raw_goes_on_page_by_page(archive: Archive) -> None:
    say(archive, action="accept", document="a")
    with Archive(archive.path, raw=True) as raw:
        whole = [(e.id, e.confidence) for e in raw.events()]
        first = raw.events(limit=2)
        paged = [(e.id, e.confidence) for e in first] + [(e.id, e.confidence) for e in raw.events(cursor=first.cursor)]
    assert paged == whole
    assert {confidence for _, confidence in whole} == {0.5}
    assert len(whole) == 4


def test_what_was_said_is_listed_with_whether_it_stands(archive: Archive) -> None:
    id = find(archive, "ASSAULT")
    first = say(archive, action="reject", event=id, why="a drill")
    undo = archive.undo(first, by="Bo", at=NOW)
    assert undo is not None
    assert archive.undo(first, by="Bo", at=NOW) is None
    listed = archive.reviews()
    assert [(r.action, r.by, r.why, r.state, r.undoes) for r in listed] == [
        ("reject", "Ada", "a drill", "undone", None),
        ("undo", "Bo", None, "stands", first),
    ]
    assert archive.reviews(event=id) == listed
    assert archive.reviews(document="b") == []
    assert [r.by for r in archive.reviews(by="Bo")] == ["Bo"]


def test_a_wrong_word_is_one_line(archive: Archive) -> None:
    with pytest.raises(UsageError, match="event: there is no event 'nobody'"):
        archive.review({"action": "reject", "event": "nobody"}, by="Ada", at=NOW)


def test_two_reviewers_are_compared_on_what_both_reviewed(archive: Archive) -> None:
    accuse, assault = find(archive, "ACCUSE"), find(archive, "ASSAULT")
    say(archive, action="accept", event=accuse)
    say(archive, action="accept", event=assault)
    say(archive, "Bo", action="correct", event=accuse, set={"status": "negated"})
    say(archive, "Bo", action="reject", event=assault)
    say(archive, "Bo", action="accept", event=find(archive, "ACCUSE", "b"))
    rows = {row.field: (row.of, row.same) for row in archive.agreement("Ada", "Bo")}
    assert (rows["is an event"], rows["type"], rows["status"]) == ((2, 1), (1, 1), (1, 0))
    with pytest.raises(UsageError, match="'Cy' has reviewed nothing; who has: Ada, Bo"):
        archive.agreement("Ada", "Cy")


def test_gold_is_what_was_looked_at_and_no_more(archive: Archive) -> None:
    assert list(archive.gold()) == []
    say(archive, action="reject", event=find(archive, "ASSAULT"))
    say(archive, action="accept", document="b")
    (docs_a, gold_a), (docs_b, gold_b) = archive.gold()
    assert docs_a["sentences"] == [[38, 64]]
    assert gold_a == {"id": "a", "events": []}
    assert len(docs_b["sentences"]) == 3
    assert [(e["s"], e["type"], e["actors"][0]["country"]) for e in gold_b["events"]] == [
        (0, "ACCUSE", "NOR"),
        (2, "ASSAULT", "SDN"),
    ]


WARNED = "Norway warned Chad on Monday that it would expel its ambassador if the lake at Bol was drained."


def test_a_commitment_stands_as_a_person_says(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "ledger.duckdb"
    coder = Coder(version=kit.coder.version, code=lambda document: code_document(document, kit))
    for _ in add_documents(path, [Document(id="warned", text=WARNED, published=date(2021, 3, 2))], coder):
        pass
    with Archive(path) as archive:
        (coded,) = archive.commitments(date(2021, 5, 1))
        assert coded.state == "open"
        said = say(
            archive,
            action="state",
            commitment=coded.id,
            set={"state": "withdrawn", "since": "2021-04-02"},
            why="a letter",
        )
        (now,) = archive.commitments(date(2021, 5, 1))
        assert (now.state, now.state_since, now.history[-1].why) == ("withdrawn", date(2021, 4, 2), "Ada: a letter")
        assert now.history[:-1] == coded.history
        assert archive.commitments(date(2021, 4, 1))[0].state == "open"
        assert list(archive.commitments(date(2021, 5, 1), state="open")) == []
        with Archive(path, raw=True) as raw:
            assert raw.commitments(date(2021, 5, 1)) == [coded]
        archive.undo(said, by="Ada", at=NOW)
        assert archive.commitments(date(2021, 5, 1)) == [coded]


def test_gold_is_read_by_check(archive: Archive, tmp_path: Path) -> None:
    import json

    say(archive, action="accept", document="a")
    ((docs, gold),) = archive.gold()
    (tmp_path / "docs.json").write_text(json.dumps(docs) + "\n")
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    (report,) = read_gold(tmp_path / "gold.jsonl", tmp_path / "docs.json", ["ACCUSE", "ASSAULT"])
    assert [(t.type, t.sentence, t.first) for t in report.gold] == [
        ("ACCUSE", 0, "2021-02-08"),
        ("ASSAULT", 2, "2021-02-09"),
    ]

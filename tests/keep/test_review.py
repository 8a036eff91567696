"""What people say of the record holds, beside what was coded, for reports that come later too; and all of it can be taken back."""

import random
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import StoreError
from dragoman.keep import forget_reports, recode_reports
from dragoman.keep.link import exchange_events
from dragoman.store import open_store
from keep.said import NOW, event, must, put, raw, rows, say, standing
from store.made import digest_archive, make_coder, make_report, make_reports

TEXT = "NOR ACCUSE TCD 2021-02-08. Rain fell. SDN ASSAULT EGY 2021-02-09"
OTHER = "NOR ACCUSE TCD 2021-02-08. The sun shone on EGY"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    put(
        path,
        [make_report("a", TEXT, publication="Gazette"), make_report("b", OTHER, "2021-02-11", publication="Herald")],
    )
    return path


def test_a_correction_stands_beside_what_was_coded(path: Path) -> None:
    before = raw(path)
    (review,) = must(
        path,
        {
            "action": "correct",
            "event": event(path, "ASSAULT"),
            "set": {"event": "COERCE", "mode": "arrest"},
            "why": "police",
        },
    )
    (now,) = rows(
        path, "SELECT event, mode, quad_code, event_scale, confidence, coder FROM event WHERE event = 'COERCE'"
    )
    assert (now["mode"], now["quad_code"], now["confidence"], now["coder"]) == ("arrest", 4, 1.0, "made 1 + review")
    (coded,) = rows(path, "SELECT event, mode, confidence, coder, verdict, reviewers, contested FROM coded_event")
    assert list(coded.values()) == ["ASSAULT", None, 0.5, "made 1", "corrected", ["Ada"], False]
    assert (review.by, review.at, review.why) == ("Ada", NOW, "police")
    assert rows(path, "SELECT count(*) AS n FROM happening WHERE event = 'ASSAULT'") == [{"n": 0}]
    assert raw(path) == before


def test_what_is_rejected_is_in_no_happening(path: Path) -> None:
    (both,) = rows(path, "SELECT events, independent_sources FROM happening WHERE event = 'ACCUSE'")
    assert both["independent_sources"] == 2
    must(path, {"action": "reject", "event": event(path, "ACCUSE")})
    (one,) = rows(path, "SELECT events, independent_sources FROM happening WHERE event = 'ACCUSE'")
    assert one["events"] == [event(path, "ACCUSE", "b")]
    assert one["independent_sources"] == 1


def test_an_accepted_event_is_certain_and_otherwise_as_it_was(path: Path) -> None:
    id = event(path, "ACCUSE")
    must(path, {"action": "accept", "event": id})
    columns = "COLUMNS(lambda c: c NOT IN ('confidence', 'coder', 'verdict', 'reviewers', 'contested'))"
    assert rows(path, f"SELECT {columns} FROM event WHERE id = '{id}'") == rows(
        path, f"SELECT {columns} FROM coded_event"
    )
    assert rows(path, f"SELECT confidence FROM event WHERE id = '{id}'") == [{"confidence": 1.0}]


def test_what_was_missed_is_added_in_the_words_of_the_report(path: Path) -> None:
    start = OTHER.index("shone")
    sun = {"start": start, "end": start + 5, "text": "shone"}
    egypt = {"start": OTHER.index("EGY"), "end": len(OTHER), "code": "EGY", "sector": ["GOV"], "name": "Egypt"}
    must(path, {"action": "add", "document": "b", "set": {"trigger": sun, "event": "SUPPORT", "recipient": [egypt]}})
    (row,) = rows(path, "SELECT * FROM events WHERE event = 'SUPPORT'")
    assert (row["trigger"]["text"], row["recipient"][0]["entity_text"], row["actor"]) == ("shone", "EGY", [])
    assert (row["sentence"]["sequence"], row["date_basis"], row["coder"], row["confidence"]) == (
        1,
        "published",
        "review",
        1.0,
    )
    assert rows(path, "SELECT name, code FROM actor WHERE name = 'Egypt'") == [{"name": "Egypt", "code": "EGY"}]
    assert len(rows(path, "SELECT id FROM happening WHERE event = 'SUPPORT'")) == 1


WRONG = [
    ({"event": "NONSENSE"}, "event: 'NONSENSE' is none of ACCUSE"),
    ({"mode": "arrest"}, "mode: 'arrest' is no mode of ASSAULT"),
    ({"status": "maybe"}, "status: 'maybe' is none of actual"),
    ({"content": {"start": 0, "end": 999}}, "content: 0 to 999 is no stretch of the report's 64 characters"),
    ({"content": {"start": 0, "end": 3, "text": "TCD"}}, "content: at 0 to 3 stands 'NOR', not 'TCD'"),
    ({"content": {"start": 0, "end": 4}}, "content: 'NOR ' begins or ends with white space"),
    ({"actor": [{"start": 0, "end": 3, "code": "XYZ"}]}, "actor: 'XYZ' is no code of a country"),
    ({"actor": [{"start": 0, "end": 3, "code": "NOR", "sector": ["KNIGHTS"]}]}, "actor: 'KNIGHTS' is none of"),
    ({"actor": [{"start": 0, "end": 3, "actor": "nobody"}]}, "actor: no actor of the archive has the id 'nobody'"),
    ({"actor": [{"start": 50, "end": 53}], "recipient": [{"start": 50, "end": 53}]}, "actor, recipient: the same words stand in both roles"),
    ({"date": "2021-01-01", "date_text": None}, "date: give date_text, the words that state the day"),
    ({"date": "2021-02-05", "enddate": "2021-02-01"}, "enddate: 2021-02-01 lies before 2021-02-05"),
    ({"event_loc": {"start": 0, "end": 3, "country_code": "NOR"}}, "event_loc: the gazetteer has no place 'NOR'"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "reason"), WRONG, ids=[reason for _, reason in WRONG])
def test_nothing_is_taken_in_that_the_record_could_not_say(path: Path, values: dict[str, Any], reason: str) -> None:
    before = digest_archive(path)
    done = say(path, {"action": "correct", "event": event(path, "ASSAULT"), "set": values})
    assert not done.kept
    assert done.faults[0].source == "reviews.jsonl:1"
    assert done.faults[0].reason.startswith(reason)
    assert digest_archive(path) == before


def test_the_rest_of_a_file_is_taken_in(path: Path) -> None:
    done = say(path, {"action": "reject", "event": "nobody"}, {"action": "reject", "event": event(path, "ASSAULT")})
    assert (len(done.kept), done.faults[0].reason) == (1, "event: there is no event 'nobody'")


def test_the_same_again_is_known_and_leaves_no_trace(path: Path) -> None:
    said = [
        {"action": "correct", "event": event(path, "ASSAULT"), "set": {"status": "negated"}},
        {"action": "accept", "document": "b"},
        {"action": "split", "happening": rows(path, "SELECT id FROM happening WHERE event = 'ACCUSE'")[0]["id"], "events": [event(path, "ACCUSE", "b")]},
    ]  # fmt: skip
    must(path, *said)
    before = digest_archive(path)
    again = say(path, *said)
    assert (again.kept, again.known, again.faults) == ((), 3, ())
    assert digest_archive(path) == before


def test_a_dry_run_changes_nothing(path: Path) -> None:
    before = digest_archive(path)
    assert len(say(path, {"action": "reject", "event": event(path, "ASSAULT")}, dry_run=True).kept) == 1
    assert digest_archive(path) == before
    assert rows(path, "SELECT * FROM review") == []


def test_two_who_differ_are_told_until_one_gives_way(path: Path) -> None:
    id = event(path, "ASSAULT")
    must(path, {"action": "accept", "event": id}, by="Ada")
    must(path, {"action": "correct", "event": id, "set": {"status": "negated"}}, by="Bo")
    assert rows(path, "SELECT contested, reviewers FROM coded_event") == [
        {"contested": True, "reviewers": ["Ada", "Bo"]}
    ]
    must(path, {"action": "accept", "event": id}, by="Ada")
    assert rows(path, "SELECT contested, reviewers FROM coded_event") == [
        {"contested": False, "reviewers": ["Bo", "Ada"]}
    ]


def test_undo_is_a_review_and_can_be_undone(path: Path) -> None:
    before = digest_archive(path)
    (reject,) = must(path, {"action": "reject", "event": event(path, "ASSAULT")})
    after = digest_archive(path)
    (undo,) = must(path, {"action": "undo", "review": reject.id})
    assert digest_archive(path) == before
    must(path, {"action": "undo", "review": undo.id})
    assert digest_archive(path) == after
    assert len(rows(path, "SELECT * FROM review")) == 3


def test_happenings_are_split_and_merged_as_people_say(path: Path) -> None:
    (one,) = rows(path, "SELECT id, events FROM happening WHERE event = 'ACCUSE'")
    must(path, {"action": "split", "happening": one["id"], "events": [event(path, "ACCUSE", "b")]})
    parted = rows(path, "SELECT id, events FROM happening WHERE event = 'ACCUSE' ORDER BY id")
    assert sorted(e for h in parted for e in h["events"]) == one["events"]
    assert len(parted) == 2
    must(path, {"action": "merge", "happenings": [h["id"] for h in parted]})
    assert rows(path, "SELECT id, events FROM happening WHERE event = 'ACCUSE'") == [one]


def test_acts_of_two_days_are_merged_and_stay_so_when_a_report_comes(path: Path) -> None:
    put(path, [make_report("far", "NOR ACCUSE TCD 2020-06-01", "2020-06-02", publication="Courier")])
    ids = [row["id"] for row in rows(path, "SELECT id FROM happening WHERE event = 'ACCUSE'")]
    must(path, {"action": "merge", "happenings": ids})
    (whole,) = rows(path, "SELECT date, events, independent_sources FROM happening WHERE event = 'ACCUSE'")
    assert (len(whole["events"]), whole["independent_sources"]) == (3, 3)
    put(path, [make_report("later", "Also NOR ACCUSE TCD 2021-02-08", "2021-02-12", publication="Courier")])
    assert [len(row["events"]) for row in rows(path, "SELECT events FROM happening WHERE event = 'ACCUSE'")] == [4]
    forget_reports(path, ["far"])
    assert [len(row["events"]) for row in rows(path, "SELECT events FROM happening WHERE event = 'ACCUSE'")] == [3]


def test_happenings_of_two_types_are_not_merged(path: Path) -> None:
    ids = [row["id"] for row in rows(path, "SELECT id FROM happening")]
    assert "of different types or status" in say(path, {"action": "merge", "happenings": ids}).faults[0].reason


def test_reviews_are_found_again_when_another_version_codes(path: Path) -> None:
    id = event(path, "ASSAULT")
    must(
        path,
        {"action": "correct", "event": id, "set": {"status": "negated"}},
        {"action": "reject", "event": event(path, "ACCUSE")},
    )
    for _ in recode_reports(path, make_coder("made 2")):
        pass
    (now,) = rows(path, "SELECT id, status, coder FROM event WHERE event = 'ASSAULT'")
    assert now["id"] != id
    assert (now["status"], now["coder"]) == ("negated", "made 2 + review")
    assert rows(path, "SELECT document FROM event WHERE event = 'ACCUSE'") == [{"document": "b"}]


def test_what_finds_no_event_any_more_is_told_and_kept(path: Path) -> None:
    (review,) = must(path, {"action": "correct", "event": event(path, "ASSAULT"), "set": {"status": "negated"}})
    loose = [r for batch in recode_reports(path, make_coder("made 2", ASSAULT="AGREE")) for r in batch.loose]
    assert [r.id for r in loose] == [review.id]
    assert rows(path, "SELECT status, coder FROM event WHERE document = 'a' AND event = 'AGREE'") == [
        {"status": "actual", "coder": "made 2"}
    ]
    assert [r for batch in recode_reports(path, make_coder("made 3")) for r in batch.loose] == []
    assert rows(path, "SELECT status FROM event WHERE event = 'ASSAULT'") == [{"status": "negated"}]


def test_a_forgotten_report_takes_its_reviews_along(path: Path) -> None:
    must(path, {"action": "reject", "event": event(path, "ASSAULT")}, {"action": "accept", "document": "b"})
    happening = rows(path, "SELECT id FROM happening WHERE event = 'ACCUSE'")[0]["id"]
    must(path, {"action": "split", "happening": happening, "events": [event(path, "ACCUSE")]})
    forget_reports(path, ["a"])
    assert [row["documents"] for row in rows(path, "SELECT documents FROM review")] == [["b"]]
    assert "'a'" not in str(rows(path, "SELECT * FROM review"))
    assert rows(path, "SELECT document FROM coded_event") == [{"document": "b"}]


def test_a_review_stands_with_all_that_follows_from_it_or_not_at_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest_archive(path)
    said = {"action": "reject", "event": event(path, "ASSAULT")}
    for step in ("write_reviews", "correct_events", "exchange_tellings"):
        room = "dragoman.keep.review" if step == "write_reviews" else "dragoman.keep.link"
        with monkeypatch.context() as broken:
            broken.setattr(f"{room}.{step}", stop)
            with pytest.raises(KeyboardInterrupt):
                say(path, said)
        assert digest_archive(path) == before
        assert rows(path, "SELECT * FROM review") == []
    must(path, said)


def stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_reviewing_makes_no_archive(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        say(tmp_path / "none.duckdb")
    assert not (tmp_path / "none.duckdb").exists()


def invent(path: Path, chance: random.Random) -> dict[str, Any]:
    """Some verdict that somebody may come to."""
    events = rows(path, "SELECT id, document FROM event ORDER BY id")
    happenings = rows(path, "SELECT id, events, event, status FROM happening ORDER BY id")
    done = rows(path, "SELECT id FROM review ORDER BY number")
    one, group = chance.choice(events), chance.choice(happenings)
    kind = chance.choice(["accept", "correct", "correct", "reject", "add", "merge", "split", "undo", "whole"])
    if kind == "correct":
        values = chance.choice(
            [
                {"event": "COERCE"},
                {"status": "negated"},
                {"recipient": []},
                {"date": None, "date_text": None},
                {"event": "ACCUSE"},
            ]
        )
        return {"action": "correct", "event": one["id"], "set": values}
    if kind == "add":
        return {
            "action": "add",
            "document": one["document"],
            "set": {"trigger": {"start": 0, "end": 3}, "event": chance.choice(["ACCUSE", "AID"])},
        }
    if kind == "merge":
        alike = [h["id"] for h in happenings if (h["event"], h["status"]) == (group["event"], group["status"])]
        return {"action": "merge", "happenings": [group["id"], chance.choice(alike)]}
    if kind == "split":
        return {"action": "split", "happening": group["id"], "events": [chance.choice(group["events"])]}
    if kind == "undo" and done:
        return {"action": "undo", "review": chance.choice(done)["id"]}
    if kind == "whole":
        return {"action": "accept", "document": one["document"]}
    return {"action": "reject" if kind == "reject" else "accept", "event": one["id"]}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_said_leaves_no_trace_when_all_is_undone(tmp_path: Path, seed: int) -> None:
    path, other, chance = tmp_path / "archive.duckdb", tmp_path / "other.duckdb", random.Random(seed)
    reports = make_reports(24, seed)
    put(path, reports[:16])
    coded = raw(path)
    for _ in range(6):
        # What of it cannot be, as one thing was said before another, is told; the rest holds.
        say(path, *(invent(path, chance) for _ in range(4)), by=chance.choice(["Ada", "Bo"]))
    assert raw(path) == coded
    assert len(rows(path, "SELECT * FROM coded_event")) > 3
    put(path, reports[16:])
    # What people said before and after the reports came is the same; and so is what was coded.
    put(other, chance.sample(reports, len(reports)))
    assert raw(path) == raw(other)
    with open_store(path) as store:
        said = store.rows("SELECT * FROM review")
    corrected = digest_archive(path)
    with open_store(other, write=True) as store, store.transaction():
        exchange_events(
            store, {d for row in said.to_pylist() for d in row["documents"]}, lambda: store.put("review", said)
        )
    assert digest_archive(other) == corrected
    must(path, *({"action": "undo", "review": id} for id in standing(path)))
    whole = tmp_path / "whole.duckdb"
    put(whole, reports)
    assert digest_archive(path) == digest_archive(whole)
    assert rows(path, "SELECT * FROM coded_event") == []

"""Merges and splits lie on what is joined: reports come and go below them, and each can be taken back by itself."""

import random
from pathlib import Path
from typing import Any

import pytest

from dragoman.keep import add_documents, forget_reports, recode_reports
from dragoman.keep.link import exchange_events
from dragoman.store import open_store
from keep.said import must, put, raw, rows, say, standing
from store.made import digest_archive, make_coder, make_report, make_reports

SAME = "NOR ACCUSE TCD 2021-02-08"
JOINED_BY_OTHERS = (
    "UPDATE joining SET rules = 'others'",
    "UPDATE telling SET head = (SELECT min(head) FROM telling), core = NULL",
)


def groups(path: Path) -> list[str]:
    """The happenings as the reports that tell them: "a bc"."""
    return sorted("".join(row["reports"]) for row in rows(path, "SELECT reports FROM happening"))


def happenings(path: Path, reports: str) -> list[str]:
    return [row["id"] for row in rows(path, "SELECT id, reports FROM happening") if {*row["reports"]} & {*reports}]


def part(path: Path, report: str) -> dict[str, Any]:
    (event,) = rows(path, f"SELECT id FROM event WHERE document = '{report}'")
    return {"action": "split", "happening": happenings(path, report)[0], "events": [event["id"]]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    put(path, [make_report(id, f"{id} told that {SAME}", publication=f"Outlet {id}") for id in "ab"])
    put(path, [make_report("c", "NOR ACCUSE TCD 2020-06-01", "2020-06-02", publication="Outlet c")])
    return path


def test_what_was_said_twice_is_taken_back_once(path: Path) -> None:
    must(path, part(path, "b"))
    must(path, {"action": "merge", "happenings": happenings(path, "abc")})
    must(path, part(path, "c"))
    assert groups(path) == ["ab", "c"]
    (again,) = must(path, {"action": "merge", "happenings": happenings(path, "abc")})
    assert groups(path) == ["abc"]
    must(path, {"action": "undo", "review": again.id})
    assert groups(path) == ["ab", "c"]


def test_what_was_bound_to_a_report_that_goes_is_as_it_was_before(path: Path) -> None:
    must(path, part(path, "b"))
    before = digest_archive(path)
    put(path, [make_report("d", "NOR ACCUSE TCD 2020-07-01", "2020-07-02", publication="Outlet d")])
    must(path, {"action": "merge", "happenings": happenings(path, "bd")})
    assert groups(path) == ["a", "bd", "c"]
    forget_reports(path, ["d"])
    assert digest_archive(path) == before


def test_a_word_on_happenings_changes_no_seat(path: Path) -> None:
    seats = "SELECT event, kind, last, core, head FROM telling ORDER BY event"
    before = rows(path, seats)
    must(path, part(path, "b"))
    must(path, {"action": "merge", "happenings": happenings(path, "bc")})
    assert groups(path) == ["a", "bc"]
    assert rows(path, seats) == before


def test_what_is_joined_anew_by_other_rules_is_still_as_people_say(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.keep.seat.TELLINGS", 1)
    must(path, part(path, "b"))
    must(path, {"action": "merge", "happenings": happenings(path, "bc")})
    said, coded = digest_archive(path), raw(path)
    with open_store(path, write=True) as store:
        for statement in JOINED_BY_OTHERS:
            store.change(statement)
    assert raw(path) == coded
    extra = make_report("d", "EGY ASSAULT SDN 2021-05-05", "2021-05-06")
    put(path, [extra])
    assert groups(path) == ["a", "bc", "d"]
    forget_reports(path, ["d"])
    assert digest_archive(path) == said
    assert raw(path) == coded


def test_what_people_say_between_two_batches_counts(tmp_path: Path) -> None:
    """A telling that is remembered from the batch before is not what it was."""
    path, whole = tmp_path / "archive.duckdb", tmp_path / "whole.duckdb"
    reports = [make_report(id, f"{id} told that {SAME}", publication=f"Outlet {id}") for id in "abc"]
    put(whole, reports)
    adding = add_documents(path, reports, make_coder(), batch=1)
    for _ in "ab":
        next(adding)
    for archive in (path, whole):
        (event,) = rows(archive, "SELECT id FROM event WHERE document = 'a'")
        must(archive, {"action": "accept", "event": event["id"]})
    list(adding)
    assert digest_archive(path) == digest_archive(whole)


def invent(path: Path, chance: random.Random) -> dict[str, Any]:
    """Some word on happenings that somebody may say, or a correction below it."""
    there = rows(path, "SELECT id, events, event, status FROM happening ORDER BY id")
    done = rows(path, "SELECT id FROM review ORDER BY number")
    one = max((chance.choice(there) for _ in range(3)), key=lambda h: len(h["events"]))
    kind = chance.choice(["merge", "merge", "split", "split", "undo", "reject", "correct"])
    if kind == "undo" and done:
        return {"action": "undo", "review": chance.choice(done)["id"]}
    if kind == "merge":
        alike = [h["id"] for h in there if (h["event"], h["status"]) == (one["event"], one["status"])]
        return {"action": "merge", "happenings": [one["id"], chance.choice(alike)]}
    if kind in ("reject", "correct"):
        verdict = {"action": kind, "event": chance.choice(one["events"])}
        return verdict | ({"set": {"date": None, "date_text": None}} if kind == "correct" else {})
    size = chance.randint(1, min(3, len(one["events"])))
    return {"action": "split", "happening": one["id"], "events": chance.sample(one["events"], size)}


@pytest.mark.parametrize("seed", range(3))
def test_whatever_comes_goes_and_is_said_the_order_plays_no_part(tmp_path: Path, seed: int) -> None:
    path, other, whole = (tmp_path / f"{name}.duckdb" for name in ("archive", "other", "whole"))
    chance, reports = random.Random(seed), make_reports(24, seed)
    there, waiting = reports[:12], reports[12:]
    put(path, there)
    for step in ("forget", "put", "recode", "put", "forget"):
        say(path, *(invent(path, chance) for _ in range(5)), by=chance.choice(["Ada", "Bo"]))
        if step == "put":
            some, waiting = waiting[:6], waiting[6:]
            put(path, some)
            there = [*there, *some]
        elif step == "forget":
            gone = chance.sample(there, 2)
            forget_reports(path, [report.id for report in gone])
            there, waiting = [r for r in there if r not in gone], [*waiting, *gone]
        else:
            list(recode_reports(path, make_coder(), everything=True, batch=5))
    put(other, chance.sample(there, len(there)))
    assert raw(path) == raw(other)
    with open_store(path) as store:
        said = store.rows("SELECT * FROM review")
    touched = {document for row in said.to_pylist() for document in row["documents"]}
    with open_store(other, write=True) as store, store.transaction():
        exchange_events(store, touched, lambda: store.put("review", said))
    assert digest_archive(other) == digest_archive(path)
    must(path, *({"action": "undo", "review": id} for id in standing(path)))
    put(whole, there)
    assert digest_archive(path) == digest_archive(whole)

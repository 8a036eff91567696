"""What people say about identities holds on top of what is derived, for reports that come later too, and is said once."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.keep import Identified, add_documents, forget_reports, identify_actors, recode_reports
from dragoman.record.document import Document
from dragoman.record.fault import Fault
from dragoman.record.identity import Edit
from dragoman.store import open_store
from keep.seen import make_seen_coder, make_seen_report
from store.made import digest_archive

NOW = datetime(2026, 11, 27, tzinfo=UTC)
BERG = "|2021-02-01|NOR GOV|Ada Berg|Ada Berg|foreign minister|"
LUND = "|2021-02-01|NOR GOV|Ada Lund|Ada Lund||"


def report(id: str, *lines: str, day: str = "2021-02-01") -> Document:
    return make_seen_report(id, [f"{id}{line}".replace("2021-02-01", day) for line in lines], date.fromisoformat(day))


def put(path: Path, *documents: Document) -> None:
    for _ in add_documents(path, documents, make_seen_coder()):
        pass


def say(path: Path, *edits: Edit | Fault, **options: object) -> Identified:
    placed = [(f"edits.csv:{n + 2}", edit) for n, edit in enumerate(edits)]
    return identify_actors(path, placed, by="a person", at=NOW, **options)  # type: ignore[arg-type]


def rows(path: Path, sql: str) -> list[dict[str, object]]:
    with open_store(path) as store:
        return store.rows(sql).to_pylist()


def find(path: Path, name: str) -> str:
    (row,) = rows(path, f"SELECT id FROM actor WHERE name = '{name}'")
    return str(row["id"])


def names(path: Path) -> list[object]:
    return [row["name"] for row in rows(path, "SELECT name FROM actor ORDER BY name")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    put(path, report("a", BERG), report("b", LUND))
    return path


def test_two_are_one_and_stay_one(path: Path) -> None:
    berg, lund = find(path, "Ada Berg"), find(path, "Ada Lund")
    assert say(path, Edit(action="same", actor=berg, other=lund)) == Identified(said=1, known=0, parties=1, faults=())
    (one,) = rows(path, "SELECT id, name, aliases, events FROM actor")
    assert (one["id"], one["aliases"], one["events"]) == (berg, ["Ada Lund"], 2)
    put(path, report("c", LUND, day="2021-03-01"))
    assert rows(path, "SELECT DISTINCT actor FROM party") == [{"actor": berg}]


def test_the_same_again_changes_nothing_and_says_so(path: Path) -> None:
    edit = Edit(action="same", actor=find(path, "Ada Berg"), other=find(path, "Ada Lund"))
    say(path, edit)
    before = digest_archive(path)
    assert say(path, edit) == Identified(said=0, known=1, parties=0, faults=())
    assert digest_archive(path) == before
    assert len(rows(path, "SELECT * FROM identity_edit")) == 1


def test_what_was_said_can_be_taken_back(path: Path) -> None:
    berg, lund = find(path, "Ada Berg"), find(path, "Ada Lund")
    before = digest_archive(path)
    say(path, Edit(action="same", actor=berg, other=lund))
    assert digest_archive(path) != before
    say(path, Edit(action="apart", actor=berg, other=lund))
    assert digest_archive(path) == before
    said = rows(path, "SELECT number, action, made_by FROM identity_edit ORDER BY number")
    assert [tuple(row.values()) for row in said] == [(1, "same", "a person"), (2, "apart", "a person")]


def test_what_was_said_before_or_after_the_reports_is_the_same(path: Path, tmp_path: Path) -> None:
    edits = [
        Edit(action="same", actor=find(path, "Ada Berg"), other=find(path, "Ada Lund")),
        Edit(action="name", actor=find(path, "Ada Berg"), value="Ada Berg-Lund"),
    ]
    say(path, *edits)
    more = [report(f"m{n}", LUND, BERG, day=f"2021-0{n}-05") for n in range(3, 6)]
    put(path, *more)
    other = tmp_path / "other.duckdb"
    put(other, report("a", BERG), report("b", LUND), *more)
    say(other, *edits)
    assert digest_archive(path) == digest_archive(other)
    assert names(path) == ["Ada Berg-Lund"]


def test_edits_survive_coding_again(path: Path) -> None:
    berg, lund = find(path, "Ada Berg"), find(path, "Ada Lund")
    say(path, Edit(action="same", actor=lund, other=berg))
    for _ in recode_reports(path, make_seen_coder(), everything=True):
        pass
    assert rows(path, "SELECT DISTINCT actor FROM party") == [{"actor": lund}]


def test_a_name_is_another_s_in_some_years(path: Path) -> None:
    put(path, report("c", BERG, day="2023-05-01"))
    berg = find(path, "Ada Berg")
    say(path, Edit(action="apart", actor=berg, value="Ada Berg", since=date(2022, 1, 1)))
    assert len(rows(path, "SELECT * FROM actor WHERE name = 'Ada Berg'")) == 2
    say(path, Edit(action="apart", actor=berg, value="Ada Berg", since=date(2022, 1, 1), other=find(path, "Ada Lund")))
    seen = rows(path, "SELECT e.document, p.actor FROM party p JOIN event e ON p.event = e.id ORDER BY 1")
    assert [row["actor"] == berg for row in seen] == [True, False, False]
    assert seen[1]["actor"] == seen[2]["actor"]


def test_a_nickname_is_somebody_s(path: Path) -> None:
    put(path, report("c", "|2021-02-01|NOR GOV|the Iron Lady|the Iron Lady||"))
    berg = find(path, "Ada Berg")
    say(path, Edit(action="same", actor=berg, value="iron lady"))
    assert len(rows(path, f"SELECT * FROM party WHERE actor = '{berg}'")) == 2


def test_an_office_is_somebody_s_from_day_to_day(path: Path) -> None:
    nameless = "|2021-02-01|NOR GOV|Norwegian justice minister|the justice minister|justice minister|"
    put(path, report("c", nameless, day="2019-02-01"), report("d", nameless, day="2024-02-01"))
    lund = find(path, "Ada Lund")
    term = {"since": date(2018, 1, 1), "until": date(2020, 12, 31)}
    say(path, Edit(action="office", actor=lund, value="justice minister", other="NOR", **term))  # type: ignore[arg-type]
    seen = rows(
        path, f"SELECT e.document FROM party p JOIN event e ON p.event = e.id WHERE p.actor = '{lund}' ORDER BY 1"
    )
    assert [row["document"] for row in seen] == ["b", "c"]
    (row,) = rows(path, f"SELECT offices FROM actor WHERE id = '{lund}'")
    assert row["offices"] == [{"office": "justice minister", **term}]


def test_a_code_is_shown(path: Path) -> None:
    berg = find(path, "Ada Berg")
    say(path, Edit(action="code", actor=berg, value="SWE"))
    assert rows(path, f"SELECT code FROM actor WHERE id = '{berg}'") == [{"code": "SWE"}]


def test_an_actor_of_the_world_files_may_be_named_by_its_id_there(path: Path) -> None:
    put(path, report("c", "|2021-02-01|NOR GOV|Norway|Norway||NOR:norway"))
    assert say(path, Edit(action="name", actor="NOR:norway", value="Kingdom of Norway")).said == 1
    assert "Kingdom of Norway" in names(path)


def test_an_unknown_actor_is_told_and_the_rest_goes_on(path: Path) -> None:
    fault = Fault(source="edits.csv:2", document=None, stage="read", kind="edit", reason="action is missing")
    good = Edit(action="name", actor=find(path, "Ada Berg"), value="Ada")
    done = say(path, fault, Edit(action="name", actor="nobody", value="x"), good)
    assert done.said == 1
    assert [f"{f.source}: {f.reason}" for f in done.faults] == [
        "edits.csv:2: action is missing",
        "edits.csv:3: no actor of the archive has the id nobody",
    ]


def test_a_dry_run_changes_nothing(path: Path) -> None:
    before = digest_archive(path)
    edit = Edit(action="same", actor=find(path, "Ada Berg"), other=find(path, "Ada Lund"))
    assert say(path, edit, dry_run=True).parties == 1
    assert digest_archive(path) == before
    assert rows(path, "SELECT * FROM identity_edit") == []


def test_identifying_makes_no_archive(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        say(tmp_path / "none.duckdb")
    assert not (tmp_path / "none.duckdb").exists()


def ends(edits: Iterable[Edit], path: Path) -> None:
    say(path, *edits)
    assert len(rows(path, "SELECT DISTINCT actor FROM party")) == 1


def test_two_said_to_be_the_same_either_way_are_one(path: Path) -> None:
    berg, lund = find(path, "Ada Berg"), find(path, "Ada Lund")
    ends([Edit(action="same", actor=berg, other=lund), Edit(action="same", actor=lund, other=berg)], path)
    forget_reports(path, ["a"])
    assert names(path) == ["Ada Lund"]

"""Who the parties of an archive are: what is settled in all at once, whatever the order, the batches and what came and went between."""

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from dragoman.keep import add_documents, forget_reports, recode_reports
from dragoman.record.document import Document
from dragoman.store import open_store
from keep.seen import make_seen_coder, make_seen_reports
from reconcile.sighted import read_sighted, settle_all
from store.made import digest_archive

REPORTS = make_seen_reports(("north", "south"))


def put(path: Path, documents: Iterable[Document], batch: int = 64) -> None:
    for _ in add_documents(path, documents, make_seen_coder(), batch=batch):
        pass


def rows(path: Path, sql: str) -> list[dict[str, object]]:
    with open_store(path) as store:
        return store.rows(sql).to_pylist()


def test_an_archive_settles_as_all_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    put(path, REPORTS, batch=20)
    kept = rows(
        path,
        "SELECT e.document, p.identifier_text AS name, p.entity_text AS words, p.actor FROM party p JOIN event e ON e.id = p.event",
    )
    sighted = [s for name in ("north", "south") for _, s in read_sighted(name)]
    settled = settle_all(sighted)
    assert len(kept) == len(sighted)
    assert {(r["document"], r["name"], r["words"], r["actor"]) for r in kept} == {
        (s.document, s.name, s.words, settled[s.party]) for s in sighted
    }


@pytest.mark.parametrize("seed", range(2))
def test_order_batches_and_what_was_forgotten_leave_no_trace(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole, other = tmp_path / "whole.duckdb", tmp_path / "other.duckdb"
    left = [r for r in REPORTS if chance.random() < 0.7]
    put(whole, left)
    shuffled = list(REPORTS)
    chance.shuffle(shuffled)
    put(other, shuffled, batch=chance.randint(5, 15))
    forget_reports(other, [r.id for r in REPORTS if r not in left])
    assert digest_archive(other) == digest_archive(whole)


def test_coded_otherwise_is_settled_otherwise(tmp_path: Path) -> None:
    path, new = tmp_path / "a.duckdb", tmp_path / "new.duckdb"
    put(path, REPORTS)
    for _ in recode_reports(path, make_seen_coder("seen 2"), batch=30):
        pass
    for _ in add_documents(new, REPORTS, make_seen_coder("seen 2")):
        pass
    assert digest_archive(path) == digest_archive(new)


def test_every_party_is_somebody_and_everybody_a_party(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    put(path, REPORTS)
    assert rows(path, "SELECT * FROM party WHERE actor IS NULL OR actor NOT IN (SELECT id FROM actor)") == []
    assert rows(path, "SELECT * FROM actor WHERE id NOT IN (SELECT actor FROM party)") == []
    forget_reports(path, [r.id for r in REPORTS])
    assert rows(path, "SELECT * FROM actor") == rows(path, "SELECT * FROM clue") == []


def test_an_identity_is_summed_up(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    put(path, make_seen_reports(("north",)))
    (berg,) = rows(path, "SELECT * FROM actor WHERE name = 'Ada Berg' AND code = 'NOR'")
    assert berg["sector"] == ["GOV"]
    assert berg["events"] == 5
    assert {"Berg", "Norwegian foreign minister"} <= set(berg["aliases"])  # type: ignore[arg-type]
    (office,) = berg["offices"]  # type: ignore[misc]
    assert (office["office"].lower(), str(office["since"]), str(office["until"])) == (
        "foreign minister",
        "2021-02-03",
        "2021-09-02",
    )
    assert (str(berg["first_seen"]), str(berg["last_seen"])) == ("2021-02-03", "2021-09-02")

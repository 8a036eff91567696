"""Pairs added up in the archive are the ties that the network counts one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ask.made import make_archive
from dragoman.archive import Archive
from dragoman.relations.network import link_pairs, make_network
from dragoman.store import open_store

# A meeting without host and guest, a party under a gathering code, a name with odd blanks, a party twice on one side.
ODD = """
INSERT INTO happening SELECT * REPLACE ('odd-1' AS id, actor || recipient AS actor, [] AS recipient) FROM happening WHERE id = 'h-meet';
INSERT INTO happening SELECT * REPLACE ('odd-2' AS id, list_transform(actor, lambda x: struct_update(x, code := 'NGO', identifier_text := '  Aid   Fund ')) AS actor)
    FROM happening WHERE id = 'h-aid';
INSERT INTO happening SELECT * REPLACE ('odd-3' AS id, actor || actor AS actor) FROM happening WHERE id = 'h-raid';
INSERT INTO happening SELECT * REPLACE ('odd-4' AS id, list_transform(actor, lambda x: struct_update(x, code := NULL, identifier_text := NULL)) AS actor)
    FROM happening WHERE id = 'h-raid';
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = make_archive(tmp_path_factory.mktemp("pairs") / "made.duckdb")
    with open_store(path, write=True) as store:
        for sql in filter(str.strip, ODD.split(";\n")):
            store.change(sql)
    with Archive(path) as archive:
        yield archive


def test_a_pair_holds_both_directions(archive: Archive) -> None:
    pairs, ties = archive.pairs(status="actual")
    first = next(p for p in pairs if (p.first, p.second) == ("EGY", "LBY"))
    # aid 5.0 × 0.6; meet and odd-1 1.0 × 0.9; raid and odd-3 -2.0 × 0.8; shell -9.5 × 0.4.
    assert (first.cooperation, first.conflict, first.happenings) == (4.8, -7.0, 6)
    assert ties == len(pairs) == 5
    assert {(p.first, p.second) for p in pairs} >= {("Aid Fund", "LBY"), ("EGY", "General Karim Déby"), ("SDN", "TCD")}


@pytest.mark.parametrize("by", ["state", "actor"])
@pytest.mark.parametrize("least", [1, 2])
def test_the_network_of_pairs_is_that_of_the_happenings(archive: Archive, by: str, least: int) -> None:
    counted = make_network(archive.happenings(), by, least)
    added = link_pairs(archive.pairs(by=by, least=least)[0], by)
    assert added.nodes
    assert added.nodes == counted.nodes
    assert added.edges == counted.edges
    assert added.balance == counted.balance


def test_only_the_strongest_are_given_and_all_are_counted(archive: Archive) -> None:
    pairs, ties = archive.pairs(most=2)
    whole, _ = archive.pairs()
    assert pairs == whole[:2]
    assert ties == len(whole) > 2
    assert archive.pairs(actor="XX nobody") == ([], 0)

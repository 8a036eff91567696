"""How reports go back to one text: bands, kin and chains come in and go out, piece by piece, never all."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pyarrow as pa

from dragoman.store.store import Store, first_column, id_table

Band = tuple[int, int]
Pair = tuple[str, str]

# Names of reports one step away in `kin`, whose rows stand once, the lesser id first.
_EITHER_WAY = "SELECT report AS one, other AS two FROM kin UNION ALL SELECT other, report FROM kin"


def write_bands(store: Store, bands: Mapping[str, Sequence[Band]]) -> None:
    """Add the bands (number, hash) of reports that have none yet."""
    rows = [(report, band, value) for report, found in bands.items() for band, value in found]
    columns = list(zip(*rows, strict=True)) if rows else [(), (), ()]
    types = {"report": pa.string(), "band": pa.int32(), "hash": pa.uint64()}
    store.put("band", pa.table({n: pa.array(c, t) for (n, t), c in zip(types.items(), columns, strict=True)}))


def find_candidates(store: Store, ids: Collection[str]) -> list[Pair]:
    """Pairs of reports that share a band, at least one of them among `ids`; each once, the lesser id first."""
    answer = store.rows(
        "SELECT DISTINCT least(a.report, b.report) AS one, greatest(a.report, b.report) AS two "
        "FROM (SELECT * FROM band SEMI JOIN asked ON band.report = asked.id) a "
        "JOIN band b ON a.band = b.band AND a.hash = b.hash AND a.report <> b.report ORDER BY one, two",
        asked=id_table(ids),
    )
    return list(zip(first_column(answer), answer.column(1).to_pylist(), strict=True))


def write_kin(store: Store, kin: Mapping[Pair, str]) -> None:
    """Add pairs of reports that tell one text, and why."""
    text = pa.string()
    rows = [{"report": one, "other": two, "why": why} for (one, two), why in kin.items()]
    store.put("kin", pa.Table.from_pylist(rows, schema=pa.schema([("report", text), ("other", text), ("why", text)])))


def find_kin(store: Store, ids: Collection[str]) -> set[str]:
    """Reports that are paired with one of `ids`."""
    sql = f"SELECT DISTINCT k.two FROM ({_EITHER_WAY}) k SEMI JOIN asked ON k.one = asked.id"
    return set(first_column(store.rows(sql, asked=id_table(ids))))


def find_chains(store: Store, ids: Collection[str]) -> tuple[set[str], list[Pair]]:
    """All reports that can be reached from `ids` over pairs (and `ids` themselves), and the pairs among them."""
    reached, edge = set(ids), set(ids)
    while edge:
        edge = find_kin(store, edge) - reached
        reached |= edge
    pairs = store.rows(
        "SELECT report, other FROM kin SEMI JOIN asked ON kin.report = asked.id", asked=id_table(reached)
    )
    return reached, list(zip(first_column(pairs), pairs.column(1).to_pylist(), strict=True))


class Head(NamedTuple):
    """The head of a report's chain, and the report's own day of publication."""

    root: str
    published: date | None


def read_heads(store: Store, ids: Collection[str]) -> dict[str, Head]:
    """The heads of the chains of those of the reports that are known."""
    answer = store.rows("SELECT id, root, published FROM report SEMI JOIN asked USING (id)", asked=id_table(ids))
    return {row["id"]: Head(row["root"], row["published"]) for row in answer.to_pylist()}


def write_roots(store: Store, roots: Mapping[str, str]) -> None:
    """Give reports another head of their chain."""
    if roots:
        rows = pa.table({"id": pa.array(roots, pa.string()), "root": pa.array(roots.values(), pa.string())})
        store.change("UPDATE report SET root = coming.root FROM coming WHERE report.id = coming.id", coming=rows)


def remove_links(store: Store, ids: Collection[str]) -> None:
    """Take out the bands and pairs of reports."""
    gone = id_table(ids)
    store.change("DELETE FROM band WHERE report IN (SELECT id FROM gone)", gone=gone)
    store.change("DELETE FROM kin WHERE report IN (SELECT id FROM gone) OR other IN (SELECT id FROM gone)", gone=gone)

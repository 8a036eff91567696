"""What is derived from reports: bands, kin, chains, tellings and happenings; written and replaced piece by piece, never all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from dragoman.record.happening import Happening, Telling
from dragoman.record.ids import commitment_id
from dragoman.store.reports import EVENT_COLUMNS
from dragoman.store.rows import make_happenings, to_event
from dragoman.store.store import Store, first_column, id_table

Band = tuple[int, int]
Pair = tuple[str, str]
Reach = tuple[str, str, date, date]
"""A type, a status, and the first and the last of the days that a question is about.

A telling's day is the day that its event states, else its report's day of publication, else the first that there is.
"""

_TELLING = (
    f"SELECT {EVENT_COLUMNS}, r.root, h.published AS first_published "
    "FROM event e JOIN report r ON e.document = r.id JOIN report h ON r.root = h.id"
)
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


def read_tellings_of(store: Store, ids: Collection[str]) -> list[Telling]:
    """The events of reports as tellings."""
    sql = f"{_TELLING} SEMI JOIN asked ON e.document = asked.id"
    return list(_tellings(store.rows(sql, asked=id_table(ids)).to_pylist()))


def read_tellings(store: Store, reaches: Iterable[Reach]) -> list[Telling]:
    """The tellings that lie in at least one of the reaches, each once."""
    rows = [
        {"event": event, "status": status, "first": first, "last": last}
        for event, status, first, last in _merge(reaches)
    ]
    text, day = pa.string(), pa.date32()
    asked = pa.Table.from_pylist(
        rows, schema=pa.schema([("event", text), ("status", text), ("first", day), ("last", day)])
    )
    sql = (
        f"{_TELLING} SEMI JOIN asked ON e.event = asked.event AND e.status = asked.status "
        "AND coalesce(e.day, DATE '0001-01-01') BETWEEN asked.first AND asked.last"
    )
    return list(_tellings(store.rows(sql, asked=asked).to_pylist()))


def _merge(reaches: Iterable[Reach]) -> Iterator[Reach]:
    """Reaches of one type and status whose days overlap, as one: neighbouring blocks share most of their tellings."""
    spans: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for event, status, first, last in reaches:
        spans.setdefault((event, status), []).append((first, last))
    for (event, status), found in spans.items():
        found.sort()
        first, last = found[0]
        for begin, end in found[1:]:
            if begin > last:
                yield event, status, first, last
                first, last = begin, end
            last = max(last, end)
        yield event, status, first, last


def _tellings(rows: Iterable[Mapping[str, Any]]) -> Iterator[Telling]:
    for row in rows:
        yield Telling(
            event=to_event(row),
            sentence=row["sentence_text"],
            root=row["root"],
            first_published=row["first_published"],
        )


def replace_happenings(store: Store, blocks: Collection[str], joined: Mapping[str, Sequence[Happening]]) -> None:
    """Put the happenings of some blocks in the place of those that stood there."""
    gone = id_table(blocks)
    old = "SELECT h.id FROM happening h SEMI JOIN gone ON h.block = gone.id"
    store.change(f"DELETE FROM telling WHERE happening IN ({old})", gone=gone)
    store.change("DELETE FROM happening WHERE block IN (SELECT id FROM gone)", gone=gone)
    store.put("happening", make_happenings(joined))
    store.put("telling", make_tellings(joined))


def make_tellings(joined: Mapping[str, Sequence[Happening]]) -> pa.Table:
    """A row of `telling` for each event of each happening, given by block."""
    text = pa.string()
    pairs = [{"happening": h.id, "event": e} for found in joined.values() for h in found for e in h.events]
    return pa.Table.from_pylist(pairs, schema=pa.schema([("happening", text), ("event", text)]))


def find_happening_events(store: Store, happening: str) -> list[str]:
    """Ids of the events that tell a happening, sorted; none where there is no such happening."""
    return first_column(store.rows("SELECT event FROM telling WHERE happening = ? ORDER BY event", [happening]))


def find_made_by(store: Store, commitment: str) -> list[str]:
    """Ids of the events by which a commitment was made, sorted; none where no happening made it."""
    ids = first_column(store.rows("SELECT id FROM happening"))
    made = next((id for id in ids if commitment_id(id) == commitment), None)
    return [] if made is None else find_happening_events(store, made)

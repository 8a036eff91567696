"""Tellings, where they sit and the happenings that they make up: read by days or by name, and replaced happening by happening."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from dragoman.record.happening import Happening, Seat, Telling
from dragoman.record.ids import commitment_id
from dragoman.store.reports import EVENT_COLUMNS
from dragoman.store.rows import make_happenings, to_event
from dragoman.store.store import Store, first_column, id_table


class Reach(NamedTuple):
    """A type, a status, and the first and the last of the days that a question is about."""

    event: str
    status: str
    first: date
    last: date


class Version(NamedTuple):
    """An event as it stands in its report and the report's chain, and after what people say of the report: `heading` is a hash of these."""

    event: str
    heading: int


# What beside its event a telling is made of.
_HEADING = "hash(r.published, r.publication, r.republished_from, r.root, h.published, r.coder, v.said)"
_REPORTS = (
    "JOIN report r ON e.document = r.id JOIN report h ON r.root = h.id LEFT JOIN "
    "(SELECT unnest(documents) AS document, bit_xor(hash(id)) AS said FROM review GROUP BY 1) v ON e.document = v.document"
)
_TELLING = (
    f"SELECT {EVENT_COLUMNS}, r.root, h.published AS first_published, {_HEADING} AS heading FROM event e {_REPORTS}"
)


def read_tellings_of(store: Store, reports: Collection[str]) -> dict[Version, Telling]:
    """The events of reports as tellings."""
    return _tellings(store.rows(f"{_TELLING} SEMI JOIN asked ON e.document = asked.id", asked=id_table(reports)))


def read_tellings(store: Store, events: Collection[str]) -> dict[Version, Telling]:
    """The events with these ids as tellings."""
    if not events:
        return {}
    return _tellings(store.rows(f"{_TELLING} SEMI JOIN asked ON e.id = asked.id", asked=id_table(events)))


def _tellings(rows: pa.Table) -> dict[Version, Telling]:
    return {
        Version(row["id"], row["heading"]): Telling(
            event=to_event(row),
            sentence=row["sentence_text"],
            root=row["root"],
            first_published=row["first_published"],
        )
        for row in rows.to_pylist()
    }


def read_seats(store: Store, reaches: Sequence[Reach]) -> list[dict[Version, Seat]]:
    """For each of the reaches, the tellings in it that have a seat: those whose seat's `last` is one of its days."""
    columns = zip(*((i, *reach) for i, reach in enumerate(reaches)), strict=True)
    types = {
        "number": pa.int32(),
        "event": pa.string(),
        "status": pa.string(),
        "first": pa.date32(),
        "last": pa.date32(),
    }
    asked = pa.table({n: pa.array(c, t) for (n, t), c in zip(types.items(), columns, strict=True)})
    # The days are asked for twice: by the least and the greatest of them whole stretches of the table are passed over.
    answer = store.rows(
        f"SELECT asked.number, e.id AS event, {_HEADING} AS heading, t.kind, t.last, t.core, t.head "
        f"FROM telling t JOIN event e ON t.event = e.id {_REPORTS} "
        "JOIN asked ON e.event = asked.event AND e.status = asked.status AND t.last BETWEEN asked.first AND asked.last "
        "WHERE t.last BETWEEN (SELECT min(first) FROM asked) AND (SELECT max(last) FROM asked)",
        asked=asked,
    )
    found: list[dict[Version, Seat]] = [{} for _ in reaches]
    for number, event, heading, *seat in _rows(answer):
        found[number][Version(event, heading)] = Seat(event, *seat)
    return found


def read_seats_of(store: Store, events: Collection[str]) -> dict[str, Seat]:
    """The seats of events, by their ids."""
    if not events:
        return {}
    sql = "SELECT event, kind, last, core, head FROM telling SEMI JOIN asked ON telling.event = asked.id WHERE head IS NOT NULL"
    return {row[0]: Seat(*row) for row in _rows(store.rows(sql, asked=id_table(events)))}


def read_seats_under(store: Store, heads: Collection[str]) -> list[Seat]:
    """The seats of all tellings that have some heads."""
    if not heads:
        return []
    sql = "SELECT event, kind, last, core, head FROM telling SEMI JOIN asked ON telling.head = asked.id"
    return [Seat(*row) for row in _rows(store.rows(sql, asked=id_table(heads)))]


def find_together(store: Store, heads: Collection[str]) -> set[str]:
    """The heads of all happenings in which some telling has one of these heads: others than these where people merged them."""
    sql = "SELECT DISTINCT head FROM telling WHERE happening IN (SELECT happening FROM telling SEMI JOIN asked ON telling.head = asked.id)"
    return set(first_column(store.rows(sql, asked=id_table(heads))))


def find_happening_events(store: Store, happening: str) -> list[str]:
    """Ids of the events that tell a happening, sorted; none where there is no such happening."""
    return first_column(store.rows("SELECT event FROM telling WHERE happening = ? ORDER BY event", [happening]))


def find_made_by(store: Store, commitment: str) -> list[str]:
    """Ids of the events by which a commitment was made, sorted; none where no happening made it."""
    ids = first_column(store.rows("SELECT id FROM happening"))
    made = next((id for id in ids if commitment_id(id) == commitment), None)
    return [] if made is None else find_happening_events(store, made)


def _rows(answer: pa.Table) -> Iterable[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in answer.columns), strict=True)


def replace_happenings(
    store: Store, heads: Collection[str], happenings: Collection[Happening], seats: Iterable[Seat], tables: str = ""
) -> None:
    """Put happenings and the seats of all their tellings in the place of those that had some heads.

    All tellings of the happenings that go must have one of these heads. `tables` is the ending of the tables' names.
    """
    gone = id_table(heads)
    old = f"SELECT happening FROM telling{tables} t SEMI JOIN gone ON t.head = gone.id"
    store.change(f"DELETE FROM happening{tables} WHERE id IN ({old})", gone=gone)
    store.change(f"DELETE FROM telling{tables} WHERE head IN (SELECT id FROM gone)", gone=gone)
    store.put(f"happening{tables}", make_happenings(happenings))
    told = {event: happening.id for happening in happenings for event in happening.events}
    rows = [(told[s.event], s.event, s.kind, s.last, s.core, s.head) for s in seats]
    columns = zip(*rows, strict=True) if rows else [()] * 6
    text = pa.string()
    types = {"happening": text, "event": text, "kind": text, "last": pa.date32(), "core": text, "head": text}
    store.put(
        f"telling{tables}", pa.table({n: pa.array(c, t) for (n, t), c in zip(types.items(), columns, strict=True)})
    )


def read_rules(store: Store) -> str | None:
    """The name of the rules by which all happenings were joined; None where there are none, or it is not known."""
    names: list[str] = first_column(store.rows("SELECT rules FROM joining"))
    return names[0] if names else None


def clear_happenings(store: Store, rules: str) -> list[str]:
    """Take out all happenings and seats, to be joined anew by the rules of this name; gives the ids of all events, by day."""
    for table in ("happening", "telling", "joining"):
        store.change(f"DELETE FROM {table}")
    store.change("INSERT INTO joining VALUES (?)", [rules])
    return first_column(store.rows("SELECT id FROM event ORDER BY day, id"))

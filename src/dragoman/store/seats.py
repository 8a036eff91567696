"""Tellings, where they sit and the happenings that they make up: read by days or by name, and replaced happening by happening."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from dragoman.record.happening import Happening, Seat, Telling
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
    """An event as it stands in its report and the report's chain: `heading` is a hash of what a telling takes from these."""

    event: str
    heading: int


# What beside its event a telling is made of.
_HEADING = "hash(r.published, r.publication, r.republished_from, r.root, h.published, r.coder)"
_REPORTS = "JOIN report r ON e.document = r.id JOIN report h ON r.root = h.id"
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


def _rows(answer: pa.Table) -> Iterable[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in answer.columns), strict=True)


def replace_happenings(
    store: Store, heads: Collection[str], happenings: Mapping[str, Happening], seats: Iterable[Seat]
) -> None:
    """Put happenings, given by head, and the seats of all their tellings in the place of those that had some heads."""
    gone = id_table(heads)
    old = "SELECT happening FROM telling SEMI JOIN gone ON telling.head = gone.id"
    store.change(f"DELETE FROM happening WHERE id IN ({old})", gone=gone)
    store.change("DELETE FROM telling WHERE head IN (SELECT id FROM gone)", gone=gone)
    store.put("happening", make_happenings(happenings.values()))
    rows = [(happenings[s.head].id, s.event, s.kind, s.last, s.core, s.head) for s in seats]
    columns = zip(*rows, strict=True) if rows else [()] * 6
    text = pa.string()
    types = {"happening": text, "event": text, "kind": text, "last": pa.date32(), "core": text, "head": text}
    store.put("telling", pa.table({n: pa.array(c, t) for (n, t), c in zip(types.items(), columns, strict=True)}))


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

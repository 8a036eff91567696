"""Reports, what was coded in them, where they were found and what could not be read: kept as they came, and taken out again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import pyarrow as pa

from dragoman.record.document import CiteInfo, Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault
from dragoman.store.outlooks import make_doubts, make_expectations, make_remarks
from dragoman.store.rows import (
    CITED,
    make_events,
    make_faults,
    make_parties,
    make_postings,
    make_reports,
    pair_table,
    text_digest,
    to_document,
)
from dragoman.store.store import Store, first_column, id_table

KEEPING = "keep"
"""The stage of a fault that keeping found: it stands although its document is in the archive."""

# The `cite_info` of a row of `report r`; and the columns of an Event from `event e` beside it.
CITE_INFO = "struct_pack({})".format(", ".join(f'"{name}" := r."{name}"' for name in CiteInfo.__dataclass_fields__))
EVENT_COLUMNS = f"e.*, {CITE_INFO} AS cite_info"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the archive has under an id: the digest of the text, and the heading under which it came.

    Two sources may give one text under one id with different headings (another title, address, outlet). So that the
    archive does not depend on which came first, the lesser heading stands; a value that is known is less than none.
    """

    digest: str
    heading: tuple[tuple[bool, str], ...]


def stand_document(document: Document) -> Standing:
    """What the archive would have under a document's id."""
    cite = document.cite_info
    furniture = ",".join(f"{start}-{end}" for start, end in document.furniture)
    values = (document.published, *(getattr(cite, name) for name in CITED), furniture)
    return Standing(text_digest(document.text), tuple((v is None, "" if v is None else str(v)) for v in values))


def known(store: Store, ids: Iterable[str]) -> set[str]:
    """Those of the ids under which a report stands."""
    return set(first_column(store.rows("SELECT id FROM report SEMI JOIN asked USING (id)", asked=id_table(ids))))


def read_standings(store: Store, ids: Iterable[str]) -> Mapping[str, Standing]:
    """What stands under those of the ids that are known."""
    columns = ", ".join(("id", "digest", "published", *CITED, "furniture"))
    answer = store.rows(f"SELECT {columns} FROM report SEMI JOIN asked USING (id)", asked=id_table(ids))
    found = {}
    for row in answer.to_pylist():
        without_text = stand_document(to_document({**row, "text": ""}))
        found[row["id"]] = Standing(row["digest"], without_text.heading)
    return found


def read_origins(store: Store, ids: Iterable[str]) -> set[tuple[str, str]]:
    """Where those of the reports that are known were found, as (report, source)."""
    answer = store.rows("SELECT report, source FROM origin SEMI JOIN asked ON report = asked.id", asked=id_table(ids))
    return set(zip(first_column(answer), answer.column(1).to_pylist(), strict=True))


def read_reports(store: Store, ids: Iterable[str]) -> dict[str, Document]:
    """The documents under those of the ids that are known."""
    answer = store.rows("SELECT * FROM report SEMI JOIN asked USING (id)", asked=id_table(ids))
    return {row["id"]: to_document(row) for row in answer.to_pylist()}


def write_reports(store: Store, coded: Sequence[Coded], coder: str) -> None:
    """Add reports that are not there yet, their events, parties and words."""
    store.put("report", make_reports(coded, coder))
    store.put("posting", make_postings(coded))
    store.put("remark", make_remarks(coded))
    store.put("doubt", make_doubts(coded))
    write_events(store, coded)


def write_events(store: Store, coded: Sequence[Coded], numbers: Mapping[str, int] = MappingProxyType({})) -> None:
    """Add the events of reports, their parties and what they let one expect; `numbers` as in `make_events`."""
    store.put("event", make_events(coded, numbers))
    store.put("party", make_parties(coded))
    store.put("expectation", make_expectations(coded))


def remove_events(store: Store, ids: Collection[str]) -> None:
    """Take out all events of some reports, also as they were coded where reviews changed them."""
    gone = id_table(ids)
    for table, events in (("party", "event"), ("expectation", "event"), ("coded_expectation", "coded_event")):
        store.change(
            f"DELETE FROM {table} WHERE event IN (SELECT id FROM {events} WHERE document IN (SELECT id FROM gone))",
            gone=gone,
        )
    for table in ("event", "coded_event"):
        store.change(f"DELETE FROM {table} WHERE document IN (SELECT id FROM gone)", gone=gone)


def write_origins(store: Store, origins: Iterable[tuple[str, str]]) -> None:
    """Note where reports were found, as (report, source): a set, and only of reports that are there."""
    store.change(
        "INSERT INTO origin SELECT report, source FROM coming c WHERE report IN (SELECT id FROM report) "
        "AND NOT EXISTS (SELECT 1 FROM origin o WHERE o.report = c.report AND o.source = c.source)",
        coming=pair_table(sorted(set(origins)), ("report", "source")),
    )


def write_faults(store: Store, faults: Iterable[Fault]) -> None:
    """Note what could not be read or coded, as a set; then drop what has been read after all.

    A fault of a document goes when the document is there, one of a whole source when a report was read from it; so which came
    first, the failure or the success, leaves no trace.
    """
    rows = make_faults(faults)
    if rows.num_rows:
        same = " AND ".join(f"old.{name} IS NOT DISTINCT FROM coming.{name}" for name in rows.column_names)
        store.change(
            f"INSERT INTO fault SELECT DISTINCT * FROM coming WHERE NOT EXISTS (SELECT 1 FROM fault old WHERE {same})",
            coming=rows,
        )
    store.change(
        "DELETE FROM fault WHERE stage <> ? AND (document IN (SELECT id FROM report) "
        "OR (document IS NULL AND source IN (SELECT source FROM origin)))",
        [KEEPING],
    )


def remove_reports(store: Store, ids: Collection[str]) -> None:
    """Take out reports, their events, parties and words; where they were found stays noted."""
    remove_events(store, ids)
    gone = id_table(ids)
    for table, column in (("posting", "report"), ("remark", "document"), ("doubt", "document"), ("report", "id")):
        store.change(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM gone)", gone=gone)


def remove_traces(store: Store, ids: Collection[str]) -> None:
    """Take out where reports were found and what was wrong with them."""
    gone = id_table(ids)
    store.change("DELETE FROM origin WHERE report IN (SELECT id FROM gone)", gone=gone)
    store.change("DELETE FROM fault WHERE document IN (SELECT id FROM gone)", gone=gone)


def find_coded_otherwise(store: Store, coder: str, after: str, limit: int) -> list[str]:
    """Ids of reports that another version coded, sorted, those after an id; at most `limit`."""
    sql = "SELECT id FROM report WHERE coder <> ? AND id > ? ORDER BY id LIMIT ?"
    return first_column(store.rows(sql, [coder, after, limit]))


def count_to_code(store: Store, coder: str | None) -> int:
    """How many reports another version coded; None: how many there are."""
    sql = "SELECT count(*) FROM report WHERE coder IS DISTINCT FROM ?"
    return int(first_column(store.rows(sql, [coder]))[0])


def find_after(store: Store, after: str, limit: int) -> list[str]:
    """Ids of reports, sorted, those after an id; at most `limit`."""
    return first_column(store.rows("SELECT id FROM report WHERE id > ? ORDER BY id LIMIT ?", [after, limit]))


def lies_in(column: str, name: str = "?") -> str:
    """A condition in SQL, with `name` in it twice: the source in a column is the one of that name, or a line, member or file of it.

    "news.jsonl" means "news.jsonl:7" too, "news.zip" "news.zip!a.txt", a folder its files; "https" is no name of a source. The
    name stands without "/" at its end.
    """
    return f"starts_with({column}, {name}) AND regexp_matches(substr({column}, length({name}) + 1), '^($|[!/]|:[^/])')"


_LIES_IN = f"({lies_in('source', '$folder')})"


def find_named(store: Store, name: str) -> pa.Table:
    """What a person may mean by a name: columns `report` and `source` (null where it is the report's id or address).

    A source is named in full, or by what it lies in: "news.jsonl" for "news.jsonl:12", "news.zip" for "news.zip!a.txt", a folder.
    """
    return store.rows(
        "SELECT id AS report, NULL::VARCHAR AS source FROM report WHERE id = $name OR url = $name "
        f"UNION ALL SELECT report, source FROM origin WHERE {_LIES_IN}",
        _name_source(name),
    )


def _name_source(name: str) -> dict[str, str]:
    return {"name": name, "folder": name.rstrip("/")}


def find_with_origin(store: Store, ids: Iterable[str]) -> set[str]:
    """Those of the reports that are noted as found somewhere."""
    sql = "SELECT id FROM asked WHERE id IN (SELECT report FROM origin)"
    return set(first_column(store.rows(sql, asked=id_table(ids))))


def remove_found(store: Store, name: str) -> int:
    """Take out what is noted as found in a source, named as in `find_named`, and its faults; how many faults that were."""
    named = _name_source(name)
    store.change(f"DELETE FROM origin WHERE {_LIES_IN}", {"folder": named["folder"]})
    count = f"SELECT count(*) FROM fault WHERE {_LIES_IN} OR document = $name"
    faults = int(first_column(store.rows(count, named))[0])
    store.change(f"DELETE FROM fault WHERE {_LIES_IN} OR document = $name", named)
    return faults


class Content(NamedTuple):
    """How much an archive holds; `republished` are the reports that do not head their chain."""

    reports: int
    republished: int
    events: int
    happenings: int


def count_content(store: Store) -> Content:
    """Count what an archive holds."""
    sql = (
        "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM report WHERE root <> id), "
        "(SELECT count(*) FROM event), (SELECT count(*) FROM happening)"
    )
    return Content(*(int(column[0].as_py()) for column in store.rows(sql).columns))

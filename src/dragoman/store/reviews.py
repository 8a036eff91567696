"""What people say of the record: reviews go in and come out, and beside the corrected events those that were coded."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

import msgspec
import pyarrow as pa

from dragoman.record.document import Document
from dragoman.record.event import Coded, Event
from dragoman.record.review import ADDED_BY_REVIEW, Anchor, Review
from dragoman.store.outlooks import CONDITION, CONTENT, make_expectations, to_expectations
from dragoman.store.reports import CITE_INFO, read_reports
from dragoman.store.rows import make_events, to_event
from dragoman.store.store import Store, first_column, id_table, one_number

_TEXT = pa.string()
# What coded_event has behind the columns of event.
OWN = ("verdict", "reviewers", "contested")
_OWN_TYPES = {"verdict": _TEXT, "reviewers": pa.list_(_TEXT), "contested": pa.bool_()}
# The events of a report as they were coded: those that reviews left alone, and those that were set aside.
AS_CODED = (
    f"SELECT * FROM event WHERE coder <> '{ADDED_BY_REVIEW}' AND id NOT IN (SELECT id FROM coded_event) "
    f"UNION ALL BY NAME SELECT * EXCLUDE ({', '.join(OWN)}) FROM coded_event"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An event as it was coded, and what came of the reviews of it: accepted, corrected or rejected, by whom, agreed or not."""

    event: Event
    verdict: str
    reviewers: tuple[str, ...]
    contested: bool


def read_reviews(store: Store, documents: Collection[str] | None = None) -> list[Review]:
    """Reviews in the order in which they were made: those about some reports (and what undoes them), or all."""
    if documents is None:
        return [to_review(row) for row in store.rows("SELECT * FROM review ORDER BY number").to_pylist()]
    if not documents:
        return []
    sql = "SELECT * FROM review WHERE list_has_any(documents, (SELECT list(id) FROM asked)) ORDER BY number"
    return [to_review(row) for row in store.rows(sql, asked=id_table(documents)).to_pylist()]


def read_reviews_of(store: Store, actions: Collection[str]) -> list[Review]:
    """The reviews of some actions, and all undos, in the order in which they were made: what is needed to know which of them stand."""
    sql = "SELECT * FROM review WHERE action IN (SELECT id FROM asked) ORDER BY number"
    return [to_review(row) for row in store.rows(sql, asked=id_table({*actions, "undo"})).to_pylist()]


def count_reviews(store: Store) -> int:
    """How many reviews there are."""
    return one_number(store.rows("SELECT count(*) FROM review"))


def find_last_number(store: Store) -> int:
    """The number of the last review, 0 where there is none."""
    return one_number(store.rows("SELECT coalesce(max(number), 0) FROM review"))


def write_reviews(store: Store, reviews: Iterable[Review]) -> None:
    """Add reviews."""
    text, whole = pa.string(), pa.int64()
    anchor = [
        ("document", text),
        ("event", text),
        ("start", whole),
        ("end", whole),
        ("type", text),
        ("ordinal", pa.int32()),
    ]
    schema = pa.schema(
        [("number", pa.int32()), ("made_at", pa.timestamp("us")), ("documents", pa.list_(text))]
        + [("about", pa.list_(pa.struct(anchor)))]
        + [(n, text) for n in ("id", "action", "made_by", "why", "value", "undoes")]
    )
    store.put("review", pa.Table.from_pylist([_to_row(review) for review in reviews], schema=schema))


def _to_row(review: Review) -> dict[str, Any]:
    return {
        "number": review.number,
        "id": review.id,
        "action": review.action,
        "made_by": review.by,
        "made_at": review.at.astimezone(UTC).replace(tzinfo=None),
        "why": review.why,
        "documents": list(review.documents),
        "about": [msgspec.to_builtins(anchor) for anchor in review.about],
        "value": json.dumps(review.value, ensure_ascii=False, sort_keys=True),
        "undoes": review.undoes,
    }


def to_review(row: Mapping[str, Any]) -> Review:
    """A row of `review` as the Review that it was."""
    return Review(
        id=row["id"],
        number=row["number"],
        action=row["action"],
        by=row["made_by"],
        at=row["made_at"].replace(tzinfo=UTC),
        why=row["why"],
        documents=tuple(row["documents"]),
        about=tuple(Anchor(**anchor) for anchor in row["about"]),
        value=json.loads(row["value"]),
        undoes=row["undoes"],
    )


def forget_reviews(store: Store, documents: Collection[str]) -> None:
    """Take out what was said of reports that are forgotten; of a review of events of several reports the rest stays."""
    gone = set(documents)
    touched = read_reviews(store, gone)
    if not touched:
        return
    names = id_table(review.id for review in touched)
    store.change("DELETE FROM review WHERE id IN (SELECT id FROM gone)", gone=names)
    kept = [_without(review, gone) for review in touched if not gone.issuperset(review.documents)]
    write_reviews(store, kept)


def _without(review: Review, gone: Collection[str]) -> Review:
    documents = tuple(d for d in review.documents if d not in gone)
    return replace(review, documents=documents, about=tuple(a for a in review.about if a.document not in gone))


@dataclass(frozen=True, slots=True, kw_only=True)
class AsCoded:
    """A report as it was coded, whatever reviews say of it; `numbers` are the places of its events, by id."""

    coded: Coded
    numbers: Mapping[str, int]

    @property
    def document(self) -> Document:
        """The report."""
        assert self.coded.document is not None
        return self.coded.document


def read_coded(store: Store, ids: Collection[str]) -> dict[str, AsCoded]:
    """Those of the reports that are known, each as it was coded."""
    documents = read_reports(store, ids)
    rows = store.rows(
        f"SELECT e.*, {CITE_INFO} AS cite_info FROM ({AS_CODED}) e JOIN report r ON e.document = r.id "
        "SEMI JOIN asked a ON e.document = a.id ORDER BY e.document, e.number",
        asked=id_table(ids),
    ).to_pylist()
    expected = _read_expectations(store, [row["id"] for row in rows])
    found: dict[str, list[Mapping[str, Any]]] = {id: [] for id in documents}
    for row in rows:
        found[row["document"]].append(row)
    return {id: _to_coded(document, found[id], expected) for id, document in documents.items()}


def _read_expectations(store: Store, events: Iterable[str]) -> dict[str, dict[str, Any]]:
    sql = (
        "SELECT * FROM expectation SEMI JOIN asked ON event = asked.id WHERE event NOT IN (SELECT id FROM coded_event) "
        "UNION ALL BY NAME SELECT * FROM coded_expectation SEMI JOIN asked ON event = asked.id"
    )
    return to_expectations(store.rows(sql, asked=id_table(events)).to_pylist())


def _to_coded(
    document: Document, rows: Sequence[Mapping[str, Any]], expected: Mapping[str, Mapping[str, Any]]
) -> AsCoded:
    own = {row["id"]: expected.get(row["id"], {}) for row in rows}
    coded = Coded(
        document=document,
        events=tuple(to_event(row) for row in rows),
        expected={id: acts[CONTENT] for id, acts in own.items() if CONTENT in acts},
        awaited={id: acts[CONDITION] for id, acts in own.items() if CONDITION in acts},
    )
    return AsCoded(coded=coded, numbers={row["id"]: row["number"] for row in rows})


def write_set_aside(store: Store, report: AsCoded, aside: Sequence[SetAside]) -> None:
    """Keep events of a report as they were coded, and what came of the reviews of them."""
    ids = {one.event.id for one in aside}
    coded = Coded(
        document=report.document,
        events=tuple(one.event for one in aside),
        expected={id: act for id, act in report.coded.expected.items() if id in ids},
        awaited={id: act for id, act in report.coded.awaited.items() if id in ids},
    )
    rows = make_events([coded], report.numbers)
    for name, type in _OWN_TYPES.items():
        values = [list(v) if isinstance(v := getattr(one, name), tuple) else v for one in aside]
        rows = rows.append_column(name, pa.array(values, type))
    store.put("coded_event", rows)
    store.put("coded_expectation", make_expectations([coded]))


def find_reviewed(store: Store) -> set[str]:
    """The reports whose events are not as they were coded."""
    sql = f"SELECT document FROM coded_event UNION SELECT document FROM event WHERE coder = '{ADDED_BY_REVIEW}'"
    return set(first_column(store.rows(sql)))


def find_documents(store: Store, events: Collection[str]) -> dict[str, str]:
    """The reports of events, by the event's id, whether they stand or were rejected."""
    sql = "SELECT id, document FROM event SEMI JOIN asked USING (id) UNION SELECT id, document FROM coded_event SEMI JOIN asked USING (id)"
    rows = store.rows(sql, asked=id_table(events))
    return dict(zip(first_column(rows), rows.column(1).to_pylist(), strict=True))

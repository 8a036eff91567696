"""An Arrow table of documents comes in; an Arrow table with a row for each, its events or its fault, goes out.

`code_batch` is pure and picklable: give it to a process pool, to Ray's map_batches, to Spark's mapInArrow.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.flow import code_document
from dragoman.kit import load_kit
from dragoman.read import make_document
from dragoman.record.arrow import event_schema, make_row
from dragoman.record.fault import Fault

if TYPE_CHECKING:
    import pyarrow as pa


def batch_schema() -> "pa.Schema":
    """One row a document: `document` id, `events` as record.md's rows, `fault` (null where all went well)."""
    import pyarrow as pa

    events = pa.list_(pa.struct(list(event_schema())))
    fault = pa.struct([(name, pa.string()) for name in Fault.__dataclass_fields__])
    return pa.schema([("document", pa.string()), ("events", events), ("fault", fault)])


def code_batch(documents: "pa.Table") -> "pa.Table":
    """Code a table of documents.

    Columns: `text` (string, required); `id`, `published` (date or ISO string), `title`, `url`, `publication`,
    `language` and `author` are used where they are there. The result has as many rows, in the same order:
    "read, nothing found" is an empty list of events, "failed" is a fault.

    Raises:
        UsageError: there is no column `text`.
    """
    import pyarrow as pa

    if "text" not in documents.column_names:
        raise UsageError(f"code_batch needs a column 'text'; the table has: {', '.join(documents.column_names)}")
    rows = [_code_row(row) for row in documents.to_pylist()]
    return pa.Table.from_pylist(rows, schema=batch_schema())


def _code_row(row: dict[str, Any]) -> dict[str, Any]:
    published = row.get("published", row.get("date"))
    if isinstance(published, str):
        try:
            published = date.fromisoformat(published[:10])
        except ValueError:
            reason = f"published {published!r} is no ISO date"
            return _fault_row(Fault(source=None, document=row.get("id"), stage="read", kind="source", reason=reason))
    given = {name: row.get(name) for name in ("id", "title", "url", "publication", "language", "author")}
    document = make_document(row["text"] or "", published=published, **given)
    if isinstance(document, Fault):
        return _fault_row(document)
    coded = code_document(document, load_kit())
    if coded.fault is not None:
        return _fault_row(coded.fault)
    return {"document": document.id, "events": [make_row(event) for event in coded.events], "fault": None}


def _fault_row(fault: Fault) -> dict[str, Any]:
    return {
        "document": fault.document,
        "events": [],
        "fault": {name: getattr(fault, name) for name in Fault.__dataclass_fields__},
    }

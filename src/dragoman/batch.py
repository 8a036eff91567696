"""An Arrow table of documents comes in; an Arrow table with a row for each, its events or its fault, goes out.

`code_batch` is pure and picklable: give it to a process pool, to Polars, to DuckDB. `CodeBatch` is the same for engines that make an object once a
worker and call it for batch after batch, such as Ray's map_batches and Spark's mapInArrow: a report that ends the process that codes it
does not end theirs.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from dragoman.crew import MAKER, Crew
from dragoman.errors import UsageError
from dragoman.plug import load
from dragoman.read import make_document
from dragoman.record.arrow import event_schema, make_row
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.fault import Fault

if TYPE_CHECKING:
    import pyarrow as pa

_KIT, _CODING = "dragoman.kit:load_kit", "dragoman.flow:code_documents"


def batch_schema() -> "pa.Schema":
    """One row a document: `document` id, `events` as record.md's rows, `fault` (null where all went well)."""
    import pyarrow as pa

    events = pa.list_(pa.struct(list(event_schema())))
    fault = pa.struct([(name, pa.string()) for name in Fault.__dataclass_fields__])
    return pa.schema([("document", pa.string()), ("events", events), ("fault", fault)])


def code_batch(documents: "pa.Table") -> "pa.Table":
    """Code a table of documents, in this process.

    Columns: `text` (string, required); `id`, `published` or `date` (date, time or ISO string), `title`, `url`, `publication`,
    `language` and `author` are used where they are there (a number as an id becomes its digits). The result has as many rows, in the same order:
    "read, nothing found" is an empty list of events, "failed" is a fault.

    Raises:
        UsageError: there is no column `text`.
        ModelError, CodebookError: coding cannot begin.
    """
    # By name, since who only hands documents to another process needs no models, nor what loads them.
    return _code_table(documents, partial(load(_CODING), kit=load(_KIT)()))


class CodeBatch:
    """`code_batch` as an object that codes in a process of its own, which loads the models once, at the first table.

    A report that ends that process, time and again, is a fault of the kind `crash`, and all others are coded; so it ends neither the
    worker that holds this object nor the batch. Picklable: a copy starts a process of its own. That process ends with the one that started
    it; as a context (`with CodeBatch() as code:`) it ends when the context is left, which matters where a worker goes on to other work.
    """

    # Makes what the process codes with, as `Crew` is told.
    maker = MAKER

    def __init__(self) -> None:
        self._crew: Crew | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        crew, self._crew = self._crew, None
        if crew is not None:
            crew.__exit__(kind, error, trace)

    def __call__(self, documents: "pa.Table") -> "pa.Table":
        """As `code_batch`.

        Raises:
            UsageError: there is no column `text`.
            DragomanError: coding cannot begin.
        """
        if self._crew is None:
            self._crew = Crew(1, maker=self.maker).__enter__()
        return _code_table(documents, self._crew.code_documents)

    def __reduce__(self) -> tuple[type["CodeBatch"], tuple[()]]:
        return type(self), ()


def _code_table(documents: "pa.Table", code: Callable[[Iterable[Document | Fault]], Iterator[Coded]]) -> "pa.Table":
    import pyarrow as pa

    if "text" not in documents.column_names:
        raise UsageError(f"code_batch needs a column 'text'; the table has: {', '.join(documents.column_names)}")
    coded = code(_make_document(row) for row in documents.to_pylist())
    return pa.Table.from_pylist([_make_row(one) for one in coded], schema=batch_schema())


def _make_document(row: dict[str, Any]) -> Document | Fault:
    words = {name: row.get(name) for name in ("id", "title", "url", "publication", "language", "author")}
    given = {name: None if value is None else str(value) for name, value in words.items()}
    published = row.get("published", row.get("date"))
    if isinstance(published, datetime):
        published = published.date()
    if isinstance(published, str):
        try:
            published = date.fromisoformat(published[:10])
        except ValueError:
            reason = f"published {published!r} is no ISO date"
            return Fault(source=None, document=given["id"], stage="read", kind="source", reason=reason)
    return make_document(row["text"] or "", published=published, **given)


def _make_row(coded: Coded) -> dict[str, Any]:
    fault = coded.fault
    if fault is not None:
        told = {name: getattr(fault, name) for name in Fault.__dataclass_fields__}
        return {"document": fault.document, "events": [], "fault": told}
    assert coded.document is not None
    return {"document": coded.document.id, "events": [make_row(event) for event in coded.events], "fault": None}

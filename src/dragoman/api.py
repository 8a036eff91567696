"""A text or documents come in; events go out: the library's front door, as simple as the command line."""

from collections.abc import Iterable, Iterator
from datetime import date

from dragoman import flow
from dragoman.errors import DragomanError, UsageError
from dragoman.kit import load_kit
from dragoman.read import make_document, read_documents
from dragoman.record.document import Document
from dragoman.record.event import Coded, Event
from dragoman.record.fault import Fault

__all__ = ["code_documents", "read_documents", "read_text"]


def read_text(
    text: str, published: date | str | None = None, *, title: str | None = None, id: str | None = None
) -> list[Event]:
    """Code one text.

    Args:
        text: the report, kept exactly as given: all offsets count its Unicode code points.
        published: the publication date (a date or "2020-12-27"), from which "Sunday" is counted.
        title: the headline, which helps to tell who is who; it is not coded.
        id: the document's id; without one, a hash of text and date.

    Raises:
        UsageError: `published` is no date.
        DragomanError: the text cannot be coded (it is empty, or not English).
    """
    document = make_document(text, published=_to_date(published), title=title, id=id)
    if isinstance(document, Fault):
        raise DragomanError(document.reason)
    return list(flow.code_document(document, load_kit(strict=True)).events)


def code_documents(documents: Iterable[Document | Fault]) -> Iterator[Coded]:
    """Code documents one by one, streaming; one that fails yields a Coded with a fault in its place."""
    return flow.code_documents(documents, load_kit())


def _to_date(value: date | str | None) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"published: {value!r} is no date such as 2020-12-27") from error

"""Comes in: one row of a table, column → value. Goes out: its Document or Fault.

All tables (JSONL, JSON, CSV, Parquet) share this: which columns mean what, and what a bad value does to its
row.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dragoman.errors import UsageError
from dragoman.read.dates import parse_date
from dragoman.read.document import make_document
from dragoman.read.source import Options, make_fault, quote_value
from dragoman.record.document import Document
from dragoman.record.fault import Fault

FIELDS = ("id", "published", "date", "title", "text", "html", "url", "publication", "language", "author")
"""The fields of an article; a column of that name, in any case, fills it. `published` goes before `date`."""


def check_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    """Check a mapping of field → column name; raise UsageError for a field that there is not."""
    for name in columns or {}:
        if name not in FIELDS:
            raise UsageError(f"{quote_value(name)} is no field of an article: there are {', '.join(FIELDS)}")
    return dict(columns or {})


def match_columns(names: Iterable[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Find each field's column among a table's names: a mapped one as it is written, others in any case."""
    names = list(names)
    by_name = {name.strip().casefold(): name for name in reversed(names)}
    found = {name: by_name[name] for name in FIELDS if name in by_name}
    if "date" in columns and "published" not in columns:
        found.pop("published", None)  # what the user names goes before what the table happens to have
    if "html" in columns and "text" not in columns:
        found.pop("text", None)
    found.update(columns)
    return {name: column for name, column in found.items() if column in names}


def describe_missing(names: Iterable[str], columns: Mapping[str, str]) -> str | None:
    """Say in one line what keeps a table with these columns from being read, None if nothing does."""
    names = list(names)
    listed = ", ".join(str(name)[:60] for name in names[:20]) or "none"
    for name, column in columns.items():
        if column not in names:
            return f"there is no column {quote_value(column)} (asked for as {name}); the columns are: {listed}"
    if not {"text", "html"} & match_columns(names, columns).keys():
        return f"there is no column named text or html; map one, such as text=body; the columns are: {listed}"
    return None


@dataclass(slots=True)
class RowReader:
    """Turns the rows of one table into Documents, and remembers their ids: no id stands for two rows."""

    options: Options
    _lines: dict[str, int] = field(default_factory=dict)

    def read_row(self, row: Mapping[str, object], label: str, number: int) -> Document | Fault:
        """Read row `number` of the table `label`; a bad date or text, or an id used twice, is a Fault."""
        place = f"{label}:{number}"
        fields = match_columns(row, self.options.columns)
        values = {name: row[column] for name, column in fields.items()}
        id = _as_words(values.get("id"))
        if id is not None and id in self._lines:
            reason = f"the id {quote_value(id)} was used before, at {label}:{self._lines[id]}"
            return make_fault(place, reason, document=id)
        try:
            if not {"text", "html"} & values.keys():
                raise ValueError(describe_missing(row, self.options.columns) or "there is no text or html")
            document = self._make_document(values, id, place)
        except ValueError as error:
            return make_fault(place, str(error), document=id)
        if isinstance(document, Fault):
            return document
        if document.id in self._lines:
            reason = f"the same text and date stand at {label}:{self._lines[document.id]}"
            return make_fault(place, reason, document=document.id, kind="skipped")
        self._lines[document.id] = number
        return document

    def _make_document(self, values: Mapping[str, object], id: str | None, place: str) -> Document | Fault:
        published = _pick_date(values, self.options.published)
        words = {name: _as_words(values.get(name)) for name in ("title", "url", "publication", "language", "author")}
        text = _pick_text(values, "text")
        if text is None or (not text.strip() and values.get("html")):
            html = _pick_text(values, "html")
            if html is None:
                return make_fault(place, "the text is empty", document=id, kind="skipped")
            # Loaded here: a table of plain text needs no HTML parser.
            from dragoman.read.webpage import extract_page

            page = extract_page(html)
            text, published = page.text, published or page.published
            for name in words:
                words[name] = words[name] or getattr(page, name)
        if words["author"]:
            words["author"] = re.sub(r"\A(?:By|BY|by)\s+", "", words["author"])
        return make_document(text, published=published, id=id, source=place, **words)


# How programs write that there is nothing.
_NOTHING = frozenset(["", "None", "N/A", "NA", "NULL", "NaN", "NaT", "nan", "null"])


def _pick_text(values: Mapping[str, object], name: str) -> str | None:
    value = values.get(name)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"the {name} is no text but {quote_value(value)}")


def _pick_date(values: Mapping[str, object], override: date | None) -> date | None:
    if override:
        return override
    for name in ("published", "date"):
        value = values.get(name)
        if value is None or str(value).strip() in _NOTHING:
            continue
        try:
            return parse_date(value)
        except ValueError as error:
            raise ValueError(f"the {name} {quote_value(value)} {error}") from None
    return None


def _as_words(value: object) -> str | None:
    """Turn a cell into words: lists are joined, a nested {"name": …} gives its name, blanks are nothing."""
    if isinstance(value, str):
        return None if value.strip() in _NOTHING else value.strip()
    if isinstance(value, list):
        return ", ".join(filter(None, map(_as_words, value))) or None
    if isinstance(value, Mapping):
        return _as_words(value.get("name"))
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else (str(value) if value == value else None)
    return str(value)

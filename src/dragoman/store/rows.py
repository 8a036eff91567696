"""Coded reports come in; Arrow rows for the tables of an archive go out, and rows come back as records."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import msgspec
import pyarrow as pa

from dragoman.record.arrow import event_schema, make_row
from dragoman.record.document import CiteInfo, Document
from dragoman.record.event import Coded, Event
from dragoman.record.fault import Fault
from dragoman.record.happening import Happening
from dragoman.record.words import fold_words

# What a report's row takes from its CiteInfo as it is; `published` is the document's own.
CITED = ("language", "url", "title", "author", "publication", "retrieved", "translated_by", "republished_from")
ROLES = ("actor", "recipient", "attribution")


def text_digest(text: str) -> str:
    """A short name of a text: equal texts have equal ones, and in practice only they."""
    return sha256(text.encode()).hexdigest()[:16]


def spell_out(label: Any) -> Any:
    """A label with what cannot be stored (the bytes of a file's name that are no text) spelled out; anything else as it is."""
    return label.encode("utf-8", "backslashreplace").decode() if isinstance(label, str) else label


def make_reports(coded: Sequence[Coded], coder: str) -> pa.Table:
    """A row of `report` for each; every report heads its own chain until links are drawn."""
    text, whole = pa.string(), pa.int64()
    furniture = pa.list_(pa.struct([("start", whole), ("end", whole)]))
    names = ("id", "text", *CITED, "coder", "root", "digest")
    schema = pa.schema([(n, text) for n in names] + [("published", pa.date32()), ("furniture", furniture)])
    return pa.Table.from_pylist([_report_row(d, coder) for d in _documents(coded)], schema=schema)


def _report_row(document: Document, coder: str) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(document.cite_info, name) for name in CITED}
    return row | {
        "id": document.id,
        "text": document.text,
        "published": document.published,
        "furniture": [{"start": start, "end": end} for start, end in document.furniture],
        "coder": coder,
        "root": document.id,
        "digest": text_digest(document.text),
    }


def make_events(coded: Sequence[Coded], numbers: Mapping[str, int] = MappingProxyType({})) -> pa.Table:
    """A row of `event` for each event; its number is that of `numbers`, by id, else its place among those of its report."""
    extra = [("number", pa.int32()), ("day", pa.date32()), ("sentence_text", pa.string())]
    schema = pa.schema([f for f in event_schema() if f.name != "cite_info"] + [pa.field(n, t) for n, t in extra])
    rows = []
    for one in coded:
        for number, event in enumerate(one.events):
            row = make_row(event)
            row["number"] = numbers.get(event.id, number)
            if one.document is not None:
                row["day"] = event.date or one.document.published
                row["sentence_text"] = one.document.text[event.sentence.start : event.sentence.end]
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=schema)


def make_parties(coded: Sequence[Coded]) -> pa.Table:
    """A row of `party` for each actor, recipient and voucher of each event."""
    text = pa.string()
    names = ("event", "role", "code", "entity_text", "identifier_text", "identifier_id", "office")
    schema = pa.schema([(n, text) for n in names] + [("place", pa.int32()), ("sector", pa.list_(text))])
    rows = [
        {
            "event": event.id,
            "role": role,
            "place": place,
            "code": party.code,
            "sector": list(party.sector),
            "entity_text": party.entity_text,
            "identifier_text": party.identifier_text,
            "identifier_id": party.identifier_id,
            "office": party.office,
        }
        for one in coded
        for event in one.events
        for role in ROLES
        for place, party in enumerate(getattr(event, role))
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def make_postings(coded: Sequence[Coded]) -> pa.Table:
    """A row of `posting` for each word of each report's title and text, once a report; sorted by word, which packs well."""
    pairs = sorted(
        (word, document.id)
        for document in _documents(coded)
        for word in set(fold_words(f"{document.cite_info.title or ''} {document.text}"))
    )
    return pair_table(pairs, ("word", "report"))


def make_faults(faults: Iterable[Fault]) -> pa.Table:
    """A row of `fault` for each."""
    schema = pa.schema([(name, pa.string()) for name in Fault.__dataclass_fields__])
    return pa.Table.from_pylist([msgspec.to_builtins(fault) for fault in faults], schema=schema)


def make_happenings(happenings: Iterable[Happening]) -> pa.Table:
    """A row of `happening` for each."""
    text, whole, day = pa.string(), pa.int64(), pa.date32()
    like_event = {f.name: f.type for f in event_schema()}
    own = {
        "reports": pa.list_(text),
        "events": pa.list_(text),
        "independent_sources": whole,
        "first_reported": day,
        "last_reported": day,
        "disagreements": pa.list_(
            pa.struct(
                [
                    ("field", text),
                    ("values", pa.list_(pa.struct([("value", text), ("events", pa.list_(text))]))),
                ]
            )
        ),
    }
    names = Happening.__dataclass_fields__
    schema = pa.schema([(n, own.get(n) or like_event[n]) for n in names])
    rows = [msgspec.to_builtins(happening, builtin_types=(date,)) for happening in happenings]
    return pa.Table.from_pylist(rows, schema=schema)


def pair_table(pairs: Iterable[tuple[str, str]], names: tuple[str, str]) -> pa.Table:
    """Pairs of strings as an Arrow table with two columns of the given names."""
    first, second = zip(*pairs, strict=True) if pairs else ((), ())
    return pa.table({names[0]: pa.array(first, pa.string()), names[1]: pa.array(second, pa.string())})


def to_document(row: Mapping[str, Any]) -> Document:
    """A row of `report` as the Document that it was."""
    cite = CiteInfo(published=row["published"], **{name: row[name] for name in CITED})
    return Document(
        id=row["id"],
        text=row["text"],
        published=row["published"],
        language=row["language"] or "en",
        cite_info=cite,
        furniture=tuple((span["start"], span["end"]) for span in row["furniture"]),
    )


def to_event(row: Mapping[str, Any]) -> Event:
    """A row of `event`, with its report's `cite_info`, as the Event that it was; further columns are passed over."""
    event: Event = msgspec.convert(row, Event, builtin_types=(date,))
    return event


def _documents(coded: Sequence[Coded]) -> list[Document]:
    return [one.document for one in coded if one.document is not None]

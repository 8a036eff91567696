"""A gold file in the annotators' form and its documents come in, strictly checked; Reports go out.

docs.json   [{id, published, title, text, sentences: [[start, end], …], source?}, …], or the same as JSON lines
gold.jsonl  {id, events: [{s, type, mode, trigger, actors, recipients, status, …}]} a line (docs/check.md)
"""

import json
from collections.abc import Iterable
from pathlib import Path

from dragoman.codebook.load import STATUSES
from dragoman.errors import SourceError, UsageError
from dragoman.evaluate.lines import Row, read_rows, take
from dragoman.evaluate.told import Party, Report, Told
from dragoman.read.rows import RowReader
from dragoman.read.source import Options
from dragoman.record.document import Document
from dragoman.record.fault import Fault
from dragoman.segment import split_sentences

GOLD_NAME, DOCS_NAME = "gold.jsonl", "docs.json"
# How the gold form writes that a country is not known.
NO_COUNTRY = "---"


def find_files(gold: Path, docs: Path | None) -> tuple[Path, Path]:
    """The gold file and the documents' file: a folder stands for both, and documents lie beside the gold.

    Raises:
        SourceError: one of them is not there.
    """
    if gold.is_dir():
        gold = gold / GOLD_NAME
    if docs is not None and docs.is_dir():
        docs = docs / DOCS_NAME
    docs = docs or gold.parent / DOCS_NAME
    for path in (gold, docs):
        if not path.is_file():
            raise SourceError(str(path), "there is no such file")
    return gold, docs


def read_gold(gold: Path, docs: Path, types: Iterable[str], only: frozenset[str] = frozenset()) -> list[Report]:
    """Read the annotated reports, in the order of the gold file; `only` keeps those ids.

    Raises:
        SourceError: something in a file is wrong; file, line and reason are named.
        UsageError: `only` names a report that the gold does not have.
    """
    rows = _index(docs)
    reader = RowReader(Options())
    reports: dict[str, Report] = {}
    seen: dict[str, str] = {}
    known = frozenset(types)
    for place, row in read_rows(gold):
        id = _take_id(row, place)
        if id in seen:
            raise SourceError(place, f"the id {id!r} was used before, at {seen[id]}")
        seen[id] = place
        if id not in rows:
            raise SourceError(place, f"there is no document {id!r} in {docs}")
        if not only or id in only:
            reports[id] = _make_report(row, place, *rows[id], reader, known)
    if not seen:
        raise SourceError(str(gold), "there is no annotated report in it")
    if missing := sorted(only - set(seen)):
        raise UsageError(f"--only: {', '.join(missing)}: no such report in {gold}")
    return list(reports.values())


def _index(docs: Path) -> dict[str, tuple[str, Row]]:
    rows: dict[str, tuple[str, Row]] = {}
    for place, row in read_rows(docs):
        id = _take_id(row, place)
        if id in rows:
            raise SourceError(place, f"the id {id!r} was used before, at {rows[id][0]}")
        rows[id] = (place, row)
    return rows


def _take_id(row: Row, place: str) -> str:
    return str(take(row, "id", (str, int), place))


def _make_report(row: Row, place: str, docs_place: str, given: Row, reader: RowReader, types: frozenset[str]) -> Report:
    document = _make_document(given, docs_place, reader)
    sentences = _take_sentences(given, docs_place, document)
    told = []
    for number, event in enumerate(take(row, "events", list, place), 1):
        where = f"{place}: event {number}"
        if not isinstance(event, dict):
            raise SourceError(where, f"expected a JSON object, found {json.dumps(event)[:60]}")
        told.append(_make_told(event, where, sentences, document.text, types))
    source = next((str(given[k]) for k in ("source", "genre") if given.get(k)), document.id.split("-")[0])
    return Report(document=document, source=source, sentences=sentences, gold=tuple(told))


def _make_document(given: Row, place: str, reader: RowReader) -> Document:
    """The document just as `dragoman read` makes it of a line of JSON."""
    file, _, line = place.rpartition(":")
    row = {name: given.get(name) for name in ("id", "title", "text")}
    row["date"] = given.get("published") or given.get("date")
    document = reader.read_row(row, file, int(line))
    if isinstance(document, Fault):
        raise SourceError(place, f"{given.get('id')}: {document.reason}")
    return document


def _take_sentences(given: Row, place: str, document: Document) -> tuple[tuple[int, int], ...]:
    """The annotators' sentences; where the documents' file has none, dragoman's own."""
    if given.get("sentences") is None:
        return tuple((s.start, s.end) for s in split_sentences(document))
    found = []
    for pair in take(given, "sentences", list, place):
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(n, int) for n in pair)):
            raise SourceError(place, f"{document.id}: a sentence is [start, end], not {json.dumps(pair)[:60]}")
        if not 0 <= pair[0] < pair[1] <= len(document.text):
            raise SourceError(
                place, f"{document.id}: sentence {pair} lies outside the text (0 to {len(document.text)})"
            )
        found.append((pair[0], pair[1]))
    return tuple(found)


def _make_told(
    event: Row, place: str, sentences: tuple[tuple[int, int], ...], text: str, types: frozenset[str]
) -> Told:
    number = take(event, "s", int, place)
    if not 0 <= number < len(sentences):
        raise SourceError(place, f"'s' is {number}, but the document has the sentences 0 to {len(sentences) - 1}")
    kind, status = take(event, "type", str, place), take(event, "status", str, place, default="actual")
    if kind not in types:
        raise SourceError(place, f"the type {kind!r} is none of {', '.join(sorted(types))}")
    if status not in STATUSES:
        raise SourceError(place, f"the status {status!r} is none of {', '.join(sorted(STATUSES))}")
    trigger = take(event, "trigger", str, place)
    start = event.get("trigger_start")
    if start is not None and text[start : start + len(trigger)] != trigger:
        raise SourceError(place, f"'trigger_start' is {start}, but {trigger!r} does not stand there")
    when, where = _take_object(event, "when", place), _take_object(event, "where", place)
    first = take(when, "start", str, place, default="")
    return Told(
        sentence=number,
        type=kind,
        mode=take(event, "mode", str, place, default=""),
        trigger=trigger,
        start=start,
        actors=_take_parties(event, "actors", place),
        recipients=_take_parties(event, "recipients", place),
        status=status,
        content=take(event, "content", str, place, default=""),
        condition=take(event, "condition", str, place, default=""),
        deadline=take(event, "deadline", str, place, default=""),
        attribution=take(event, "according_to", str, place, default=""),
        first=first,
        last=take(when, "end", str, place, default="") or first,
        place=take(where, "country", str, place, default=""),
    )


def _take_object(event: Row, name: str, place: str) -> Row:
    found: Row = take(event, name, dict, place, default={})
    return found


def _take_parties(event: Row, name: str, place: str) -> tuple[Party, ...]:
    parties = []
    for party in take(event, name, list, place, default=[]):
        if not isinstance(party, dict):
            raise SourceError(place, f"{name!r} holds no object but {json.dumps(party)[:60]}")
        country = take(party, "country", str, place, default="")
        parties.append(
            Party(
                mention=take(party, "mention", str, place),
                country="" if country == NO_COUNTRY else country,
                sector=take(party, "sector", str, place, default=""),
                name=take(party, "name", str, place, default=""),
            )
        )
    return tuple(parties)

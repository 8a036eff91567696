"""Comes in: a CSV file of what a person says about identities. Goes out: an Edit for each row, or the Fault that keeps it from being one."""

import calendar
import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.record.fault import Fault
from dragoman.record.identity import Edit

COLUMNS = ("action", "actor", "other", "value", "since", "until", "note")
NEEDED = COLUMNS[:2]
ACTIONS = ("same", "apart", "name", "office", "code")
_DELIMITERS = ",;\t"
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_CODE = re.compile(r"[A-Z]{3}")
_MONTHS = 12


def read_edits(path: Path) -> Iterator[tuple[str, Edit | Fault]]:
    """Give each row's Edit, or its Fault, behind its place ("edits.csv:3"); empty rows are passed over.

    Cells are set apart by comma, semicolon or tab; the first row names the columns, of which all but action and actor may be missing.

    Raises:
        SourceError: the file cannot be read, is no text in UTF-8, or its first row does not name these columns.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(str(path), f"is no text in UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise SourceError(str(path), error.strerror or str(error)) from error
    lines = text.splitlines(keepends=True)
    delimiter = max(_DELIMITERS, key=lambda d: lines[0].count(d)) if lines else ","
    table = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = [cell.strip().lower() for cell in next(table, [])]
        _check_header(header, f"{path}:1")
        number = table.line_num + 1
        for cells in table:
            place, number = f"{path}:{number}", table.line_num + 1
            if any(cell.strip() for cell in cells):
                yield place, _read_row(cells, header, place)
    except csv.Error as error:
        raise SourceError(f"{path}:{table.line_num}", f"no valid CSV from here on: {error}") from error


def _check_header(header: list[str], place: str) -> None:
    missing = [name for name in NEEDED if name not in header]
    strange = [name for name in header if name not in COLUMNS]
    twice = sorted({name for name in header if header.count(name) > 1})
    if missing:
        raise SourceError(place, f"the first row names no column {' and no '.join(missing)}")
    if strange or twice:
        said = f"{strange[0]!r} is none of the columns" if strange else f"{twice[0]!r} stands twice; the columns are"
        raise SourceError(place, f"{said} {', '.join(COLUMNS)}")


def _read_row(cells: list[str], header: list[str], place: str) -> Edit | Fault:
    if len(cells) > len(header):
        return _fault(place, f"the row has {len(cells)} cells where the first has {len(header)}")
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
    try:
        edit = Edit(
            action=row.get("action", "").lower(),
            actor=row.get("actor", ""),
            other=row.get("other") or None,
            value=" ".join(row.get("value", "").split()) or None,
            since=_read_day(row, "since"),
            until=_read_day(row, "until"),
            note=row.get("note") or None,
        )
    except ValueError as error:
        return _fault(place, str(error))
    reason = _find_reason(edit)
    return _fault(place, reason) if reason else edit


def _fault(place: str, reason: str) -> Fault:
    return Fault(source=place, document=None, stage="read", kind="edit", reason=reason)


def _read_day(row: Mapping[str, str], name: str) -> date | None:
    """A day, or the first (since) or last (until) one of a month or year; None for an empty cell.

    Raises:
        ValueError: it is none of these.
    """
    words = row.get(name, "")
    if not words:
        return None
    found = _DAY.fullmatch(words)
    if found is None:
        raise ValueError(f"{name}: {words!r} is no day, month or year such as 2020-12-27, 2020-12 or 2020")
    year, month = int(found[1]), int(found[2] or (1 if name == "since" else _MONTHS))
    try:
        last = 1 if name == "since" else calendar.monthrange(year, month)[1]
        return date(year, month, int(found[3] or last))
    except ValueError as error:
        raise ValueError(f"{name}: there is no day {words}") from error


def _find_reason(edit: Edit) -> str | None:
    """Why this is no edit, None where it is one."""
    if edit.action not in ACTIONS:
        return f"action: {edit.action!r} is none of {', '.join(ACTIONS)}"
    if not edit.actor:
        return "actor: the id of an actor is missing"
    if edit.since and edit.until and edit.until < edit.since:
        return f"until: {edit.until} lies before {edit.since}"
    if edit.actor == edit.other:
        return "other: it is the actor itself"
    if edit.action == "same" and (edit.other is None) == (edit.value is None):
        return "same: give either other (an actor's id) or value (a name)"
    if edit.action == "apart" and not (edit.other or edit.value):
        return "apart: give value (a name), other (an actor's id) or both"
    if edit.action in ("name", "office", "code") and not edit.value:
        return f"{edit.action}: value is missing"
    return _find_misplaced(edit)


def _find_misplaced(edit: Edit) -> str | None:
    if edit.action == "code" and not _CODE.fullmatch(edit.value or ""):
        return f"value: {edit.value!r} is no code of three capitals, such as TUR or NGO"
    if edit.action == "office" and edit.other and not _CODE.fullmatch(edit.other):
        return f"other: {edit.other!r} is no code of the country whose office it is, such as TUR"
    if edit.action in ("name", "code") and edit.other:
        return f"other: has no meaning for {edit.action}"
    if (edit.since or edit.until) and (edit.action in ("name", "code") or not edit.value):
        return "since, until: they bound the days of a value that is a name or an office, and of nothing else"
    return None

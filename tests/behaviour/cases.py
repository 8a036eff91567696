"""Comes in: cases/*.toml. Goes out: Case, each with its place (file:line); a fault in a file is told with file and line."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CASES = HERE / "cases"
WORDS = ("content", "condition", "deadline", "attribution")
FIELDS = {"event", "status", "actor", "recipient", "date", "enddate", "deadline_date", *WORDS}
KEYS = FIELDS | {"text", "and", "also", "why", "turn", "fills"}
TURNS = ("negate", "if", "future")
STATUSES = {"actual", "future", "hypothetical", "negated", "any"}


class CaseError(Exception):
    """A case file is wrong; the message begins with file:line."""


@dataclass(frozen=True, slots=True)
class Want:
    """What must hold of one event; a field that is None is not judged, [] is nobody."""

    event: str
    status: str = "actual"
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    date: str | None = None
    enddate: str | None = None
    deadline_date: str | None = None
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One hand-written report, unfilled, and what its record must hold; no `wants` means no event at all."""

    capability: str
    place: str
    text: str
    wants: tuple[Want, ...]
    also: tuple[str, ...] = ()
    turns: tuple[tuple[str, str], ...] = ()
    fills: int = 3


@dataclass
class _File:
    """One file's lines, so that a key can be told with its line."""

    path: Path
    lines: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)

    def place(self, number: int, key: str = "") -> str:
        """file:line of the key in the nth case, or of the case itself."""
        first = self.heads[number]
        last = self.heads[number + 1] if number + 1 < len(self.heads) else len(self.lines)
        named = (i for i in range(first, last) if key and re.match(rf"{re.escape(key)}\b", self.lines[i]))
        return f"{self.path.name}:{next(named, first) + 1}"


def load_cases(folder: Path = CASES) -> list[Case]:
    """Read all case files, sorted by name.

    Raises:
        CaseError: a file is not TOML, or a key, type, status or turn is not known.
    """
    cases: list[Case] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for case in _load_file(path):
            if case.text in seen:
                raise CaseError(f"{case.place}: the same text as {seen[case.text]}")
            seen[case.text] = case.place
            cases.append(case)
    return cases


def _load_file(path: Path) -> list[Case]:
    text = path.read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise CaseError(f"{path.name}:{line.group(1) if line else 1}: {error}") from error
    lines = text.splitlines()
    file = _File(path, lines, [i for i, line in enumerate(lines) if line.strip() == "[[case]]"])
    capability = table.get("capability")
    if not isinstance(capability, str) or set(table) != {"capability", "case"}:
        raise CaseError(f'{path.name}:1: a file has `capability = "…"` and [[case]] tables, nothing else')
    return [_make_case(capability, raw, file, n) for n, raw in enumerate(table["case"])]


def _make_case(capability: str, raw: dict[str, Any], file: _File, number: int) -> Case:
    for key in raw:
        if key not in KEYS:
            raise CaseError(f"{file.place(number, key)}: unknown key {key!r}; known: {', '.join(sorted(KEYS))}")
    for key in ("text", "event"):
        if not isinstance(raw.get(key), str):
            raise CaseError(f"{file.place(number)}: a case needs {key!r}")
    turns = raw.get("turn", {})
    if odd := set(turns) - set(TURNS):
        raise CaseError(f"{file.place(number, 'turn')}: unknown turn {sorted(odd)[0]!r}; known: {', '.join(TURNS)}")
    wants = [] if raw["event"] == "none" else [_make_want(raw, file, number)]
    for more in raw.get("and", []):
        if odd := set(more) - FIELDS:
            raise CaseError(f"{file.place(number, 'and')}: unknown key {sorted(odd)[0]!r}")
        wants.append(_make_want(more, file, number))
    return Case(
        capability=capability,
        place=file.place(number),
        text=raw["text"],
        wants=tuple(wants),
        also=tuple(raw.get("also", ())),
        turns=tuple(turns.items()),
        fills=raw.get("fills", 3),
    )


def _make_want(raw: dict[str, Any], file: _File, number: int) -> Want:
    status = raw.get("status", "actual")
    if odd := set(status.split("|")) - STATUSES:
        raise CaseError(f"{file.place(number, 'status')}: unknown status {sorted(odd)[0]!r}")
    if not re.fullmatch(r"[A-Z]+(/[a-z-]+)?(\|[A-Z]+(/[a-z-]+)?|\|[a-z-]+)*", raw.get("event", "")):
        raise CaseError(f"{file.place(number, 'event')}: {raw.get('event')!r} is not TYPE, TYPE/mode or TYPE/-")
    return Want(
        event=raw["event"],
        status=status,
        actor=_as_list(raw.get("actor")),
        recipient=_as_list(raw.get("recipient")),
        date=_as_text(raw.get("date")),
        enddate=_as_text(raw.get("enddate")),
        deadline_date=_as_text(raw.get("deadline_date")),
        words=tuple((k, "" if raw[k] == [] else raw[k]) for k in WORDS if k in raw),
    )


def _as_list(value: str | list[str] | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    return (value,) if isinstance(value, str) else tuple(value)


def _as_text(value: date | str | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value

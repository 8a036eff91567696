"""An archive comes in; how much it holds, from whom, coded by what, and what was done with it last goes out."""

from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from dragoman.ask.answer import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many rows an archive has of each kind, and the first and last day on which its reports came out."""

    reports: int
    events: int
    happenings: int
    actors: int
    faults: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a command that changed the archive, its times in UTC; a count that the command does not tell is None."""

    started: datetime
    ended: datetime | None
    command: str
    sources: tuple[str, ...]
    added: int | None
    known: int | None
    republished: int | None
    skipped: int | None
    failed: int | None
    events: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publication, None where the reports name none: how many reports, and when the first and the last came out."""

    name: str | None
    reports: int
    first: date | None
    last: date | None


def ask_size(store: Rows) -> Size:
    """How much the archive holds."""
    counts = ", ".join(
        f"(SELECT count(*) FROM {table}) AS {table}s" for table in ("report", "event", "happening", "actor", "fault")
    )
    days = "(SELECT min(published) FROM report) AS first, (SELECT max(published) FROM report) AS last"
    return Size(**store.rows(f"SELECT {counts}, {days}").to_pylist()[0])


def ask_runs(store: Rows, number: int) -> list[Run]:
    """The newest runs, newest first."""
    found = store.rows("SELECT * FROM run ORDER BY started DESC LIMIT ?", [number])
    return [msgspec.convert(row, Run, builtin_types=(datetime,)) for row in found.to_pylist()]


def ask_outlets(store: Rows, number: int) -> list[Outlet]:
    """The publications with most reports, most first."""
    found = store.rows(
        "SELECT publication AS name, count(*) AS reports, min(published) AS first, max(published) AS last"
        " FROM report GROUP BY publication ORDER BY reports DESC, name NULLS LAST LIMIT ?",
        [number],
    )
    return [Outlet(**row) for row in found.to_pylist()]


def ask_coders(store: Rows) -> dict[str, int]:
    """How many reports each version of the coder coded, most first."""
    found = store.rows("SELECT coder, count(*) AS n FROM report GROUP BY coder ORDER BY n DESC, coder")
    return dict(zip(found.column("coder").to_pylist(), found.column("n").to_pylist(), strict=True))

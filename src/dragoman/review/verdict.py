"""A person's word on the record comes in as JSON; Verdict, checked for its form alone, goes out (docs/review.md)."""

from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - values have a field named date
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from dragoman.errors import SourceError, UsageError
from dragoman.record.fault import Fault
from dragoman.record.review import ACTIONS

# What each action needs to be told beside itself; of several in one entry just one.
NEEDED = {
    "accept": (("event", "document"),),
    "correct": (("event",), ("set",)),
    "reject": (("event",),),
    "add": (("document",), ("set",)),
    "merge": (("happenings",),),
    "split": (("happening",), ("events",)),
    "state": (("commitment",), ("set",)),
    "undo": (("review",),),
}


class Stretch(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Where words stand in the report, [start, end); `text`, where it is given, must be those very words."""

    start: int
    end: int
    text: str | None = None


class Bound(Stretch, forbid_unknown_fields=True, frozen=True):
    """The words of a deadline, and the last day that they mean."""

    date: Day | None = None


class Who(Stretch, forbid_unknown_fields=True, frozen=True):
    """A mention of somebody, and who it is; `actor` is the id of an identity of the archive, which then fills in the rest."""

    code: str | None = None
    sector: tuple[str, ...] = ()
    name: str | None = None
    identifier_id: str | None = None
    office: str | None = None
    actor: str | None = None


class Spot(Stretch, forbid_unknown_fields=True, frozen=True):
    """A mention of a place; `geonameid` or `country_code` say which place of that name it is, `name` looks it up by another one."""

    name: str | None = None
    geonameid: int | None = None
    country_code: str | None = None


class Values(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The new values; what is not given stays as it is, what is null becomes unknown."""

    event: str | UnsetType = UNSET
    mode: str | UnsetType | None = UNSET
    status: str | UnsetType = UNSET
    trigger: Stretch | UnsetType = UNSET
    actor: tuple[Who, ...] | UnsetType = UNSET
    recipient: tuple[Who, ...] | UnsetType = UNSET
    attribution: tuple[Who, ...] | UnsetType = UNSET
    date: Day | UnsetType | None = UNSET
    enddate: Day | UnsetType | None = UNSET
    date_text: Stretch | UnsetType | None = UNSET
    event_loc: Spot | UnsetType | None = UNSET
    content: Stretch | UnsetType | None = UNSET
    condition: Stretch | UnsetType | None = UNSET
    deadline: Bound | UnsetType | None = UNSET
    state: str | UnsetType = UNSET
    since: Day | UnsetType = UNSET


class Verdict(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What a person says: an action, what it is about (ids), the new values, and why. `by` and `at` may be told for all at once."""

    action: str
    event: str | None = None
    document: str | None = None
    happening: str | None = None
    happenings: tuple[str, ...] | None = None
    events: tuple[str, ...] | None = None
    commitment: str | None = None
    review: str | None = None
    set: Values | None = None
    why: str | None = None
    by: str | None = None
    at: datetime | None = None


def read_verdict(words: Any) -> Verdict:
    """A verdict from what JSON makes of it.

    Raises:
        UsageError: it is none; the message names the field and what is allowed.
    """
    try:
        verdict = msgspec.convert(words, Verdict)
    except msgspec.ValidationError as error:
        raise UsageError(f"review: {str(error).replace('Object', 'the review').replace('`', chr(39))}") from error
    _check_form(verdict)
    return verdict


def read_verdicts(path: Path) -> Iterator[tuple[str, Verdict | Fault]]:
    """Give the verdict of each line of a JSONL file, or its Fault, behind its place ("reviews.jsonl:3"); empty lines are passed over.

    Raises:
        SourceError: the file cannot be read.
    """
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise SourceError(str(path), (error.strerror or str(error)).lower()) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            yield place, read_verdict(msgspec.json.decode(line))
        except (UsageError, msgspec.DecodeError, UnicodeDecodeError) as error:
            reason = " ".join(str(error).removeprefix("review: ").split())
            yield place, Fault(source=place, document=None, stage="read", kind="review", reason=reason)


def _check_form(verdict: Verdict) -> None:
    if verdict.action not in NEEDED:
        raise UsageError(f"action: {verdict.action!r} is none of {', '.join(ACTIONS)}")
    wanted = NEEDED[verdict.action]
    for choice in wanted:
        given = [name for name in choice if getattr(verdict, name) is not None]
        if len(given) != 1:
            raise UsageError(f"{verdict.action}: give {' or '.join(choice)}{', and not both' if given else ''}")
    allowed = {name for choice in wanted for name in choice} | {"action", "why", "by", "at"}
    for name in Verdict.__struct_fields__:
        if getattr(verdict, name) is not None and name not in allowed:
            raise UsageError(f"{name}: has no meaning for {verdict.action}")
    if verdict.set is not None:
        _check_values(verdict.action, verdict.set)
    if verdict.at is not None and verdict.at.tzinfo is None:
        raise UsageError("at: give the time with its zone, such as 2021-02-10T08:00:00Z")


def _check_values(action: str, values: Values) -> None:
    given = [name for name in Values.__struct_fields__ if getattr(values, name) is not UNSET]
    if not given:
        raise UsageError("set: nothing is in it")
    for name in given:
        if (name in ("state", "since")) != (action == "state"):
            raise UsageError(f"set: {name} has no meaning for {action}")
    if action == "correct" and "trigger" in given:
        raise UsageError("set: a trigger is not corrected; reject the event and add another")
    for name in {"add": ("trigger", "event"), "state": ("state", "since")}.get(action, ()):
        if name not in given:
            raise UsageError(f"set: {action} needs {name}")

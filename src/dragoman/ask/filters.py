"""Words of a question come in; Filter, checked and typed, goes out: the one vocabulary of questions.

Command options (cli/asking.py), the words of `Archive.events(...)` and the parameters of a page are all made from the
fields below: to add a question, add a field here and its meaning in matching.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date
from typing import Any

from dragoman.ask import values
from dragoman.ask.values import Dyad, Phrase, Where, Who
from dragoman.errors import UsageError

ALL = ("events", "happenings", "actors", "places", "reports", "faults")
# What is counted over events or happenings; faults have neither parties nor days.
OF_EVENTS = ("events", "happenings", "actors", "places", "reports")


def _word(read: Callable[..., Any], help: str, *, many: bool = False, of: Iterable[str] = OF_EVENTS) -> Any:
    """A field of the filter: how a value is read, what it means, whether it may be given several times, to which questions it belongs."""
    meta = {"read": read, "help": help, "many": many, "of": tuple(of)}
    return field(default=() if many else None, metadata=meta)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is asked for; made by `make_filter`, which checks every value.

    Several values of one field mean any of them, except for `text`, where all must occur; different fields must all hold.
    """

    actor: tuple[Who, ...] = _word(
        values.read_who,
        "Who acts: a code (EGY), code and sector (EGY:MIL, :MIL) or a name, whole or in part.",
        many=True,
    )
    recipient: tuple[Who, ...] = _word(values.read_who, "Upon or towards whom; as --actor.", many=True)
    dyad: tuple[Dyad, ...] = _word(
        values.read_dyad, "Two codes: EGY-LBY in either direction, EGY>LBY in one.", many=True
    )
    type: tuple[str, ...] = _word(values.read_type, "Event type, such as ASSAULT.", many=True)
    mode: tuple[str, ...] = _word(values.read_mode, "Mode of an event type, such as expel.", many=True)
    quad: tuple[int, ...] = _word(
        values.read_quad,
        "Quad class: 1 to 4, or verbal-cooperation, material-cooperation, verbal-conflict, material-conflict.",
        many=True,
    )
    status: tuple[str, ...] = _word(values.read_status, "actual, future, hypothetical or negated.", many=True)
    since: date | None = _word(values.read_since, "First day (2020-12-27), month (2020-12) or year (2020).")  # noqa: RUF009 - it makes a field
    until: date | None = _word(values.read_until, "Last day, month or year.")  # noqa: RUF009 - it makes a field
    where: tuple[Where, ...] = _word(
        values.read_where, "Where: a country's code or name, or a place's name.", many=True
    )
    source: tuple[str, ...] = _word(
        values.read_plain,
        "Told by: a publication, a host (news.example) or the file or feed it came from.",
        many=True,
        of=ALL,
    )
    min_confidence: float | None = _word(values.read_share, "Leave out what is less probable than this (0 to 1).")
    min_sources: int | None = _word(values.read_whole, "Only what at least so many independent sources tell.")
    text: tuple[Phrase, ...] = _word(
        values.read_phrases, 'Words and "quoted phrases", all of which must occur.', many=True, of=ALL
    )
    limit: int | None = _word(values.read_whole, "At most so many rows.", of=ALL)
    order: str | None = _word(
        values.read_plain, "newest or oldest first; what else there is depends on the question.", of=ALL
    )
    cursor: str | None = _word(values.read_plain, "Go on after this place, which the page before told.", of=ALL)


def list_fields(question: str) -> tuple[Field[Any], ...]:
    """The fields that a question takes, in their order."""
    return tuple(f for f in fields(Filter) if question in f.metadata["of"])


def make_filter(question: str, words: Mapping[str, Any]) -> Filter:
    """Check and type the words of a question; None and empty lists are as if not given.

    Args:
        question: events, happenings, actors, places, reports or faults.
        words: values by field; fields that may be given several times take one value or several.

    Raises:
        UsageError: a field that the question does not take, or a wrong value; the message says what is allowed.
    """
    known = {f.name: f for f in list_fields(question)}
    checked: dict[str, Any] = {}
    for name, given in words.items():
        if name not in known:
            raise values.complain(question, name, f"filter of {question}", list(known))
        many = known[name].metadata["many"]
        several = isinstance(given, (list, tuple, set, frozenset))
        if several and not many:
            raise UsageError(f"{name}: one value, not several")
        read = known[name].metadata["read"]
        found = [
            read(name, one if isinstance(one, date) else str(one))
            for one in (given if several else (given,))
            if one is not None
        ]
        if not found:
            continue
        checked[name] = tuple(_flat(found)) if many else found[0]
    chosen = Filter(**checked)
    if chosen.since and chosen.until and chosen.since > chosen.until:
        raise UsageError(f"since: {chosen.since} is after until: {chosen.until}")
    return chosen


def _flat(found: list[Any]) -> Iterable[Any]:
    """One text may hold several phrases; every other value is one."""
    for one in found:
        yield from one if isinstance(one, tuple) else (one,)

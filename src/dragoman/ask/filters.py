"""Words of a question come in; Filter, checked and typed, goes out: the one vocabulary of questions.

Command options (cli/asking.py), the words of `Archive.events(...)` and the parameters of a page are all made from the
fields below: to add a question, add a field here and its meaning in matching.py.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date
from typing import Any

from dragoman.ask import values
from dragoman.ask.values import Dyad, Phrase, Where, Who
from dragoman.errors import UsageError
from dragoman.record.commitment import KINDS, STATES

LISTS = ("events", "happenings", "actors", "places", "reports", "queue")
# Faults have neither parties nor days; a dyad names its parties itself and has neither pages nor an order; a commitment is
# asked for by the happening by which it was made, and its parties have names of their own.
LEDGER = ("commitments",)
ALL = (*LISTS, *LEDGER, "faults", "dyad")
PAGED = (*LISTS, "faults")
COUNTED = (*LISTS, *LEDGER, "dyad")

# By what rows may be ordered; the first is the usual order.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "events": ("newest", "oldest", "confidence", "report"),
    "happenings": ("newest", "oldest", "confidence", "sources", "reported"),
    "actors": ("events", "name", "newest", "oldest"),
    "places": ("events", "name", "newest", "oldest"),
    "reports": ("newest", "oldest"),
    "queue": ("worth", "newest", "confidence"),
    "faults": ("source",),
    "commitments": ("newest", "oldest", "due", "changed"),
}

# More words of one filter than this are no question of a person, and would keep a store busy for long.
MOST_WORDS = 100


def _word(
    read: Callable[..., Any], sign: str, help: str, more: str = "", *, many: bool = False, of: Iterable[str] = COUNTED
) -> Any:
    """A field of the filter.

    `read` reads a value, `sign` stands for it in a command's help, `help` says what it means, `more` what only a page has room for
    (docs/asking.md and docs/rest.md are made of both); `many` tells that it may be given several times, `of` to which questions it belongs.
    """
    meta = {"read": read, "sign": sign, "help": help, "more": more, "many": many, "of": tuple(of)}
    return field(default=() if many else None, metadata=meta)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is asked for; made by `make_filter`, which checks every value.

    Several values of one field mean any of them, except for `text`, where all must occur; different fields must all hold.
    """

    actor: tuple[Who, ...] = _word(
        values.read_who,
        "WHO",
        "Who acts: a code (EGY), code and sector (EGY:MIL, :MIL) or a name, whole or in part.",
        "Codes are those of countries (ISO 3166) and bodies (UNO EUR IGO NGO ISM IMG MNC), in capitals; a country's name is its code. "
        "`:MIL` is a sector anywhere.",
        many=True,
        of=LISTS,
    )
    recipient: tuple[Who, ...] = _word(values.read_who, "WHO", "Upon or towards whom: as --actor.", many=True, of=LISTS)
    by: tuple[Who, ...] = _word(values.read_who, "WHO", "Who made it: as --actor.", many=True, of=LEDGER)
    to: tuple[Who, ...] = _word(values.read_who, "WHO", "To whom it was made: as --actor.", many=True, of=LEDGER)
    dyad: tuple[Dyad, ...] = _word(
        values.read_dyad,
        "A-B",
        "Two codes: EGY-LBY in either direction, EGY>LBY in one.",
        "Where several meet (CONSULT) and none is host or guest, all are actors, and each acts upon each.",
        many=True,
        of=(*LISTS, *LEDGER),
    )
    kind: tuple[str, ...] = _word(values.read_kind, "KIND", f"What was said: {', '.join(KINDS)}.", many=True, of=LEDGER)
    state: tuple[str, ...] = _word(
        values.read_state, "STATE", f"How it stands: {', '.join(STATES)}.", many=True, of=LEDGER
    )
    due_before: date | None = _word(values.read_since, "DATE", "Only what has a deadline before this day.", of=LEDGER)  # noqa: RUF009 - it makes a field
    as_of: date | None = _word(  # noqa: RUF009 - it makes a field
        values.read_until,
        "DATE",
        "The ledger as it stood at the end of this day, by the reports up to then.",
        "Without it, as it stands today.",
        of=LEDGER,
    )
    type: tuple[str, ...] = _word(values.read_type, "TYPE", "Event type, such as ASSAULT.", many=True)
    mode: tuple[str, ...] = _word(values.read_mode, "MODE", "Mode of an event type, such as expel.", many=True)
    quad: tuple[int, ...] = _word(
        values.read_quad,
        "QUAD",
        "Quad class: 1 verbal-cooperation, 2 material-cooperation, 3 verbal-conflict or 4 material-conflict.",
        many=True,
    )
    status: tuple[str, ...] = _word(
        values.read_status, "STATUS", "Status: actual, future, hypothetical or negated.", many=True
    )
    since: date | None = _word(  # noqa: RUF009 - it makes a field
        values.read_since,
        "DATE",
        "First day (2020-12-27), month (2020-12) or year (2020).",
        "What has no day is in no time.",
    )
    until: date | None = _word(values.read_until, "DATE", "Last day, month or year.")  # noqa: RUF009 - it makes a field
    where: tuple[Where, ...] = _word(
        values.read_where,
        "PLACE",
        "Where: a country's code or name, or a place's name.",
        "Of the name, any whole words will do.",
        many=True,
    )
    source: tuple[str, ...] = _word(
        values.read_plain,
        "SOURCE",
        "Told by: a publication, a host (news.example), or the file or feed it came from.",
        "A host stands for all that ends in it; where a report came from is named as `dragoman add` does: a file, `file:line`, "
        "`archive!member`, a folder, a feed.",
        many=True,
        of=ALL,
    )
    min_confidence: float | None = _word(values.read_share, "0..1", "Leave out what is less probable than this.")
    min_sources: int | None = _word(
        values.read_whole,
        "N",
        "Only what at least so many independent sources tell.",
        "An event counts as its happening does.",
    )
    text: tuple[Phrase, ...] = _word(
        values.read_phrases, "WORDS", 'Words and "quoted phrases", all of which must occur.', many=True, of=ALL
    )
    limit: int | None = _word(values.read_whole, "N", "At most so many rows.", of=(*PAGED, *LEDGER))
    order: str | None = _word(values.read_plain, "ORDER", "By what the rows are ordered.", of=(*PAGED, *LEDGER))
    cursor: str | None = _word(values.read_plain, "CURSOR", "Go on after the page that told this cursor.", of=PAGED)


def list_fields(question: str) -> tuple[Field[Any], ...]:
    """The fields that a question takes, in their order."""
    return tuple(f for f in fields(Filter) if question in f.metadata["of"])


def tell_meaning(field: Field[Any], *, option: bool = True) -> str:
    """What a field means, in a sentence or two; with `option` other fields are called as on a command line (`--actor`), else plainly (`actor`)."""
    told = " ".join(part for part in (field.metadata["help"], field.metadata["more"]) if part)
    return re.sub(r"--([a-z-]+)", lambda m: f"`--{m[1]}`" if option else f"`{m[1].replace('-', '_')}`", told)


def make_filter(question: str, words: Mapping[str, Any]) -> Filter:
    """Check and type the words of a question; None and empty lists are as if not given.

    Args:
        question: events, happenings, actors, places, reports, queue, faults, commitments or dyad.
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
        found = [read(name, _plain(name, one)) for one in (given if several else (given,)) if one is not None]
        if not found:
            continue
        checked[name] = tuple(_flat(found)) if many else found[0]
        if many and sum(map(_count_words, checked[name])) > MOST_WORDS:
            raise UsageError(f"{name}: at most {MOST_WORDS} words are looked for at a time")
    chosen = Filter(**checked)
    if chosen.order is not None and chosen.order not in ORDERS[question]:
        raise values.complain("order", chosen.order, f"order of {question}", ORDERS[question])
    if chosen.since and chosen.until and chosen.since > chosen.until:
        raise UsageError(f"since: {chosen.since} is after until: {chosen.until}")
    return chosen


def _plain(name: str, value: Any) -> str | date:
    """A value as its words; days stay days.

    Raises:
        UsageError: the words are no text (bytes of a command line that are no characters).
    """
    if isinstance(value, date):
        return value
    words = str(value)
    if not words.isascii() and words.encode("utf-8", "replace").decode() != words:
        raise UsageError(f"{name}: {words!r} is no text in UTF-8")
    return words


def _count_words(value: Any) -> int:
    """Of how many words a value is made: a phrase and a name of theirs, any other of one."""
    words = value.words if isinstance(value, Phrase) else value.name if isinstance(value, Who | Where) else ()
    return len(words) or 1


def _flat(found: list[Any]) -> Iterable[Any]:
    """One text may hold several phrases; every other value is one."""
    for one in found:
        yield from one if isinstance(one, tuple) else (one,)

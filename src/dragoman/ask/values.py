"""Comes in: one value of a filter, as a person writes it. Goes out: the value checked and typed, or UsageError that says what is allowed."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from dragoman.codebook.load import STATUSES, read_toml
from dragoman.codebook.schema import QUADS, EventType
from dragoman.errors import UsageError
from dragoman.record.commitment import KINDS, STATES
from dragoman.record.words import fold_words
from dragoman.world.tables import BODY_CODES, SECTORS, read_countries, read_names

QUAD_NAMES = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
# The type of which all parties may be actors, and none a recipient (the view `dyads` says so too).
MUTUAL = "CONSULT"
# More than this many choices are not listed: the nearest ones help more.
MANY = 30


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a question is about: a code, a sector, both ("EGY:MIL"), or the folded words of a name."""

    text: str
    code: str | None = None
    sector: str | None = None
    name: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two codes: either direction ("EGY-LBY"), or from the first to the second alone ("EGY>LBY")."""

    first: str
    second: str
    directed: bool = False

    @property
    def text(self) -> str:
        """As a person writes it."""
        return f"{self.first}{'>' if self.directed else '-'}{self.second}"


@dataclass(frozen=True, slots=True)
class Where:
    """A country's code, or the folded words of a place's name."""

    text: str
    code: str | None = None
    name: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other, folded as the full text is."""

    text: str
    words: tuple[str, ...]


@cache
def known_types() -> Mapping[str, EventType]:
    """The codebook's event types, without its rules: a question needs no more."""
    return read_toml(files("dragoman.codebook") / "ontology" / "types.toml", dict[str, EventType])[0]


@cache
def known_codes() -> Mapping[str, str]:
    """Every code of countries and bodies, and the country's name."""
    return {code: row.name for code, row in read_countries().items()} | {code: code for code in BODY_CODES}


@cache
def _codes_by_name() -> Mapping[tuple[str, ...], str]:
    """Codes by the folded names of countries that mean one country alone."""
    found: dict[tuple[str, ...], set[str]] = {}
    for form, entry in read_names(read_countries()):
        if entry.kind == "name":
            found.setdefault(tuple(fold_words(form)), set()).add(entry.code)
    found |= {tuple(fold_words(name)): {code} for code, name in known_codes().items()}
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def _find_country(name: str) -> str | None:
    """The code of what is called so, with or without "the"; None where the name is no country's alone."""
    return _codes_by_name().get(tuple(fold_words(re.sub(r"^\s*the\s+", "", name, flags=re.I))))


def complain(field: str, value: object, wanted: str, choices: Collection[str] = ()) -> UsageError:
    """The error for a wrong value: names the field, the value, what is wanted, and what was probably meant."""
    fold = {c.lower(): c for c in choices}
    near = [fold[c] for c in get_close_matches(str(value).lower(), fold, n=3, cutoff=0.6)]
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    listed = f": one of {', '.join(choices)}" if 0 < len(choices) <= MANY else ""
    return UsageError(f"{field}: {value!r} is no {wanted}{hint or listed}")


def read_choice(wanted: str, choices: Callable[[], Collection[str]]) -> Callable[[str, str], str]:
    """A reader for values of a closed list; upper and lower case do not matter."""

    def read(field: str, value: str) -> str:
        by_fold = {c.lower(): c for c in choices()}
        if value.strip().lower() not in by_fold:
            raise complain(field, value, wanted, by_fold.values())
        return by_fold[value.strip().lower()]

    return read


def _modes() -> Collection[str]:
    return sorted({mode for entry in known_types().values() for mode in entry.modes})


read_type = read_choice("event type", lambda: sorted(known_types()))
read_mode = read_choice("mode of any event type", _modes)
read_status = read_choice("status", lambda: sorted(STATUSES))
read_kind = read_choice("kind of commitment", lambda: KINDS)
read_state = read_choice("state of a commitment", lambda: STATES)


def read_quad(field: str, value: str) -> int:
    """A quad class: 1 to 4, "verbal cooperation" (or verbal-cooperation), or VC MC VX MX."""
    names = {**{str(n): n for n in range(1, 5)}, **QUAD_NAMES, **{q.lower(): n for q, n in QUADS.items()}}
    word = value.strip().lower().replace("-", " ").replace("_", " ")
    if word not in names:
        raise complain(field, value, "quad class", ["1", "2", "3", "4", *QUAD_NAMES])
    return names[word]


def read_code(field: str, value: str) -> str:
    """The code of a country or body, given as "EGY" or "Egypt"."""
    word = value.strip()
    if word.upper() in known_codes():
        return word.upper()
    code = _find_country(word)
    if code is None:
        names = [*known_codes(), *known_codes().values()]
        raise complain(field, value, "code of a country or body such as EGY or UNO", names)
    return code


def read_who(field: str, value: str) -> Who:
    """A code, a country's name, "EGY:MIL", ":MIL", or any other name.

    Only capitals are a code: "Che" is a name, "CHE" is Switzerland.
    """
    word = " ".join(value.split())
    left, colon, right = word.partition(":")
    if colon:
        sector = right.strip().upper()
        if sector not in SECTORS:
            raise complain(
                field, value, f"code and sector such as EGY:MIL ({right.strip()!r} is no sector)", sorted(SECTORS)
            )
        return Who(word, code=read_code(field, left) if left.strip() else None, sector=sector)
    if word in known_codes():
        return Who(word, code=word)
    name = tuple(fold_words(word))
    if not name:
        raise complain(field, value, "code (EGY), code and sector (EGY:MIL) or name")
    code = _find_country(word)
    return Who(word, code=code) if code else Who(word, name=name)


def spell_name(name: str) -> str | None:
    """A name as a question for a party can say it: without the colon, which parts code and sector; None where it holds no word."""
    plain = " ".join(name.replace(":", " ").split())
    return plain if fold_words(plain) else None


def read_dyad(field: str, value: str) -> Dyad:
    """Two codes or names of countries: "EGY-LBY" for either direction, "EGY>LBY" for one."""
    for mark in (">", "-"):
        first, found, second = value.partition(mark)
        if found and second.strip():
            return Dyad(read_code(field, first), read_code(field, second), directed=mark == ">")
    raise complain(field, value, "dyad such as EGY-LBY (either direction) or EGY>LBY (one)")


def read_where(field: str, value: str) -> Where:
    """A country's code or name, or the name of a place."""
    word = " ".join(value.split())
    name = tuple(fold_words(word))
    code = word if word in known_codes() else _find_country(word)
    if not name:
        raise complain(field, value, "country or place")
    return Where(word, code=code) if code else Where(word, name=name)


def read_since(field: str, value: str | date) -> date:
    """A day, or the first day of a month (2020-12) or year (2020)."""
    return _read_days(field, value)[0]


def read_until(field: str, value: str | date) -> date:
    """A day, or the last day of a month (2020-12) or year (2020)."""
    return _read_days(field, value)[1]


def _read_days(field: str, value: str | date) -> tuple[date, date]:
    if isinstance(value, date):
        return value, value
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value.strip(), re.ASCII)
    try:
        if found is None:
            raise ValueError(value)
        year, month, day = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        last_month = month or 12
        following = date(first.year + last_month // 12, last_month % 12 + 1, 1) if first.year < date.max.year else None
        return first, following - timedelta(days=1) if following else date.max
    except ValueError as error:
        raise complain(field, value, "date such as 2020-12-27, 2020-12 or 2020") from error


def read_share(field: str, value: str) -> float:
    """A number from 0 to 1."""
    try:
        share = float(value)
    except ValueError as error:
        raise complain(field, value, "number from 0 to 1") from error
    if not 0 <= share <= 1:
        raise complain(field, value, "number from 0 to 1")
    return share


def read_whole(field: str, value: str) -> int:
    """A whole number from 1 to a million million: what is more is a slip, and no store counts so far."""
    if not re.fullmatch(r"[0-9]{1,12}", value.strip()) or int(value) < 1:
        raise complain(field, value, "whole number of at least 1")
    return int(value)


def read_phrases(field: str, value: str) -> tuple[Phrase, ...]:
    """Words and "quoted phrases", folded; a word with a mark inside ("cease-fire") is a phrase of its parts."""
    found = [
        Phrase(part.strip(), tuple(fold_words(part)))
        for quoted, bare in re.findall(r'["“”]([^"“”]*)["“”]|([^\s"“”]+)', value)
        if fold_words(part := quoted or bare)
    ]
    if not found:
        raise complain(field, value, "text to look for: it holds no word")
    return tuple(found)


def read_plain(field: str, value: str) -> str:
    """Any words that are not empty."""
    word = " ".join(value.split())
    if not word:
        raise complain(field, value, "name: it is empty")
    return word

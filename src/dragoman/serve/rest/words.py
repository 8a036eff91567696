"""The query of a request comes in; its words go out, checked: filters as they were typed, and what else a resource takes, read.

Every word that a resource takes is a Word: the filters of ask/filters.py, each with its meaning there, and a few of the REST side's own.
The OpenAPI description and docs/rest.md are made of the same list.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fastapi import Request

from dragoman.ask import values
from dragoman.ask.filters import ORDERS, Filter, list_fields, make_filter, tell_meaning
from dragoman.codebook.load import STATUSES
from dragoman.errors import UsageError
from dragoman.record.commitment import KINDS, STATES
from dragoman.serve.ledgers import Standing
from dragoman.world.tables import SECTORS

Schema = Mapping[str, Any]
# Rows of a page, unless `limit` says otherwise; and at most.
PAGE, MOST = 50, 1_000

_CODES = "|".join(sorted(values.known_codes()))
_SECTORS = "|".join(sorted(SECTORS))
_YEAR = "(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
# Schemas that many words share, by the names under which OpenAPI keeps them.
SHARED: Mapping[str, Schema] = {
    "Who": {
        "type": "string",
        "anyOf": [{"pattern": f"^({_CODES})?:({_SECTORS})$"}, {"pattern": r"^[^:]*[^\W_][^:]*$"}],
    },
    "Dyad": {"type": "string", "pattern": f"^({_CODES})[->]({_CODES})$"},
    "Day": {"type": "string", "anyOf": [{"format": "date"}, {"pattern": f"^{_YEAR}(-(0[1-9]|1[0-2]))?$"}]},
    "Code": {"type": "string", "enum": sorted(values.known_codes())},
    "Name": {"type": "string", "pattern": r"[^\W_]"},
}
WHO, DYAD, DAY, CODE, NAME = ({"$ref": f"#/components/schemas/{name}"} for name in SHARED)
TEXT: Schema = {"type": "string", "pattern": r"\S"}
WHOLE: Schema = {"type": "integer", "minimum": 1, "maximum": 999_999_999_999}


def one_of(choices: Collection[str]) -> Schema:
    """The schema of a closed list."""
    return {"type": "string", "enum": list(choices)}


# What a value looks like, by what reads it; what is not here is any text.
_SCHEMAS: Mapping[Callable[..., Any], Schema] = {
    values.read_who: WHO,
    values.read_dyad: DYAD,
    values.read_where: NAME,
    values.read_since: DAY,
    values.read_until: DAY,
    values.read_share: {"type": "number", "minimum": 0, "maximum": 1},
    values.read_whole: WHOLE,
    values.read_phrases: NAME,
    values.read_type: one_of(sorted(values.known_types())),
    values.read_mode: one_of(sorted({m for entry in values.known_types().values() for m in entry.modes})),
    values.read_status: one_of(sorted(STATUSES)),
    values.read_quad: one_of(["1", "2", "3", "4", *(name.replace(" ", "-") for name in values.QUAD_NAMES)]),
    values.read_kind: one_of(KINDS),
    values.read_state: one_of(STATES),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a query (or a step of a path, with `step`): what it means, what its value looks like, and how it is read.

    `usual` is its value where it is not given; `many` tells that it may be given several times.
    """

    name: str
    meaning: str
    schema: Schema
    read: Callable[[str, str], Any] = lambda name, value: value  # noqa: ARG005 - one signature
    usual: Any = None
    many: bool = False
    step: bool = False


def read_limit(name: str, value: str) -> int:
    """How many rows, from 1 to MOST."""
    limit = values.read_whole(name, value)
    if limit > MOST:
        raise UsageError(f"{name}: at most {MOST:,} rows are given at a time; go on with the cursor that they tell")
    return limit


def list_filters(question: str, without: Collection[str] = ()) -> tuple[Word, ...]:
    """The filters of a question as words."""
    return tuple(_make_word(question, f) for f in list_fields(question) if f.name not in without)


def _make_word(question: str, known: Any) -> Word:
    meaning = tell_meaning(known, option=False)
    schema = _SCHEMAS.get(known.metadata["read"], TEXT)
    usual: Any = None
    if known.name == "order":
        schema, usual = one_of(ORDERS[question]), ORDERS[question][0]
    if known.name == "limit":
        schema, usual = {**WHOLE, "maximum": MOST}, PAGE
        meaning = f"At most so many rows. JSON shows {PAGE} unless it says otherwise; the other forms are whole unless it does."
    return Word(name=known.name, meaning=meaning, schema=schema, many=known.metadata["many"], usual=usual)


@dataclass(frozen=True, slots=True)
class Query:
    """What a resource was asked: filters as they were typed, by field; own words, read; the steps of its path; the form of the answer.

    `today` is the day on which it was asked, `address` the whole address and `base` its beginning, up to the first path
    of the room; `asked` its query: for links. `standing` is the ledger of commitments, where the resource needs it.
    """

    filters: Mapping[str, Any]
    own: Mapping[str, Any] = field(default_factory=dict)
    steps: Mapping[str, Any] = field(default_factory=dict)
    form: str = "json"
    today: date = date.min
    address: str = ""
    base: str = ""
    asked: str = ""
    standing: Standing | None = None

    @property
    def limit(self) -> int | None:
        """How many rows are wanted at most, None for as many as the form shows.

        Raises:
            UsageError: more than MOST.
        """
        given = self.filters.get("limit")
        return None if given is None else read_limit("limit", given)


def read_words(
    request: Request, question: str | None, words: Sequence[Word]
) -> tuple[dict[str, Any], dict[str, Any], Filter]:
    """The filters of a request as they were typed, its own words as they are read, and what the filters mean.

    Words may be written with `-` for `_`.

    Raises:
        UsageError: a word that the resource does not take, or a wrong value; the message begins with the word.
    """
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        given.setdefault(name.replace("-", "_"), []).append(value)
    known = {word.name: word for word in words if not word.step}
    for name in given:
        if name not in known:
            raise UsageError(f"{name}: it is no word of this query; these are: {', '.join(known) or 'none'}")
        if len(given[name]) > 1 and not known[name].many:
            raise UsageError(f"{name}: one value, not several")
        if not all(value.strip() for value in given[name]):
            raise UsageError(f"{name}: it is empty")
    fields = {f.name for f in list_fields(question)} if question else set()
    filters: dict[str, Any] = {n: v if known[n].many else v[0] for n, v in given.items() if n in fields}
    own = {word.name: _read_own(word, given.get(word.name)) for word in known.values() if word.name not in fields}
    wanted = make_filter(question, filters) if question else Filter()
    return filters, own, wanted


def _read_own(word: Word, given: Sequence[str] | None) -> Any:
    if given is None:
        return word.usual
    read = [word.read(word.name, one) for one in given]
    return tuple(read) if word.many else read[0]

"""The query of a page comes in; a question goes out: its words as they were typed, the filter that they mean, or what is wrong with them.

The words are those of docs/asking.md, with `_` or `-`: `?actor=EGY&actor=LBY&since=2020-12&min_sources=2`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request

from dragoman.ask.filters import ORDERS, Filter, list_fields, make_filter
from dragoman.ask.values import QUAD_NAMES, known_types
from dragoman.codebook.load import STATUSES
from dragoman.errors import UsageError
from dragoman.record.commitment import KINDS, STATES
from dragoman.serve.render import link

# Rows of a list on one page.
PAGE = 50
# The words of a list that a form shows at once; the others stand behind "more".
FIRST = ("text", "actor", "recipient", "by", "to", "type", "state", "since", "until", "where")
# What a form does not ask: it is chosen by other links.
_UNASKED = ("cursor", "limit", "order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a page was asked: `words` as typed, by field; `wanted` is what they mean, and `trouble`, if any, what is wrong with them
    (then `wanted` admits everything, and nothing should be asked). `own` are words of the page's own, which its links and forms keep."""

    path: str
    question: str
    words: Mapping[str, tuple[str, ...]]
    wanted: Filter
    trouble: str | None
    own: Mapping[str, tuple[str, ...]]

    def link(self, **changed: Any) -> str:
        """This page's address with some words changed; a change begins at the first row again unless it says otherwise."""
        return self.lead(self.path, **{**self.own, **changed})

    def lead(self, path: str, **changed: Any) -> str:
        """Another page's address with the filters of this one, some of them changed."""
        return link(path, **{**{n: w for n, w in self.words.items() if n != "cursor"}, **changed})

    def without(self, name: str, value: str) -> str:
        """This page's address without one of its words."""
        return self.link(**{name: tuple(w for w in self.words.get(name, ()) if w != value)})

    @property
    def narrowed(self) -> list[tuple[str, str]]:
        """The filters that are set: field and value, as typed."""
        return [(n, w) for n, words in self.words.items() for w in words if n not in _UNASKED]

    @property
    def question_alone(self) -> Filter:
        """What is asked, whatever page and order: what is counted over all rows hangs on it alone."""
        return replace(self.wanted, cursor=None, limit=None, order=None)

    @property
    def order(self) -> str:
        """The order of the rows."""
        return self.wanted.order or ORDERS[self.question][0]

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders that there are."""
        return ORDERS[self.question]

    @property
    def fields(self) -> list["Field"]:
        """What a form asks for, what is asked most often first."""
        names = {f.name: f.metadata for f in list_fields(self.question) if f.name not in _UNASKED}
        ordered = [*(n for n in FIRST if n in names), *(n for n in names if n not in FIRST)]
        return [
            Field(
                name=name,
                sign=names[name]["sign"],
                help=names[name]["help"],
                values=self.words.get(name, ()),
                choices=list_choices(name),
                first=name in FIRST,
            )
            for name in ordered
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form: the filter's name, what stands for its value, what it means, its values, and what there is to choose from."""

    name: str
    sign: str
    help: str
    values: tuple[str, ...]
    choices: tuple[str, ...]
    first: bool


def list_choices(name: str) -> tuple[str, ...]:
    """The values of a field that has a closed list of them, () for any other."""
    if name == "mode":
        return tuple(sorted({mode for entry in known_types().values() for mode in entry.modes}))
    closed: Mapping[str, Iterable[str]] = {
        "type": sorted(known_types()),
        "status": sorted(STATUSES),
        "quad": [name.replace(" ", "-") for name in QUAD_NAMES],
        "kind": KINDS,
        "state": STATES,
    }
    return tuple(closed.get(name, ()))


def read_asked(request: Request, question: str, *, own: Iterable[str] = (), page: int = PAGE) -> Asked:
    """What a page that shows a list of `question` (a name of ask/filters.py) was asked, at most `page` rows of it.

    Words of the page's own (`own`: "view") are no filters; empty words, as forms send them, are none at all.
    """
    words: dict[str, tuple[str, ...]] = {}
    kept: dict[str, tuple[str, ...]] = {}
    for name, value in request.query_params.multi_items():
        plain = name.replace("-", "_")
        if value.strip():
            into = kept if plain in own else words
            into[plain] = (*into.get(plain, ()), value)
    many = {f.name for f in list_fields(question) if f.metadata["many"]}
    given = {n: list(v) if n in many else v[-1] for n, v in words.items()}
    try:
        limit = {"limit": page} if any(f.name == "limit" for f in list_fields(question)) else {}
        wanted, trouble = make_filter(question, {**given, **limit}), None
    except UsageError as error:
        wanted, trouble = Filter(limit=page), str(error)
    return Asked(path=request.url.path, question=question, words=words, wanted=wanted, trouble=trouble, own=kept)

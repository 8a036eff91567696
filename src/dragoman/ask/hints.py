"""A Filter that found nothing comes in; what may have been meant goes out, one line each."""

from collections.abc import Iterator
from difflib import get_close_matches

from dragoman.ask.answer import Rows
from dragoman.ask.clause import Clause
from dragoman.ask.filters import Filter
from dragoman.ask.matching import find_named, find_reports
from dragoman.ask.values import known_codes

# What is less alike than this is no slip of the hand.
ALIKE = 0.85
_PEOPLE = "SELECT name FROM actor UNION SELECT identifier_text FROM party WHERE identifier_text IS NOT NULL"
_OUTLETS = "SELECT DISTINCT publication FROM report WHERE publication IS NOT NULL"
_PLACES = "SELECT DISTINCT event_loc.resolved_place FROM event WHERE event_loc.resolved_place IS NOT NULL"


def list_hints(store: Rows, wanted: Filter) -> Iterator[str]:
    """Why an answer may be empty: names that nobody bears, sources and places that are not there, and the nearest that are."""
    if not _any(store, Clause("SELECT id FROM report")):
        yield "the archive holds no report yet (dragoman add)"
        return
    for field, whom in (("actor", wanted.actor), ("recipient", wanted.recipient)):
        for who in whom:
            if who.name and not _any(store, find_named(who.name, None)):
                codes = get_close_matches(who.text, known_codes(), n=3, cutoff=0.6) if who.text.isupper() else []
                yield _suggest(
                    f"{field}: nobody here is called {who.text!r}", [*codes, *_find_alike(store, _PEOPLE, who.text)]
                )
    for source in wanted.source:
        if not _any(store, find_reports([source])):
            yield _suggest(f"source: no report here is from {source!r}", _find_alike(store, _OUTLETS, source))
    for where in wanted.where:
        near = _find_alike(store, _PLACES, where.text) if where.name else []
        if where.name and where.text.lower() not in [name.lower() for name in near]:
            yield _suggest(f"where: no place here is called {where.text!r}", near)


def _any(store: Rows, query: Clause) -> bool:
    return bool(store.rows(f"SELECT 1 FROM ({query.sql}) LIMIT 1", list(query.values)).num_rows)


def _find_alike(store: Rows, names: str, word: str) -> list[str]:
    fold = "regexp_replace(strip_accents(lower({})), '^the ', '')"
    alike = f"jaro_winkler_similarity({fold.format('name')}, {fold.format('?')})"
    found = store.rows(
        f"SELECT name FROM ({names}) found(name) WHERE {alike} >= {ALIKE} ORDER BY {alike} DESC, name LIMIT 3",
        [word, word],
    )
    return [str(name) for name in found.column("name").to_pylist()]


def _suggest(trouble: str, near: list[str]) -> str:
    return f"{trouble}; did you mean {' or '.join(near)}?" if near else trouble

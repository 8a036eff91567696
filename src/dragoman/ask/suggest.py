"""The beginning of a word comes in; what may be meant goes out: countries and bodies, actors, places, event types, outlets."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.ask.answer import Rows
from dragoman.ask.values import known_codes, known_types
from dragoman.record.words import fold_words

# Each kind with its own query: names in which a word begins so, the most told first.
_BEGINS = "contains(' ' || translate(strip_accents(lower({})), '-’''\"(', '     '), strip_accents(?))"
_ACTORS = (
    "SELECT name AS value, name || coalesce(' (' || code || ')', '') AS label FROM actor"
    f" WHERE {_BEGINS.format('''concat_ws(' ', name, array_to_string(aliases, ' '))''')} ORDER BY events DESC, name LIMIT ?"
)
_PLACES = (
    "SELECT value, any_value(label) AS label FROM (SELECT t.event_loc.resolved_place AS value,"
    " t.event_loc.resolved_place || coalesce(' (' || t.event_loc.country_code || ')', '') AS label, count(*) AS n FROM happening t"
    f" WHERE t.event_loc IS NOT NULL AND {_BEGINS.format('t.event_loc.resolved_place')} GROUP BY ALL) GROUP BY value"
    " ORDER BY sum(n) DESC, value LIMIT ?"
)
_OUTLETS = (
    "SELECT publication AS value, publication AS label FROM report"
    f" WHERE {_BEGINS.format('publication')} GROUP BY publication ORDER BY count(*) DESC, value LIMIT ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something that begins so: `kind` is actor, place, type or source; `value` is what a question says for it, `label` what a person reads."""

    kind: str
    value: str
    label: str


def ask_suggestions(store: Rows, begun: str, most: int = 4) -> list[Suggestion]:
    """At most so many of each kind that begin with the words; nothing for what holds no word."""
    words = fold_words(begun)
    if not words:
        return []
    folded = " ".join(words)
    found = [*_suggest_codes(folded, begun.strip(), most), *_suggest_types(folded, most)]
    names = {s.label.casefold() for s in found}
    for kind, sql in (("actor", _ACTORS), ("place", _PLACES), ("source", _OUTLETS)):
        for row in store.rows(sql, [f" {folded}", most]).to_pylist():
            # A country is suggested once, as the party that it is.
            if kind == "place" or row["value"].casefold() not in names:
                found.append(Suggestion(kind=kind, value=row["value"], label=row["label"]))
    return found


def _suggest_codes(folded: str, begun: str, most: int) -> list[Suggestion]:
    near = [
        Suggestion(kind="actor", value=code, label=name if name == code else f"{name} ({code})")
        for code, name in sorted(known_codes().items(), key=lambda pair: (pair[0] != begun, pair[1]))
        if f" {' '.join(fold_words(name))}".startswith(f" {folded}") or code.startswith(begun)
    ]
    return near[:most]


def _suggest_types(folded: str, most: int) -> Iterator[Suggestion]:
    begun = [name for name in sorted(known_types()) if name.lower().startswith(folded)]
    return (Suggestion(kind="type", value=name, label=name) for name in begun[:most])

"""The beginning of a word comes in; what may be meant goes out: countries and bodies, actors, places, event types, outlets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from unicodedata import combining, normalize

from dragoman.ask.answer import Rows
from dragoman.ask.values import known_codes, known_types
from dragoman.record.words import fold_words

# So many names of each kind, the most told, are known to suggestions.
MOST = 50_000
# Names that are told most stand first; `words` are those by which one is found.
_NAMES = {
    "actor": "SELECT name AS value, code, concat_ws(' ', name, array_to_string(aliases, ' ')) AS words FROM actor ORDER BY events DESC, name",
    "place": (
        "SELECT event_loc.resolved_place AS value, any_value(event_loc.country_code) AS code, value AS words FROM happening"
        " WHERE event_loc.resolved_place IS NOT NULL GROUP BY value ORDER BY count(*) DESC, value"
    ),
    "source": (
        "SELECT publication AS value, NULL AS code, publication AS words FROM report WHERE publication IS NOT NULL"
        " GROUP BY value ORDER BY count(*) DESC, value"
    ),
}
_FOLD = "strip_accents(lower(words))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something that begins so: `kind` is actor, place, type or source; `value` is what a question says for it, `label` what a person reads."""

    kind: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Names:
    """All that an archive may suggest, by kind; the most told first, each behind its words, folded and parted by single blanks."""

    known: tuple[tuple[str, Suggestion], ...]


def read_names(store: Rows) -> Names:
    """What an archive may suggest: read once, and good for as long as the archive does not change."""
    known = []
    for kind, sql in _NAMES.items():
        rows = store.rows(f"SELECT value, code, {_FOLD} AS words FROM ({sql} LIMIT {MOST})").to_pylist()
        for row in rows:
            label = f"{row['value']} ({row['code']})" if row["code"] else row["value"]
            known.append((_part(row["words"]), Suggestion(kind=kind, value=row["value"], label=label)))
    return Names(tuple(known))


def suggest_names(names: Names, begun: str, most: int = 4) -> list[Suggestion]:
    """At most so many of each kind in which a word begins with what was typed; nothing for what holds no word."""
    folded = _part(_strip(begun)).rstrip()
    if not folded.strip():
        return []
    countries = list(islice(_suggest_codes(folded, begun.strip()), most))
    found = [*countries, *islice(_suggest_types(folded), most)]
    # A country is suggested once, as the party that it is.
    told = {s.label for s in countries}
    for kind in _NAMES:
        fitting = (s for words, s in names.known if s.kind == kind and folded in words)
        found += islice((s for s in fitting if kind == "place" or s.label not in told), most)
    return found


def _part(text: str) -> str:
    return f" {' '.join(fold_words(text))} "


def _strip(text: str) -> str:
    """The text without accents, as the store strips them."""
    return "".join(c for c in normalize("NFKD", text) if not combining(c))


def _suggest_codes(folded: str, begun: str) -> Iterator[Suggestion]:
    def is_so(code: str, name: str) -> bool:
        return folded in _part(_strip(name)) or (begun.isupper() and code.startswith(begun))

    for code, name in _first(begun, known_codes().items()):
        if is_so(code, name):
            yield Suggestion(kind="actor", value=code, label=name if name == code else f"{name} ({code})")


def _first(code: str, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """By name, but what has exactly this code first."""
    return sorted(pairs, key=lambda pair: (pair[0] != code, pair[1]))


def _suggest_types(folded: str) -> Iterator[Suggestion]:
    begun = folded.strip()
    return (
        Suggestion(kind="type", value=name, label=name)
        for name in sorted(known_types())
        if name.lower().startswith(begun)
    )

"""A Filter comes in; the conditions that it means for events, happenings and reports go out, as SQL.

A happening is judged by its own fields where it has them (codes, type, day, place, confidence), and by the events that tell
it for what only they have: names, sources, words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.ask.clause import Clause, join_all, join_any, list_values
from dragoman.ask.filters import Filter
from dragoman.ask.values import MUTUAL, Dyad, Phrase, Where, Who
from dragoman.store.reports import lies_in

# A word ends where neither a letter nor a digit follows.
_EDGE_BEFORE, _EDGE_AFTER, _BETWEEN = r"(^|[^\pL\pN])", r"([^\pL\pN]|$)", r"[^\pL\pN]+"
# What stands between the words of a name. (A regular expression of all that is no letter takes 10 ms to compile, each time.)
_MARKS = "-‐–—.,;:'’‘\"“”()[]/&|_!?"
_SPACED = "' ' || translate({}, '" + _MARKS.replace("'", "''") + "', '" + " " * len(_MARKS) + "') || ' '"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where the conditions of a filter are put to: a table under the alias t.

    `day` is the day that since and until look at; `by_event` and `by_report` lead from ids of events and of reports to rows.
    """

    table: str
    day: str
    by_event: str
    by_report: str


EVENTS = Ground(table="event", day="t.day", by_event="t.id IN ({})", by_report="t.document IN ({})")
_TOLD = "t.id IN (SELECT happening FROM telling WHERE event IN ({}))"
HAPPENINGS = Ground(
    table="happening",
    day="coalesce(t.date, t.enddate, t.first_reported)",
    by_event=_TOLD,
    by_report=_TOLD.format("SELECT id FROM event WHERE document IN ({})"),
)


def match_rows(wanted: Filter, ground: Ground) -> Clause:
    """All that the filter says of rows of `event t` or `happening t`."""
    return join_all([*match_plain(wanted, ground), *_match_parties(wanted, ground)])


def match_plain(wanted: Filter, ground: Ground) -> Iterator[Clause]:
    """All but the parties."""
    for column, values in (("t.event", wanted.type), ("t.mode", wanted.mode), ("t.quad_code", wanted.quad)):
        if values:
            yield list_values(column, values)
    if wanted.status:
        yield list_values("t.status", wanted.status)
    yield from _match_days(wanted, ground.day)
    if wanted.where:
        yield join_any(_match_place(where) for where in wanted.where)
    if wanted.min_confidence is not None:
        yield Clause("t.confidence >= ?", (wanted.min_confidence,))
    if wanted.source:
        yield find_reports(wanted.source).put_in(ground.by_report)
    if wanted.min_sources is not None:
        yield _match_sources(wanted.min_sources, ground)
    for clause in match_sentences(wanted.text):
        yield clause.put_in(ground.by_event)


def _match_days(wanted: Filter, day: str) -> Iterator[Clause]:
    if wanted.since:
        yield Clause(f"{day} >= ?", (wanted.since,))
    if wanted.until:
        yield Clause(f"{day} <= ?", (wanted.until,))


def _match_sources(least: int, ground: Ground) -> Clause:
    if ground is HAPPENINGS:
        return Clause("t.independent_sources >= ?", (least,))
    told = "SELECT event FROM telling WHERE happening IN (SELECT id FROM happening WHERE independent_sources >= ?)"
    return Clause(told, (least,)).put_in(ground.by_event)


def _match_parties(wanted: Filter, ground: Ground) -> Iterator[Clause]:
    for role, whom in (("actor", wanted.actor), ("recipient", wanted.recipient)):
        if whom:
            yield join_any(match_party(role, who, ground) for who in whom)
    if wanted.dyad:
        yield join_any(match_dyad(dyad) for dyad in wanted.dyad)


def match_party(role: str, who: Who, ground: Ground) -> Clause:
    """One of the row's actors, or recipients, is `who`."""
    if who.name:
        return find_named(who.name, role).put_in(ground.by_event)
    if who.sector is None:
        return Clause(f"list_contains(list_transform(t.{role}, lambda x: x.code), ?)", (who.code,))
    if who.code is None:
        return Clause(f"len(list_filter(t.{role}, lambda x: list_contains(x.sector, ?))) > 0", (who.sector,))
    return Clause(
        f"len(list_filter(t.{role}, lambda x: x.code = ? AND list_contains(x.sector, ?))) > 0", (who.code, who.sector)
    )


def match_dyad(dyad: Dyad) -> Clause:
    """The first acts upon the second, or, where the dyad has no direction, the second upon the first.

    Where several meet and none is host or guest, all are actors and there is no recipient: each acts upon each.
    """
    there = _match_way(dyad.first, dyad.second)
    return there if dyad.directed else join_any([there, _match_way(dyad.second, dyad.first)])


def _match_way(who: str, whom: str) -> Clause:
    acts, suffers = (f"list_contains(list_transform(t.{role}, lambda x: x.code), ?)" for role in ("actor", "recipient"))
    return Clause(
        f"{acts} AND ({suffers} OR t.event = ? AND len(t.recipient) = 0 AND {acts})", (who, whom, MUTUAL, whom)
    )


def find_named(name: tuple[str, ...], role: str | None) -> Clause:
    """A query for the ids of events that have a party so called, in `role` or in any.

    A name is found in what the report calls the party, in the party's own name, and in every name of its identity.
    """
    called = join_any(
        [
            match_words("identifier_text", name),
            match_words("entity_text", name),
            match_identity(name).put_in("actor IN (SELECT id FROM actor t WHERE {})"),
        ]
    )
    roles = ("actor", "recipient") if role is None else (role,)
    return join_all([list_values("role", roles), called]).put_in("SELECT event FROM party WHERE {}")


def match_identity(name: Iterable[str]) -> Clause:
    """The row of `actor t` is so called, in one of its names or in several together."""
    return match_words("concat_ws(' | ', t.name, array_to_string(t.aliases, ' | '))", name)


def match_words(column: str, words: Iterable[str]) -> Clause:
    """Every word stands in the column as a whole word, whatever its case and accents."""
    folded = f"strip_accents(lower({column}))"
    # contains() is fast and rules most rows out; only what is left is cut into words.
    spaced = _SPACED.format(folded)
    wanted = tuple(words)
    held = [Clause(f"contains({folded}, strip_accents(?))", (word,)) for word in wanted]
    whole = [Clause(f"contains({spaced}, strip_accents(?))", (f" {word} ",)) for word in wanted]
    return join_all([*held, *whole])


def _match_place(where: Where) -> Clause:
    if where.code:
        return Clause("t.event_loc.country_code = ?", (where.code,))
    columns = ("resolved_place", "extracted_place", "city", "province")
    return join_any(match_words(f"t.event_loc.{column}", where.name) for column in columns)


def find_reports(sources: Iterable[str]) -> Clause:
    """A query for the ids of reports that came from one of the sources: a publication, a host, or a file, feed or URL."""
    found = [_find_source(source) for source in sources]
    return Clause(" UNION ALL ".join(q.sql for q in found), tuple(v for q in found for v in q.values))


def _find_source(source: str) -> Clause:
    host = "regexp_extract(lower(url), '^[a-z]+://(?:[^/@]*@)?([^/:?#]+)', 1)"
    # contains() is fast and rules most addresses out.
    reports = (
        "SELECT id FROM report WHERE strip_accents(lower(publication)) = strip_accents(lower(?))"
        f" OR contains(lower(url), lower(?)) AND ({host} = lower(?) OR ends_with({host}, '.' || lower(?)))"
    )
    origins = f"SELECT report FROM origin WHERE {lies_in('source')}"
    return Clause(f"{reports} UNION ALL {origins}", (source,) * 4 + (source.rstrip("/"),) * 2)


def match_sentences(text: tuple[Phrase, ...]) -> Iterator[Clause]:
    """A query for the ids of events in whose sentence all phrases stand; nothing where there is no phrase."""
    if not text:
        return
    reports = find_words(word for phrase in text for word in phrase.words)
    phrases = join_all(match_phrase("sentence_text", phrase) for phrase in text)
    yield Clause(
        f"SELECT id FROM event WHERE document IN ({reports.sql}) AND {phrases.sql}", (*reports.values, *phrases.values)
    )


def match_phrase(column: str, phrase: Phrase) -> Clause:
    """The words of the phrase stand in the text one after the other, whatever their case."""
    return Clause(f"regexp_matches({column}, ?)", (f"(?i){_EDGE_BEFORE}{_BETWEEN.join(phrase.words)}{_EDGE_AFTER}",))


def find_words(words: Iterable[str]) -> Clause:
    """A query for the ids of reports in which every word stands: by the words' index, not by the texts."""
    wanted = sorted(set(words))
    return Clause(" INTERSECT ".join(["SELECT report FROM posting WHERE word = ?"] * len(wanted)), tuple(wanted))

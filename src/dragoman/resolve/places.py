"""Place mentions of a report come in; Places go out: which of its namesakes each name means, or that this is unknown.

Each candidate is weighed by its size or rank, by the words beside it ("Paris, Texas", "Idlib province", "the town of"),
and by the countries and regions that the report speaks of. One name means one place throughout a report, unless the
words beside it say otherwise. The weights are set by hand, in tenfolds of population.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.codebook.classes import load_classes
from dragoman.record.document import Document
from dragoman.record.mention import Mention, Place
from dragoman.world.load import NameHit, World
from dragoman.world.places import PlaceRow, load_gazetteer, make_place
from dragoman.world.scan import fold_text

# Rank of a place by what it is; a town ranks by the decimal logarithm of its population.
_RANKS = {"PCLI": 9.0, "CONT": 9.0, "SEA": 9.0, "OCN": 9.0, "PPLC": 8.0, "ADM1": 7.0, "ADM2": 3.0}
_IN_THE_NEWS = 7.5
_ALIAS = -1.0
# What it adds that the report is about the country, speaks of it, of the same region, of a place nearby.
_HOME, _NAMED, _SAME_REGION, _NEARBY = 0.5, 1.5, 1.0, 1.0
_UNNAMED = -1.5
_IN_REGION, _IN_COUNTRY, _NOT_BESIDE = 8.0, 4.0, -3.0
_LEVEL = 3.0
_NEAR_DEGREES = 1.2
# A town smaller than this is believed only where the report speaks of its country, or, of some size, where it has hardly a namesake.
_WELL_KNOWN, _SIZEABLE = 100_000, 15_000
# Between a place and what it lies in: ", Texas", " in northern Syria", ", in the south of Mali".
_SIDE = r"(?:north|south|east|west)(?:[- ]?(?:east|west|central))?"
_WITHIN = re.compile(
    rf"(?:, ?(?:in )?| in | \()(?:the )?(?:(?:far |rural )?(?:{_SIDE}(?:ern)?|central|upper|lower) (?:of (?:the )?)?)?"
)
_COUNTRY_KINDS = frozenset({"name", "demonym", "people"})


class _Context(NamedTuple):
    """What the report speaks of: how often of each country by name, and the places decided so far by form.

    `demonyms` is the country of each people's word of the text, by the offset of its end.
    """

    counts: Mapping[str, float]
    home: str | None
    decided: Mapping[str, PlaceRow]
    demonyms: Mapping[int, str]


def resolve_places(
    mentions: Sequence[Mention],
    document: Document,
    world: World,
    home: str | None,
    names: Sequence[NameHit] | None = None,
) -> list[Place]:
    """Decide for each place mention, in the order given, which place it means; mentions of other kinds are left out.

    `home` is the country that the report is about; `names` are the known names of the report where they were scanned
    already (`world.scan_names`). A Place without `resolved_place` is one that could not be told.
    """
    places = [mention for mention in mentions if mention.kind == "place"]
    if not places:
        return []
    hits = names if names is not None else world.scan_names(document.text, document.published)
    counts = Counter[str](hit.entry.code for hit in hits if hit.entry.kind in _COUNTRY_KINDS)
    context = _Context(counts, home, {}, {hit.end: hit.entry.code for hit in hits if hit.entry.kind == "demonym"})
    for _ in range(2):  # the second time, each place also knows what the others are
        rows = _choose_all(places, document.text, context)
        decided = {_write_form(mention.text): row for mention, row in zip(places, rows, strict=True) if row}
        context = context._replace(decided=decided)
    return [make_place(m.text, m.start, m.end, row, world) for m, row in zip(places, rows, strict=True)]


def _choose_all(places: Sequence[Mention], text: str, context: _Context) -> list[PlaceRow | None]:
    """Choose a row for each mention; what words beside one of them tell holds for its namesakes in the report."""
    told: dict[str, PlaceRow] = {}
    plain: dict[str, PlaceRow | None] = {}
    choices: list[tuple[str, PlaceRow | None, bool]] = []
    for number, mention in enumerate(places):
        form = _write_form(mention.text)
        following = places[number + 1] if number + 1 < len(places) else None
        beside = _read_beside(mention, following, text) or _read_before(mention, text, context.demonyms)
        shift = _weigh_words(mention, text)
        if beside or shift:
            row = _choose(form, context, beside, shift)
            if row and any(_fits(row, country) for country in beside):
                told.setdefault(form, row)
            choices.append((form, row, True))
            continue
        if form not in plain:
            plain[form] = _choose(form, context, frozenset(), 0.0)
        choices.append((form, plain[form], False))
    return [row if is_told else told.get(form, row) for form, row, is_told in choices]


def _write_form(text: str) -> str:
    """Write a name as the gazetteer does; capitals ("LONDON") become the plain name where that is known."""
    form = fold_text(text)
    if form.isupper() and len(form) > 3 and form not in load_gazetteer().known:
        return form.title()
    return form


def _read_beside(mention: Mention, following: Mention | None, text: str) -> frozenset[tuple[str, str]]:
    """The countries, and regions as (country, admin1), that stand behind the name: "Paris, Texas", "Hama in Syria"."""
    if following is None or following.sentence != mention.sentence:
        return frozenset()
    if not _WITHIN.fullmatch(text, mention.end, following.start):
        return frozenset()
    rows = load_gazetteer().find_places(_write_form(following.text))
    return frozenset((row.code, row.admin1) for row in rows if row.resolution <= 2 and row.code)


def _read_before(mention: Mention, text: str, demonyms: Mapping[int, str]) -> frozenset[tuple[str, str]]:
    """The country of the people's word that stands before the name: "the Swiss village of Glion"."""
    start = max(0, mention.start - 50)
    match = _own_before().search(text[start : mention.start])
    code = demonyms.get(start + match.start()) if match else None
    return frozenset({(code, "")}) if code else frozenset()


def _weigh_words(mention: Mention, text: str) -> float:
    """Above 0 where the words say that it is a region, below 0 where they say a town."""
    after, before, town = _levels()
    if after.match(text, mention.end) or before.search(text[max(0, mention.start - 20) : mention.start]):
        return _LEVEL
    return -_LEVEL if town.search(text[max(0, mention.start - 14) : mention.start]) else 0.0


@cache
def _levels() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A noun behind a name and one before it that say it is a region's, and one before it that says it is a town's."""
    regions, towns = sorted(load_classes().regions), "|".join(sorted(load_classes().towns))
    either = "|".join(f"[{noun[0].upper()}{noun[0]}]{noun[1:]}" for noun in regions)
    return (
        re.compile(rf" (?:{either})\b"),
        re.compile(rf"(?:{'|'.join(regions)}) of (?:the )?$"),
        re.compile(rf"(?:{towns})(?: of|,) $"),
    )


@cache
def _own_before() -> re.Pattern[str]:
    """Whose a place is, from behind the people's word on: of "the Swiss village of Glion"."""
    return re.compile(rf"(?: [a-z-]+)? (?:{'|'.join(sorted(load_classes().owned_places))}) of (?:the )?$")


def _choose(form: str, context: _Context, beside: frozenset[tuple[str, str]], shift: float) -> PlaceRow | None:
    """The weightiest row; None between equals, and where nothing but a small town's name speaks for it."""
    rows = load_gazetteer().find_places(form) or load_gazetteer().find_places(form.replace("-", " "))
    if not rows:
        return _make_told(form, beside, context)
    counts = Counter(context.counts)
    others = [row for name, row in context.decided.items() if name != form]
    counts.update(row.code for row in others if row.source != "country")
    fitting = [row for row in rows if any(_fits(row, country) for country in beside)]

    def weigh(row: PlaceRow) -> float:
        weight = _rank(row, form) + _weigh_context(row, counts, context.home, others)
        if fitting and row not in fitting:
            weight += _NOT_BESIDE
        elif fitting:
            by_region = any(admin1 and _fits(row, (code, admin1)) for code, admin1 in beside)
            weight += _IN_REGION if by_region else _IN_COUNTRY
        if (shift > 0 and row.resolution <= 2) or (shift < 0 and row.resolution > 2):
            weight += abs(shift)
        return weight

    ranked = sorted(((weigh(row), -number) for number, row in enumerate(rows)), reverse=True)
    best = rows[-ranked[0][1]]
    if beside and not fitting and best.source == "town":
        return _make_told(form, beside, context)
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0] and rows[-ranked[1][1]].code != best.code:
        return None
    if best.source == "town" and best.population < _WELL_KNOWN and best not in fitting:
        known = best.code == context.home or counts[best.code] or _stands_out(best, rows)
        return best if known else None
    return best


def _stands_out(best: PlaceRow, rows: Sequence[PlaceRow]) -> bool:
    """Whether a town of some size has no namesake in another country a tenth as large."""
    return best.population >= _SIZEABLE and all(
        row.code == best.code or 10 * row.population <= best.population for row in rows
    )


def _make_told(form: str, beside: frozenset[tuple[str, str]], context: _Context) -> PlaceRow | None:
    """A place that the gazetteer lacks, in the country that the words beside it tell, else in that of the report."""
    codes = sorted({code for code, _ in beside}, key=lambda code: (-context.counts.get(code, 0), code))
    code = codes[0] if codes else context.home
    return PlaceRow(name=form, code=code, feature="PPL", source="told") if code else None


def _rank(row: PlaceRow, form: str) -> float:
    """How much the place is spoken of in general."""
    rank = _RANKS.get(row.feature, _IN_THE_NEWS if row.source == "extra" else math.log10(row.population + 1))
    is_other_name = row.alias or (row.source == "region" and fold_text(row.name) == f"{form} state")
    return rank + (_ALIAS if is_other_name else 0.0)


def _weigh_context(row: PlaceRow, counts: Mapping[str, float], home: str | None, others: Sequence[PlaceRow]) -> float:
    """How well the place goes with the countries and the other places of the report."""
    share: float = counts.get(row.code, 0) / max(counts.values(), default=1)
    weight = _NAMED * math.sqrt(share) + (_HOME if row.code == home else 0.0)
    if row.resolution <= 2:
        return weight
    if not share and (row.source != "extra" or row.feature == "PPLC"):
        weight += _UNNAMED
    if row.admin1 and any(row.code == o.code and row.admin1 == o.admin1 for o in others):
        weight += _SAME_REGION
    if any(_is_near(row, o) for o in others if o.resolution > 2):
        weight += _NEARBY
    return weight


def _is_near(one: PlaceRow, other: PlaceRow) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return abs(one.lat - other.lat) < _NEAR_DEGREES and abs(one.lon - other.lon) < _NEAR_DEGREES


def _fits(row: PlaceRow, beside: tuple[str, str]) -> bool:
    """Whether a row lies in the country, or region (country, admin1), that stands beside it."""
    code, admin1 = beside
    return row.resolution > 1 and row.code == code and (not admin1 or admin1 == row.admin1)

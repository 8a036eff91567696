"""Short forms come in (a surname, an office, an acronym), with the settled identities that they may stand for; which they stand for goes out.

A short form joins where exactly one is possible, and else stands alone: two persons made one are worse than one made two.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.reconcile.forms import read_form
from dragoman.reconcile.names import YEAR, find_callings
from dragoman.reconcile.spelling import are_one_surname, read_words
from dragoman.record.identity import Sighting, Term
from dragoman.record.ids import actor_id

# How far from a day on which somebody was named in full a surname may still mean him or her.
SURNAME_DAYS = 2 * YEAR
OFFICE_DAYS = YEAR


@dataclass(slots=True)
class Candidate:
    """What a block's sightings say of one settled identity; days are ordinals, in order."""

    names: set[tuple[str, ...]] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    callings: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    brackets: set[str] = field(default_factory=set)
    days: list[int] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)

    def is_near(self, day: int | None, most: int) -> bool:
        """Whether a day lies at most so many days from one of those on which it was seen."""
        if day is None:
            return False
        place = bisect_left(self.days, day)
        return any(abs(day - other) <= most for other in self.days[max(place - 1, 0) : place + 1])


def settle_shorts(
    kind: str, shorts: Iterable[Sighting], settled: Iterable[Sighting], holders: Mapping[str, Iterable[Term]]
) -> dict[str, list[Sighting]]:
    """Settle the short forms of a block: identity → its short sightings.

    Args:
        kind: surname, office or acronym.
        shorts: the short forms, in any order.
        settled: sightings with an `actor`, that is who the short forms may stand for.
        holders: identity → when a person says that it held the office of the block.
    """
    candidates = _gather(settled)
    for id, terms in holders.items():
        candidates.setdefault(id, Candidate()).terms.extend(terms)
    settle: Callable[[Sequence[Sighting], Mapping[str, Candidate]], str] = {
        "surname": _settle_surname,
        "office": _settle_office,
        "acronym": _settle_acronym,
    }[kind]
    reports: dict[tuple[str, object], list[Sighting]] = {}
    for sighting in shorts:
        form = read_form(sighting)
        reports.setdefault((sighting.document, form.words or form.key), []).append(sighting)
    found: dict[str, list[Sighting]] = {}
    for one in reports.values():
        found.setdefault(settle(one, candidates), []).extend(one)
    return found


def _gather(settled: Iterable[Sighting]) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}
    for sighting in settled:
        if sighting.actor is None:
            continue
        form, one = read_form(sighting), found.setdefault(sighting.actor, Candidate())
        one.names.add(form.words)
        one.codes |= {sighting.code} - {None} if sighting.code else set()
        one.callings |= find_callings([sighting])
        one.offices |= {form.office} - {""}
        one.brackets |= {form.brackets} - {""}
        if sighting.day:
            one.days.append(sighting.day.toordinal())
    for one in found.values():
        one.days.sort()
    return found


def _code_of(one: Sequence[Sighting]) -> str:
    """The country that a report gives a form most often, "" for none."""
    counts = Counter(s.code for s in one if s.code)
    return min(counts, key=lambda code: (-counts[code], code)) if counts else ""


def _day_of(one: Sequence[Sighting]) -> int | None:
    return min((s.day.toordinal() for s in one if s.day), default=None)


def _settle_surname(one: Sequence[Sighting], candidates: Mapping[str, Candidate]) -> str:
    words, code, day = read_form(one[0]).words, _code_of(one), _day_of(one)
    codes, callings = {s.code for s in one if s.code}, find_callings(one)
    family_first: frozenset[str] = read_words()["family_first"]

    def may_be(who: Candidate) -> bool:
        return (
            bool(codes & who.codes)
            and (not callings or not who.callings or bool(callings & who.callings))
            and who.is_near(day, SURNAME_DAYS)
            and any(_bears(name, words, not family_first.isdisjoint(who.codes)) for name in who.names)
        )

    possible = [id for id, who in candidates.items() if may_be(who)]
    offices = {read_form(s).office for s in one} - {""}
    holding = [id for id in possible if offices & candidates[id].offices]
    if len(possible) > 1 and len(holding) == 1:
        return holding[0]
    return possible[0] if len(possible) == 1 else actor_id("surname", code, " ".join(words))


def _bears(name: Sequence[str], words: Sequence[str], family_first: bool) -> bool:
    """Whether somebody of this full name may be called so: by the surname, alone or with an initial before it."""
    if len(words) == 1:
        return are_one_surname(name[0 if family_first else -1], words[0])
    return are_one_surname(name[-1], words[-1]) and name[0][0] == words[0][0]


def _settle_office(one: Sequence[Sighting], candidates: Mapping[str, Candidate]) -> str:
    """Who holds the office on a day: whoever was named with it before and after, or the only one within a year."""
    code, day = _code_of(one), _day_of(one)
    alone = actor_id("office", code, read_form(one[0]).key)
    if day is None:
        return alone
    given = [id for id, who in candidates.items() if any(_holds(term, day) for term in who.terms)]
    if given:
        return given[0] if len(given) == 1 else alone
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    for id, who in candidates.items():
        place = bisect_right(who.days, day)
        if place and day - who.days[place - 1] <= OFFICE_DAYS:
            before[id] = day - who.days[place - 1]
        if place < len(who.days) and who.days[place] - day <= OFFICE_DAYS:
            after[id] = who.days[place] - day
    around = {*before, *after}
    if len(around) == 1:
        return around.pop()
    last, following = _nearest(before), _nearest(after)
    return last if last is not None and last == following else alone


def _holds(term: Term, day: int) -> bool:
    first = term.since.toordinal() if term.since else 0
    return first <= day and (term.until is None or day <= term.until.toordinal())


def _nearest(distances: Mapping[str, int]) -> str | None:
    """The only one at the least distance."""
    nearest = [id for id, distance in distances.items() if distance == min(distances.values())]
    return nearest[0] if len(nearest) == 1 else None


def _settle_acronym(one: Sequence[Sighting], candidates: Mapping[str, Candidate]) -> str:
    """The body of this acronym in this country; what a report writes in brackets behind a name counts more than initials."""
    code, key = _code_of(one), read_form(one[0]).key
    possible = [id for id, who in candidates.items() if code in who.codes]
    written = [id for id in possible if key in candidates[id].brackets]
    for found in (written, possible):
        if len(found) == 1:
            return found[0]
        if found:
            break
    return actor_id("acronym", code, key)

"""Sightings with full names that sound alike come in; which of them are one person or body goes out.

What is settled is a function of the set of sightings: they are put in order by what they say before anything is joined.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dragoman.reconcile.forms import read_form
from dragoman.reconcile.spelling import GIVEN, SURNAMES, are_alike, read_words, sound
from dragoman.record.identity import Sighting
from dragoman.record.ids import actor_id

YEAR = 366
_Facts = tuple[tuple[str, ...], frozenset[str], frozenset[str], frozenset[str], bool, str, str]
Same = Callable[[Sequence[str], Sequence[str]], bool]
# Of one name so far apart in time nobody can say that they are one.
_LIFE = 40 * YEAR
_STRONG_SECTORS = frozenset({"GOV", "LEG", "PTY", "OPP", "JUD", "MIL", "SPY", "COP", "REB", "BUS", "REL", "ELI"})


@dataclass(frozen=True, slots=True)
class Named:
    """One or more sightings that bear one name and say the same of who it is; those of one report are taken together.

    `strong` is whether a country is theirs by an office or a state's service, rather than by where the report is from;
    `known` is the identity of somebody in the world files. Days are ordinals.
    """

    words: tuple[str, ...]
    codes: frozenset[str]
    callings: frozenset[str]
    offices: frozenset[str]
    strong: bool
    first: int
    last: int
    known: str
    sightings: tuple[Sighting, ...]


def settle_names(sightings: Iterable[Sighting], is_one: Same) -> dict[str, tuple[Sighting, ...]]:
    """Join the sightings of a block of full names: identity → its sightings; those of known ones are left out.

    `is_one` says whether two names are spellings of one (is_one_name, is_one_body); `actor` of a sighting is given where the
    world files know it. Names are joined where they are spellings of one and nothing speaks against it: other countries, other
    callings, or forty years.
    """
    named = sorted(gather_named(sightings), key=_order)
    groups: dict[int, list[Named]] = {i: [one] for i, one in enumerate(named)}
    at = list(range(len(named)))
    for _, i, j in sorted(_list_links(named, is_one)):
        one, two = at[i], at[j]
        if one != two and all(_may_be_one(a, b, is_one) for a in groups[one] for b in groups[two]):
            low, high = min(one, two), max(one, two)
            groups[low] += groups.pop(high)
            at = [low if place == high else place for place in at]
    settled: dict[str, tuple[Sighting, ...]] = {}
    numbers: dict[tuple[str, str], int] = {}
    for place in sorted(groups):
        group = groups[place]
        id = next((one.known for one in group if one.known), "") or _name_group(group, numbers)
        settled[id] = settled.get(id, ()) + tuple(s for one in group if not one.known for s in one.sightings)
    return settled


def gather_named(sightings: Iterable[Sighting]) -> Iterator[Named]:
    """Sightings of one report under one name together, then reports that say the same of it together."""
    reports: dict[tuple[str, tuple[str, ...]], list[Sighting]] = {}
    for sighting in sightings:
        form = read_form(sighting)
        # Of others than known ones `actor` may be left from an earlier settling, which must not count.
        whose = f"actor {sighting.actor}" if form.kind == "known" else f"report {sighting.document}"
        reports.setdefault((whose, form.words), []).append(sighting)
    alike: dict[_Facts, list[Sighting]] = {}
    for (whose, words), found in reports.items():
        known = next((s.actor for s in found if s.actor and read_form(s).kind == "known"), "")
        codes = _codes(found)
        # What names no country says too little to be one with others that say as little.
        apart = "" if codes else whose
        offices = frozenset(read_form(s).office for s in found) - {""}
        facts = (words, codes, find_callings(found), offices, any(map(_is_strong, found)), known, apart)
        alike.setdefault(facts, []).extend(found)
    for (words, codes, callings, offices, strong, known, _), found in alike.items():
        days = [s.day.toordinal() for s in found if s.day] or [date.max.toordinal()]
        yield Named(words, codes, callings, offices, strong, min(days), max(days), known, tuple(found))


def _codes(found: Iterable[Sighting]) -> frozenset[str]:
    """The countries that count: those by an office or a state's service if there are any, else all."""
    found = list(found)
    strong = frozenset(s.code for s in found if s.code and _is_strong(s))
    return strong or frozenset(s.code for s in found if s.code)


def _is_strong(sighting: Sighting) -> bool:
    return (
        bool(sighting.office) or read_form(sighting).kind == "known" or not _STRONG_SECTORS.isdisjoint(sighting.sector)
    )


def find_callings(found: Iterable[Sighting]) -> frozenset[str]:
    """The callings that the sectors of sightings tell."""
    table: Mapping[str, list[str]] = read_words()["callings"]
    sectors = {s for sighting in found for s in sighting.sector[:1]}
    return frozenset(calling for calling, held in table.items() if not sectors.isdisjoint(held))


def _order(one: Named) -> tuple[object, ...]:
    who = min((s.document, s.party) for s in one.sightings)
    return (
        one.first,
        one.last,
        one.words,
        sorted(one.codes),
        sorted(one.callings),
        sorted(one.offices),
        one.strong,
        one.known,
        who,
    )


def _list_links(named: Sequence[Named], is_one: Same) -> Iterator[tuple[int, int, int]]:
    """Pairs that may be one, with how good the reason is: 0 the best."""
    for (i, one), (j, two) in combinations(enumerate(named), 2):
        if not _may_be_one(one, two, is_one):
            continue
        shared = bool(one.codes & two.codes)
        if one.words == two.words:
            if shared:
                yield 0, i, j
            elif _gap(one, two) <= YEAR:
                yield 1, i, j
        elif shared:
            yield 2, i, j


def _may_be_one(one: Named, two: Named, is_one: Same) -> bool:
    """Whether nothing speaks against it."""
    if one.known and two.known and one.known != two.known:
        return False
    if one.strong and two.strong and one.codes and two.codes and not one.codes & two.codes:
        return False
    if one.callings and two.callings and not one.callings & two.callings:
        return False
    if _gap(one, two) > _LIFE:
        return False
    if is_one(one.words, two.words):
        return True
    # "Tayyip Erdoğan" leaves out the first name: too little by itself, but not for whoever holds the same office.
    return bool(one.codes & two.codes and one.offices & two.offices) and _is_part(one.words, two.words)


def _is_part(one: Sequence[str], two: Sequence[str]) -> bool:
    short, long = sorted((one, two), key=len)
    return len(short) > 1 and set(short) <= set(long) and short[-1] == long[-1]


def _gap(one: Named, two: Named) -> int:
    return max(one.first - two.last, two.first - one.last, 0)


def is_one_name(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two names in full may be spellings of one: what one of them leaves out or shortens to an initial counts as the same.

    "Ada Maria Berg", "Ada Berg" and "Ada M. Berg" may be one; "Ada Berg" and "Ida Berg" are two, "Ada Berg" and "Maria Berg" too.
    """
    if tuple(one) == tuple(two):
        return True
    if "".join(one) == "".join(two):  # "Abd al-Rahman" and "Abdulrahman" after folding, "Jong Un" and "Jongun"
        return True
    short, long = sorted((list(one), list(two)), key=len)
    if not (_is_given(short[0], long[0]) and are_alike(short[-1], long[-1], SURNAMES)):
        return False
    inner, others = short[1:-1], long[1:-1]
    for word in inner:  # each in its order
        place = next((i for i, other in enumerate(others) if _is_given(word, other)), None)
        if place is None:
            return False
        others = others[place + 1 :]
    return True


def is_one_body(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two proper names of bodies are spellings of one: the same words in any order, "Defence Ministry" and "Ministry of Defense"."""
    pairs = zip(sorted(one, key=sound), sorted(two, key=sound), strict=False)
    return len(one) == len(two) and all(are_alike(a, b, GIVEN) for a, b in pairs)


def _is_given(one: str, two: str) -> bool:
    if len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    return are_alike(one, two, GIVEN)


def _name_group(group: Sequence[Named], numbers: dict[tuple[str, str], int]) -> str:
    """An id after name and country where it was seen first; namesakes in one country are numbered in the order in which they were seen."""
    first = min((s for one in group for s in one.sightings), key=lambda s: (s.day or date.max, s.document, s.party))
    code = first.code or min((c for one in group for c in one.codes), default="")
    name = " ".join(read_form(first).words)
    number = numbers[name, code] = numbers.get((name, code), -1) + 1
    return actor_id("name", code, name, str(number))

"""Happenings and tellings come in; storylines go out: what belongs together by who, where and which matter, over time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import log, sqrt

from dragoman.codebook.stems import stem_words
from dragoman.record.happening import Happening, Telling
from dragoman.relations.parties import fold_name, name_actor, name_state, sort_happenings, tell_day
from dragoman.relations.titles import pick_title

# Two happenings may be linked if at most so many days lie between them, and are if they are so alike: likeness counts half after
# FADE days. Two groups are joined by their strongest link if, taken as wholes, they are still so alike, and the storyline stays
# so small. bench/stories.py has the figures; these values were chosen on one half of its storylines.
GAP, FADE = 365, 120
LINKED, JOINED = 0.18, 0.18
LARGEST = 80
# What is told of so many days or more ("in 2014") is background, not a step of a storyline.
VAGUE = 92
# What counts how much beside the rarity of a feature: `side` is a country, `who` a name, `land` and `where` the place.
WEIGHTS = {"side": 1.0, "who": 0.8, "where": 1.0, "land": 0.5, "matter": 0.5, "word": 1.2, "report": 0.5}
# A feature of more than this share of all happenings, and of more than so many, is no feature: it tells nothing apart, and would
# make everything alike to everything.
COMMON, FEW = 0.1, 50
# So many rows at a time are held against those near them: what bounds memory, nothing else.
ROWS = 200

Bag = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A storyline: its happenings by day, the first and the last day, who is in it most, and a title in words of the reports.

    `title_report` is the report whose title or sentence it is. The id follows from the happenings' ids alone.
    """

    id: str
    title: str
    title_report: str | None
    since: date
    until: date
    parties: tuple[str, ...]
    happenings: tuple[Happening, ...]
    reports: tuple[str, ...]


def link_stories(
    happenings: Iterable[Happening], told: Mapping[str, Telling], least: int = 2, gap: int = GAP
) -> list[Story]:
    """The storylines among some happenings, latest first.

    Args:
        happenings: in any order; those without a day, or told of VAGUE days or more, are in no storyline.
        told: their tellings, by event id.
        least: how many happenings make a storyline.
        gap: how many days may lie between two that are linked.
    """
    known = [h for h in sort_happenings(happenings) if _has_day(h)]
    bags = _make_bags(known, told)
    groups = _join(known, bags, gap)
    stories = [
        _make_story([known[n] for n in group], [bags[n] for n in group], told)
        for group in groups
        if len(group) >= least
    ]
    return sorted(stories, key=lambda s: (-s.until.toordinal(), -s.since.toordinal(), s.id))


def _has_day(happening: Happening) -> bool:
    first, last = happening.date, happening.enddate
    if first is not None and last is not None:
        return (last - first).days < VAGUE
    return tell_day(happening) is not None


def _make_bags(happenings: Sequence[Happening], told: Mapping[str, Telling]) -> list[Bag]:
    """What each happening is about, as features of length 1 in all, each the heavier the rarer it is among these happenings."""
    features = [frozenset(_list_features(h, told)) for h in happenings]
    count = Counter(f for own in features for f in own)
    most = max(FEW, COMMON * len(happenings))
    bags = []
    for own in features:
        kept = sorted(f for f in own if count[f] <= most)
        bag = {f: WEIGHTS[f.partition(" ")[0]] * log((1 + len(happenings)) / count[f]) for f in kept}
        length = sqrt(sum(v * v for v in bag.values())) or 1.0
        bags.append({f: v / length for f, v in bag.items()})
    return bags


def _list_features(happening: Happening, told: Mapping[str, Telling]) -> Iterator[str]:
    for actor in (*happening.actor, *happening.recipient):
        yield f"side {name_state(actor)}"
        yield f"who {' '.join(fold_name(name_actor(actor)))}"
    place = happening.event_loc
    if place is not None:
        yield f"where {place.resolved_place or place.extracted_place}"
        yield f"land {place.country_code}"
    for context in happening.context:
        yield f"matter {context}"
    yield from (f"report {report}" for report in happening.reports)
    for event in happening.events:
        if event in told:
            for stem in stem_words(told[event].sentence):
                if len(stem) > 2:
                    yield f"word {stem}"


def _join(happenings: Sequence[Happening], bags: Sequence[Bag], gap: int) -> list[list[int]]:
    """Groups of happenings by their numbers: the strongest links first, and only where the groups as wholes are alike."""
    group = list(range(len(happenings)))
    members = {n: [n] for n in group}
    sums: dict[int, Bag] = {n: dict(bag) for n, bag in enumerate(bags)}
    for _, one, other in sorted(_find_links(happenings, bags, gap), key=lambda link: (-link[0], link[1], link[2])):
        a, b = sorted((group[one], group[other]), key=lambda g: (-len(members[g]), g))
        if a == b or len(members[a]) + len(members[b]) > LARGEST or _measure(sums[a], sums[b]) < JOINED:
            continue
        for n in members[b]:
            group[n] = a
        members[a] += members.pop(b)
        whole = sums[a]
        for feature, value in sums.pop(b).items():
            whole[feature] = whole.get(feature, 0.0) + value
    return [sorted(found) for _, found in sorted(members.items())]


def _find_links(happenings: Sequence[Happening], bags: Sequence[Bag], gap: int) -> Iterator[tuple[float, int, int]]:
    """Pairs that are near in time and alike, each with how alike."""
    from scipy.sparse import csr_matrix

    columns = {f: n for n, f in enumerate(sorted({f for bag in bags for f in bag}))}
    starts, places, values = [0], list[int](), list[float]()
    for bag in bags:
        places += [columns[f] for f in sorted(bag)]
        values += [bag[f] for f in sorted(bag)]
        starts.append(len(places))
    matrix = csr_matrix((values, places, starts), shape=(len(bags), len(columns)))
    days = [(tell_day(h) or date.min).toordinal() for h in happenings]
    for first in range(0, len(bags), ROWS):
        last = min(first + ROWS, len(bags))
        near = next((n for n in range(last, len(days)) if days[n] > days[last - 1] + gap), len(days))
        alike = (matrix[first:last] @ matrix[first:near].T).tocoo()
        for row, column, value in zip(alike.row.tolist(), alike.col.tolist(), alike.data.tolist(), strict=True):
            one, other = first + row, first + column
            apart = days[other] - days[one]
            if one < other and apart <= gap and (strength := value / (1 + apart / FADE)) >= LINKED:
                # Rounded: the last digits of a sum of floats must not decide which link comes first.
                yield round(strength, 6), one, other


def _measure(one: Bag, other: Bag) -> float:
    """The cosine of two bags, rounded as links are."""
    small, large = sorted((one, other), key=len)
    product = sum(value * large[f] for f, value in small.items() if f in large)
    return round(product / sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values())), 6)


def _make_story(happenings: Sequence[Happening], bags: Sequence[Bag], told: Mapping[str, Telling]) -> Story:
    days = [day for h in happenings if (day := tell_day(h))]
    words: Counter[str] = Counter()
    for bag in bags:
        words.update({f.partition(" ")[2]: v for f, v in bag.items() if f.startswith("word ")})
    sides = Counter(name for h in happenings for name in {name_state(a) for a in (*h.actor, *h.recipient)})
    tellings = [told[e] for h in happenings for e in h.events if e in told]
    title, report = pick_title(words, tellings)
    return Story(
        id=sha256("\x1f".join(sorted(h.id for h in happenings)).encode()).hexdigest()[:16],
        title=title,
        title_report=report,
        since=min(days),
        until=max(days),
        parties=tuple(name for name, _ in sorted(sides.items(), key=lambda s: (-s[1], s[0]))),
        happenings=tuple(happenings),
        reports=tuple(sorted({r for h in happenings for r in h.reports})),
    )

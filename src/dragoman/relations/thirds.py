"""Happenings come in; the third parties of a dyad go out: who brings the two together, and who stands with or against which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.record.happening import Happening
from dragoman.record.mention import Actor
from dragoman.relations.parties import Party, list_pairs, name_apart, name_state, sort_happenings

# What parties do together, or bring each other to do.
TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# How strongly a third party must have acted on one side, as a sum of scale times confidence and in how many happenings, to be
# said to support or oppose it: one coded deed is too often a slip of the coder.
LEAST, FEWEST = 1.0, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Third:
    """A country, body or other party that is neither of the two.

    `mediated` are the happenings in which it took part in, or on its ground were held, talks or agreements of both; `towards`
    are its own deeds towards the first and towards the second, and `scores` their sums of scale times confidence.
    """

    name: str
    mediated: tuple[Happening, ...]
    towards: tuple[tuple[Happening, ...], tuple[Happening, ...]]
    scores: tuple[float, float]

    @property
    def stands(self) -> tuple[int, int]:
        """For each of the two: 1 supports, -1 opposes, 0 neither or too little is told."""
        first, second = (
            0 if abs(score) < LEAST or len(deeds) < FEWEST else 1 if score > 0 else -1
            for score, deeds in zip(self.scores, self.towards, strict=True)
        )
        return first, second

    @property
    def bearing(self) -> tuple[tuple[Happening, ...], tuple[Happening, ...]]:
        """The deeds towards each of the two that bear out where it stands: a single kind word of an enemy is no support."""
        first, second = (
            tuple(h for h in deeds if h.event_scale * stands > 0)
            for deeds, stands in zip(self.towards, self.stands, strict=True)
        )
        return first, second


@dataclass(slots=True)
class _Found:
    mediated: dict[str, Happening] = field(default_factory=dict)
    towards: tuple[dict[str, Happening], dict[str, Happening]] = field(default_factory=lambda: ({}, {}))


def find_thirds(happenings: Iterable[Happening], first: Party, second: Party) -> list[Third]:
    """Third parties that mediate, support or oppose: those that mediate most first, then those whose deeds weigh most.

    `happenings` are those in which at least one of the two takes part, in any order. A third party is named by its
    country where that is neither of the two's, else by its own name.
    """
    found: dict[str, _Found] = defaultdict(_Found)
    for happening in happenings:
        for name in _find_mediators(happening, first, second):
            found[name].mediated[happening.id] = happening
        for doer, other in list_pairs(happening):
            if first.is_party(doer) or second.is_party(doer):
                continue
            for place, side in enumerate((first, second)):
                if side.is_party(other):
                    found[_name(doer, first, second)].towards[place][happening.id] = happening
    thirds = [_make_third(name, one) for name, one in found.items()]
    telling = [t for t in thirds if t.mediated or any(t.stands)]
    return sorted(telling, key=lambda t: (-len(t.mediated), -abs(t.scores[0]) - abs(t.scores[1]), t.name))


def _find_mediators(happening: Happening, first: Party, second: Party) -> Iterator[str]:
    """Who else takes part where both do something together, and whose ground they do it on."""
    if happening.event not in TOGETHER:
        return
    parties = (*happening.actor, *happening.recipient)
    if not (any(map(first.is_party, parties)) and any(map(second.is_party, parties))):
        return
    for party in parties:
        if not first.is_party(party) and not second.is_party(party):
            yield _name(party, first, second)
    place = happening.event_loc
    ground = place.country_code if place is not None else None
    if ground and ground not in (first.code, second.code) and all(ground != p.code for p in parties):
        yield ground


def _name(actor: Actor, first: Party, second: Party) -> str:
    return name_apart(actor) if actor.code in (first.code, second.code, None) else name_state(actor)


def _make_third(name: str, found: _Found) -> Third:
    first, second = (sort_happenings(deeds.values()) for deeds in found.towards)
    scores = tuple(round(sum(h.event_scale * h.confidence for h in deeds), 4) for deeds in (first, second))
    return Third(
        name=name,
        mediated=sort_happenings(found.mediated.values()),
        towards=(first, second),
        scores=(scores[0], scores[1]),
    )

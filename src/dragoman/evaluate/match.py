"""Two tellings of one sentence come in; which events of the one are which of the other goes out, one to one.

The method is that of the project's scoring script: the largest matching at a level, the most alike pairs tried first.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from dragoman.evaluate.told import Party, Told, countries

Test = Callable[[Told, Told], bool]


def overlap(one: str, other: str) -> float:
    """How far two strings have the same words, from 0 to 1 (F1 over words); 1 where both are empty."""
    a, b = Counter(one.lower().split()), Counter(other.lower().split())
    if not a and not b:
        return 1.0
    common = (a & b).total()
    return 2 * common / (a.total() + b.total()) if common else 0.0


def share(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets have something in common, or are both empty."""
    return bool(one & other) or (not one and not other)


def same_type(gold: Told, ours: Told) -> bool:
    """The same type."""
    return gold.type == ours.type


def same_actor(gold: Told, ours: Told) -> bool:
    """The same type, and the actors share a country or have none on both sides."""
    return same_type(gold, ours) and share(countries(gold.actors), countries(ours.actors))


def same_both(gold: Told, ours: Told) -> bool:
    """The same type, actor and recipient: the headline."""
    return same_actor(gold, ours) and share(countries(gold.recipients), countries(ours.recipients))


def same_status(gold: Told, ours: Told) -> bool:
    """The same type, parties and status."""
    return same_both(gold, ours) and gold.status == ours.status


def same_trigger(gold: Told, ours: Told) -> bool:
    """Triggers with a word in common."""
    return not set(gold.trigger.lower().split()).isdisjoint(ours.trigger.lower().split())


LEVELS: Mapping[str, Test] = {"type": same_type, "actor": same_actor, "both": same_both, "status": same_status}


def match(gold: Sequence[Told], ours: Sequence[Told], fits: Test) -> list[tuple[int, int]]:
    """The largest one-to-one matching of events that fit (Kuhn), the most alike tried first; pairs of indexes."""
    if not gold or not ours:
        return []
    owner: dict[int, int] = {}
    ok = [[fits(g, o) for o in ours] for g in gold]
    alike = [[_alike(g, o) for o in ours] for g in gold]

    def place(i: int, seen: set[int]) -> bool:
        for j in sorted(range(len(ours)), key=lambda j: (j in owner, -alike[i][j])):
            if j in seen or not ok[i][j]:
                continue
            seen.add(j)
            if j not in owner or place(owner[j], seen):
                owner[j] = i
                return True
        return False

    def best(i: int) -> float:
        return min((-alike[i][j] for j in range(len(ours)) if ok[i][j]), default=0.0)

    for i in sorted(range(len(gold)), key=best):
        place(i, set())
    return [(i, j) for j, i in owner.items()]


def _alike(gold: Told, ours: Told) -> float:
    roles: tuple[tuple[Sequence[Party], Sequence[Party]], ...] = (
        (gold.actors, ours.actors),
        (gold.recipients, ours.recipients),
    )
    mentions = sum(overlap(a.mention, b.mention) for x, y in roles for a, b in zip(x, y, strict=False))
    same = " ".join(gold.trigger.lower().split()) == " ".join(ours.trigger.lower().split())
    return 2 * same + mentions / 10


def pair_leftovers(gold: Sequence[Told], ours: Sequence[Told]) -> list[tuple[Told | None, Told | None]]:
    """Which of two tellings that do not match mean the same act all the same; what means nothing else stands alone.

    First those of the same type, then those whose triggers share a word, then those with both parties in common, of whom
    at least one is known: the same act under another name.
    """
    left, right = list(gold), list(ours)
    pairs: list[tuple[Told | None, Told | None]] = []
    for fits in (same_type, same_trigger, _same_parties):
        found = match(left, right, fits)
        pairs += [(left[i], right[j]) for i, j in found]
        left = [g for i, g in enumerate(left) if i not in {i for i, _ in found}]
        right = [o for j, o in enumerate(right) if j not in {j for _, j in found}]
    return [*pairs, *((g, None) for g in left), *((None, o) for o in right)]


def _same_parties(gold: Told, ours: Told) -> bool:
    actors, recipients = countries(gold.actors), countries(gold.recipients)
    known = bool(actors or recipients)
    return known and share(actors, countries(ours.actors)) and share(recipients, countries(ours.recipients))

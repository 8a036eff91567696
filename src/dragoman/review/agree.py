"""Events as two people last saw them come in; how well the two agree goes out, field by field."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.record.event import Event

Pair = tuple[Event | None, Event | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well two people agree on a field: `same` of `of` events are the same to both.

    `kappa` is Cohen's, `alpha` Krippendorff's for values without an order: 1 is full agreement, 0 what chance would give. They are
    None where chance would give full agreement, as both always say the same one thing, or there is no event.
    """

    field: str
    of: int
    same: int
    kappa: float | None
    alpha: float | None


# What is compared, of events that both take for one; an event that one of them rejects counts in the first row alone.
FIELDS: Mapping[str, Callable[[Event], Hashable]] = {
    "type": lambda e: e.event,
    "mode": lambda e: (e.event, e.mode),
    "status": lambda e: e.status,
    "actor": lambda e: frozenset(a.code for a in e.actor),
    "recipient": lambda e: frozenset(a.code for a in e.recipient),
    "date": lambda e: (e.date, e.enddate),
    "place": lambda e: (e.event_loc.country_code, e.event_loc.resolved_place) if e.event_loc else None,
    "attribution": lambda e: frozenset(a.entity_text for a in e.attribution),
    "content": lambda e: e.content and (e.content.start, e.content.end),
}


def measure_agreement(pairs: Sequence[Pair]) -> tuple[Agreement, ...]:
    """Compare two people's views of the events that both have reviewed; a view is None where it was rejected."""
    rows = [_measure("is an event", [(one is not None, other is not None) for one, other in pairs])]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    rows += [_measure(field, [(read(one), read(other)) for one, other in both]) for field, read in FIELDS.items()]
    return tuple(rows)


def _measure(field: str, values: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    return Agreement(
        field=field,
        of=len(values),
        same=sum(one == other for one, other in values),
        kappa=find_kappa(values),
        alpha=find_alpha(values),
    )


def find_kappa(values: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa (A coefficient of agreement for nominal scales, 1960): the agreement beyond that of two who keep to their own shares."""
    if not values:
        return None
    number = len(values)
    ones, others = Counter(one for one, _ in values), Counter(other for _, other in values)
    chance = sum(ones[value] * others[value] for value in ones) / number**2
    observed = sum(one == other for one, other in values) / number
    return None if chance == 1 else (observed - chance) / (1 - chance)


def find_alpha(values: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Krippendorff's alpha for two observers, values without an order and none missing (Computing Krippendorff's alpha-reliability, 2011)."""
    number = 2 * len(values)
    counts = Counter(value for pair in values for value in pair)
    expected = number**2 - sum(count**2 for count in counts.values())
    if not expected:
        return None
    differing = sum(2 for one, other in values if one != other)
    return 1 - (number - 1) * differing / expected

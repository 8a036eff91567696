"""Two codings of one report come in; what the newer one changed goes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.record.event import Event

# Fields that name the coding and the report, and say nothing of the event.
NAMES = frozenset({"id", "document", "coder", "cite_info"})


@dataclass(frozen=True, slots=True)
class Difference:
    """How many events are new and gone, and for each that stands but was altered, which fields."""

    added: int
    dropped: int
    altered: tuple[tuple[str, ...], ...]


def compare_events(old: Sequence[Event], new: Sequence[Event]) -> Difference:
    """Pair the events of two codings of one report and compare them field by field.

    Events are paired by trigger and type, then by trigger alone (the type was altered): ids differ between
    versions by design. Several of one trigger and type pair in the order in which they stand.
    """
    left, right = list(old), list(new)
    pairs: list[tuple[Event, Event]] = []
    for same in (_trigger_and_type, _trigger):
        for event in tuple(left):
            partner = next((e for e in right if same(e) == same(event)), None)
            if partner is not None:
                pairs.append((event, partner))
                left.remove(event)
                right.remove(partner)
    altered = [fields for one, two in pairs if (fields := _list_altered(one, two))]
    return Difference(len(right), len(left), tuple(altered))


def _trigger_and_type(event: Event) -> tuple[object, ...]:
    return event.trigger.start, event.event


def _trigger(event: Event) -> tuple[object, ...]:
    return (event.trigger.start,)


def _list_altered(one: Event, two: Event) -> tuple[str, ...]:
    return tuple(
        name for name in Event.__dataclass_fields__ if name not in NAMES and getattr(one, name) != getattr(two, name)
    )

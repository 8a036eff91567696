"""Reports with our events come in; how far our confidence can be trusted goes out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.evaluate.match import match, same_both
from dragoman.evaluate.told import Report, Told

BINS = 10
GOAL = 0.8


@dataclass(frozen=True, slots=True)
class Bin:
    """The events whose confidence lies in [low, low + 0.1): how many, what they say on average, what share is right."""

    low: float
    events: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class Floor:
    """From which confidence on events are right often enough, and what is left of them there."""

    confidence: float
    precision: float
    recall: float
    events: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """Expected calibration error over ten bins, the bins, and the floor for the goal (None where none reaches it)."""

    error: float
    bins: tuple[Bin, ...]
    floor: Floor | None


def weigh_confidence(pairs: Iterable[tuple[Report, Sequence[Told]]]) -> Reliability | None:
    """Hold each event's confidence against whether its type, actor and recipient are right; None without confidences."""
    scenes = [
        ([e for e in report.gold if e.sentence == number], [e for e in ours if e.sentence == number])
        for report, ours in pairs
        for number in sorted({e.sentence for e in report.gold} | {e.sentence for e in ours})
    ]
    if not any(ours for _, ours in scenes) or any(e.confidence is None for _, ours in scenes for e in ours):
        return None
    said: list[tuple[float, bool]] = []
    for gold, ours in scenes:
        hit = {j for _, j in match(gold, ours, same_both)}
        said += [(e.confidence or 0.0, j in hit) for j, e in enumerate(ours)]
    bins = tuple(_fill_bins(said))
    error = sum(b.events * abs(b.said - b.right) for b in bins) / len(said)
    return Reliability(error, bins, _find_floor(scenes))


def _fill_bins(said: Sequence[tuple[float, bool]]) -> Iterable[Bin]:
    filled: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in said:
        filled[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    for number, rows in sorted(filled.items()):
        yield Bin(number / BINS, len(rows), sum(c for c, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows))


def _find_floor(scenes: Sequence[tuple[list[Told], list[Told]]]) -> Floor | None:
    """The lowest confidence from which on precision reaches the goal, matched anew at each step as a run with it would be."""
    at: dict[float, set[int]] = defaultdict(set)
    for k, (_, ours) in enumerate(scenes):
        for event in ours:
            at[event.confidence or 0.0].add(k)
    total = sum(len(gold) for gold, _ in scenes)
    hits = [0] * len(scenes)
    kept = [0] * len(scenes)
    floor = None
    for confidence in sorted(at, reverse=True):
        for k in at[confidence]:
            gold, ours = scenes[k]
            left = [e for e in ours if (e.confidence or 0.0) >= confidence]
            hits[k], kept[k] = len(match(gold, left, same_both)), len(left)
        right, events = sum(hits), sum(kept)
        if right >= GOAL * events:
            floor = Floor(confidence, right / events, right / total if total else 0.0, events)
    return floor

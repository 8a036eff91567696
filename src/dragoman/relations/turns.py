"""A series and its happenings come in; the stretches in which the tone stayed the same go out, and what drove each turn between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import log

from dragoman.ask.dyads import DyadSeries, Period, list_periods
from dragoman.record.happening import Happening
from dragoman.relations.parties import rank_happenings, tell_day

# A period's tone is its mean scale as if one happening of scale 0 stood beside those that are told: a single report moves it
# half as far as its scale says, many move it nearly all the way. A period in which nothing is told has no tone, and no say.
CALM = 1
# A stretch has at least so many periods in which something is told: one loud day in a quiet year is no turn.
SHORTEST = 2
# What a further turn must explain, in units of the noise and of log(number of periods): the Bayesian information criterion
# asks for 2 (one mean and one place). bench/turns.py shows how often turns are found where there is none.
PENALTY = 3.0
# A series of fewer periods in which something is told has no turns: too few to tell a turn from chance.
FEWEST = 6
# What drove a turn is looked for in so many such periods before and after it, and at most so many happenings are named.
NEAR, DRIVERS = 3, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Time of one tone, both days included; `tone` is the mean of its periods' tones."""

    since: date
    until: date
    happenings: int
    mean_scale: float
    tone: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change of tone on the first day of a period: from what to what, and the happenings that speak for it.

    `ended` were weighty just before it and on the side that it turned from, `began` just after it and on the side that it
    turned to; heaviest first.
    """

    day: date
    before: float
    after: float
    ended: tuple[Happening, ...]
    began: tuple[Happening, ...]

    @property
    def better(self) -> bool:
        """Whether it turned towards cooperation."""
        return self.after > self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a relation went: stretches one after the other, and the turns between them (one fewer)."""

    stretches: tuple[Stretch, ...]
    turns: tuple[Turn, ...]


def measure_tone(period: Period) -> float:
    """The tone of a period in which something is told, from -10 to 10."""
    return period.total * (period.mean_scale or 0.0) / (period.total + CALM)


def follow_course(series: DyadSeries, happenings: Iterable[Happening]) -> Course:
    """The course of a relation: where the level of its tone changes.

    Args:
        series: the two parties' series; the direction that counts both ways is looked at.
        happenings: what it was made of, in any order.
    """
    periods = [p for p in series.follow(series.directions[0]) if p.total]
    if not periods:
        return Course(stretches=(), turns=())
    starts = [0, *find_breaks([measure_tone(p) for p in periods])]
    parts = [periods[a:b] for a, b in zip(starts, [*starts[1:], len(periods)], strict=True)]
    ends = [part[0].period - timedelta(days=1) for part in parts[1:]]
    ends.append(_end(periods[-1].period, series.by))
    stretches = tuple(_make_stretch(part, end) for part, end in zip(parts, ends, strict=True))
    found = tuple(happenings)
    turns = tuple(
        _make_turn(before, after, one, other, found, series.by)
        for before, after, one, other in zip(stretches, stretches[1:], parts, parts[1:], strict=False)
    )
    return Course(stretches=stretches, turns=turns)


def find_breaks(tones: Sequence[float]) -> list[int]:
    """Places at which the level of a series changes: the index of the first value of each new level, in order.

    Exact search for the levels that explain the series best (PELT; Killick, Fearnhead and Eckley 2012) with PENALTY for
    each; the noise is estimated from the differences of neighbours, which a change of level hardly touches.
    """
    noise = sum((b - a) ** 2 for a, b in pairwise(tones)) / (2 * max(1, len(tones) - 1))
    if len(tones) < FEWEST or noise == 0:
        return []
    import numpy as np
    from ruptures import KernelCPD

    signal = np.asarray(tones, dtype=float).reshape(-1, 1) / noise**0.5
    found: list[int] = KernelCPD(kernel="linear", min_size=SHORTEST).fit(signal).predict(pen=PENALTY * log(len(tones)))
    return [int(place) for place in found[:-1]]


def _make_stretch(periods: Sequence[Period], until: date) -> Stretch:
    number = sum(p.total for p in periods)
    return Stretch(
        since=periods[0].period,
        until=until,
        happenings=number,
        mean_scale=round(sum(p.total * (p.mean_scale or 0.0) for p in periods) / number, 4),
        tone=round(sum(map(measure_tone, periods)) / len(periods), 4),
    )


def _end(start: date, by: str) -> date:
    """The last day of the period that begins so."""
    periods = list(list_periods(start, start + min(timedelta(days=366), date.max - start), by))
    return periods[1] - timedelta(days=1) if len(periods) > 1 else date.max


def _make_turn(
    before: Stretch,
    after: Stretch,
    old: Sequence[Period],
    new: Sequence[Period],
    happenings: Sequence[Happening],
    by: str,
) -> Turn:
    sign = 1 if after.tone > before.tone else -1
    middle = (before.tone + after.tone) / 2

    def pick(since: date, until: date, side: int) -> tuple[Happening, ...]:
        near = (h for h in happenings if (d := tell_day(h)) is not None and since <= d <= until)
        return rank_happenings((h for h in near if (h.event_scale - middle) * side > 0), DRIVERS)

    return Turn(
        day=after.since,
        before=before.tone,
        after=after.tone,
        ended=pick(old[-NEAR:][0].period, before.until, -sign),
        began=pick(after.since, _end(new[:NEAR][-1].period, by), sign),
    )

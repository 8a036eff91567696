"""Happenings and tellings come in; Relation goes out, all that is told of two parties. Read this file to see how it is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.ask.dyads import DyadSeries
from dragoman.record.happening import Happening, Telling
from dragoman.relations.parties import Party, Sides, split_sides
from dragoman.relations.series import make_series
from dragoman.relations.summary import Summary, summarise_dyad
from dragoman.relations.thirds import Third, find_thirds
from dragoman.relations.turns import Course, follow_course


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two parties dealt with each other: what each did, period by period, where it turned, who else had part in it, in words."""

    first: Party
    second: Party
    sides: Sides
    series: DyadSeries
    course: Course
    thirds: tuple[Third, ...]
    summary: Summary


def relate_parties(
    happenings: Iterable[Happening],
    told: Mapping[str, Telling],
    first: Party,
    second: Party,
    by: str = "month",
    since: date | None = None,
    until: date | None = None,
) -> Relation:
    """The relation of two parties; a function of the set of happenings: their order does not matter.

    Args:
        happenings: those in which at least one of the two takes part.
        told: their tellings, by event id.
        first, second: the two.
        by: the length of a period, one of dragoman.ask.dyads.PERIODS.
        since, until: the days that were asked for, where they were: the series then runs from and to them.
    """
    known = tuple(happenings)
    sides = split_sides(known, first, second)
    series = make_series(sides, first, second, by, since, until)
    course = follow_course(series, sides.both)
    thirds = tuple(find_thirds(known, first, second))
    summary = summarise_dyad(first, second, sides, course, thirds, told)
    return Relation(
        first=first, second=second, sides=sides, series=series, course=course, thirds=thirds, summary=summary
    )

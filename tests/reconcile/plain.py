"""Tellings come in; their happenings go out, joined all at once and day by day: how joining is meant, spelled out.

Tests hold join.py against it, which looks only at what can have changed. What reports date to a day is grouped day by day. What
they date loosely goes to the best group of a day within reach, else is grouped with the rest of its last day, and such a group
may go to one of a day or two before. What is told as known before goes to the best of all these, else stands alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dragoman.reconcile.cluster import Group, group_gists, weigh_groups
from dragoman.reconcile.compare import weigh_pair
from dragoman.reconcile.gist import Echo, Gist, order_telling
from dragoman.reconcile.happen import make_happening
from dragoman.reconcile.when import DAY, KINDS, NEXT_DAYS, OLD_DAYS, SPAN_DAYS
from dragoman.record.happening import Happening, Telling

# No telling joins a happening whose day is more than this many days before its own last day.
GUEST_DAYS = max(OLD_DAYS, SPAN_DAYS, NEXT_DAYS)

# Names a happening within a stretch: by the kind and the last day of the tellings at its core, and their number there.
Label = tuple[str, date, int]


def join_plainly(tellings: Iterable[Telling]) -> list[Happening]:
    """All happenings of some tellings."""
    parts: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        parts[telling.event.event, telling.event.status].append(telling)
    return [
        make_happening(gists, label[1], label[0])
        for part in parts.values()
        for label, gists in Stretch(part).gather_all()
    ]


class Stretch:
    """All tellings of one type and status over a stretch of days. Each day is worked out once, when it is first asked for."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        """Sort the tellings by kind and day; of those that copies of one report make of one sentence, the first stands for all."""
        self._echoes: dict[Echo, list[Gist]] = defaultdict(list)
        for gist in map(Gist, sorted(tellings, key=order_telling)):
            self._echoes[gist.echo].append(gist)
        self._gists: dict[tuple[str, date], list[Gist]] = defaultdict(list)
        for first, *_ in self._echoes.values():
            self._gists[first.when.kind, first.when.last].append(first)
        self._groups: dict[tuple[str, date], list[Group]] = {}
        self._labels: dict[tuple[str, date], Mapping[Gist, Label]] = {}
        self._homes: dict[Gist, Label | None] = {}

    def gather_all(self) -> Iterator[tuple[Label, list[Gist]]]:
        """The tellings of each happening of all days."""
        for day in sorted({day for _, last in self._gists for day in _list_back(last)}):
            yield from self.gather(day)

    def gather(self, day: date) -> Iterator[tuple[Label, list[Gist]]]:
        """The tellings of each happening of a day, in order."""
        found: dict[Label, list[Gist]] = defaultdict(list)
        for kind in KINDS:
            for last in list_days(day, day + min(GUEST_DAYS * DAY, date.max - day)):
                for gist, label in self._label_day(kind, last).items():
                    if label[1] == day:
                        found[label] += self._echoes[gist.echo]
        for label, gists in sorted(found.items()):
            yield label, sorted(gists, key=lambda g: g.order)

    def _label_day(self, kind: str, day: date) -> Mapping[Gist, Label]:
        """To which happening each telling of a kind goes whose last day this is."""
        if (kind, day) not in self._labels:
            self._labels[kind, day] = dict(self._find_labels(kind, day)) if (kind, day) in self._gists else {}
        return self._labels[kind, day]

    def _find_labels(self, kind: str, day: date) -> Iterator[tuple[Gist, Label]]:
        groups = self._group_day(kind, day)
        for i, group in enumerate(groups):
            label = self._find_head(day, i) if kind == "loose" else (kind, day, i)
            yield from ((gist, label) for gist in group)
        for gist in self._gists[kind, day]:
            home = self._find_home(gist)
            if home is not None:
                yield gist, home

    def _group_day(self, kind: str, day: date) -> list[Group]:
        """The tellings of a kind whose last day this is and that go to no other happening, grouped."""
        if (kind, day) not in self._groups:
            free = [g for g in self._gists.get((kind, day), ()) if self._find_home(g) is None]
            self._groups[kind, day] = [
                group for part in _part_gists(kind, free) for group in group_gists(part, weigh_pair)
            ]
        return self._groups[kind, day]

    def _find_home(self, gist: Gist) -> Label | None:
        """The happening of other tellings that one goes to, None where it goes to none."""
        if gist not in self._homes:
            self._homes[gist] = self._choose((gist,), self._list_hosts(gist))
        return self._homes[gist]

    def _list_hosts(self, gist: Gist) -> list[Label]:
        when = gist.when
        if when.kind in ("dated", "apart"):
            return []
        days = list_days(when.first, when.last)
        labels = [("dated", day, i) for day in days for i in range(len(self._group_day("dated", day)))]
        if when.kind == "old":
            labels += [
                ("loose", day, i)
                for day in days
                for i in range(len(self._group_day("loose", day)))
                if self._find_head(day, i) == ("loose", day, i)
            ]
        return labels

    def _find_head(self, day: date, i: int) -> Label:
        """Where a loose group goes: to a founder of the days before, else it stands by itself."""
        if not self._is_founder(day, i):
            earlier = [("loose", d, j) for d in _list_before(day) for j in range(len(self._group_day("loose", d)))]
            founders = [label for label in earlier if self._is_founder(label[1], label[2])]
            return self._choose(self._group_day("loose", day)[i], founders) or ("loose", day, i)
        return "loose", day, i

    def _is_founder(self, day: date, i: int) -> bool:
        """Whether a loose group matches none of the days before."""
        earlier = [("loose", d, j) for d in _list_before(day) for j in range(len(self._group_day("loose", d)))]
        return self._choose(self._group_day("loose", day)[i], earlier) is None

    def _choose(self, group: Group, labels: Iterable[Label]) -> Label | None:
        """The happening for which most speaks, None where too little speaks for any; of equals the latest."""
        weights = [
            (weight, label)
            for label in labels
            if (weight := weigh_groups(group, self._group_day(*label[:2])[label[2]], weigh_pair)) is not None
            and weight > 0
        ]
        return max(weights)[1] if weights else None


def _part_gists(kind: str, gists: list[Gist]) -> list[list[Gist]]:
    """The gists that may be grouped with one another at all.

    What is told as known before founds nothing. What names no day is looked for among the same parties only: very many
    acts are dated to one year, and too little tells them apart.
    """
    if kind in ("dated", "loose"):
        return [gists]
    parts: dict[object, list[Gist]] = defaultdict(list)
    for gist in gists:
        alike = kind == "apart" and gist.codes
        parts[(gist.actor.codes, gist.recipient.codes) if alike else gist].append(gist)
    return list(parts.values())


def _list_before(day: date) -> list[date]:
    """The days on which a loose group may have been founded that goes on this day; none before the first of the calendar."""
    return [date.fromordinal(n) for n in range(max(day.toordinal() - NEXT_DAYS, 1), day.toordinal())]


def _list_back(last: date) -> list[date]:
    """The days of the happenings to which a telling with this last day may go."""
    return [date.fromordinal(n) for n in range(max(last.toordinal() - GUEST_DAYS, 1), last.toordinal() + 1)]


def list_days(first: date, last: date) -> list[date]:
    """All days from first to last."""
    return [date.fromordinal(n) for n in range(max(first.toordinal(), 1), last.toordinal() + 1)]

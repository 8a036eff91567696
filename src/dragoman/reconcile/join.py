"""Seated tellings of one type and status, and what comes and goes among them, come in; who sits elsewhere now goes out.

What reports date to a day is grouped day by day. What they date loosely ("last week", or by its publication alone) goes to
the best group of a day within reach, else is grouped with the rest of its last day, and such a group may go to one of a day
or two before. What is told as known before goes to the best of all these, else stands alone.

Only what can have changed is looked at again. Two groups are joined only if more speaks for than against it between some
two of their tellings; so a telling that comes or goes can change the groups of those alone that hang together with it over such
pairs, and these others only if they hang together with a group that is another one now. reach.py counts how far that goes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.reconcile.cluster import Group
from dragoman.reconcile.gist import Echo, Gist
from dragoman.reconcile.grouping import Grouping, Weights
from dragoman.reconcile.happen import make_happening
from dragoman.reconcile.when import NEXT_DAYS, OLD_DAYS, SPAN_DAYS
from dragoman.record.happening import Happening, Seat


@dataclass(frozen=True, slots=True)
class Seated:
    """A telling that is known, and where it sits."""

    gist: Gist
    seat: Seat


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining changed.

    `heads` are those of all happenings that are no more as they were, or are new; `happenings` what stands in their place, by head;
    `seats` are those of all their tellings.
    """

    heads: frozenset[str]
    happenings: Mapping[str, Happening]
    seats: tuple[Seat, ...]


def join_tellings(seated: Iterable[Seated], coming: Iterable[Gist], gone: Collection[str]) -> Joined:
    """Join anew what tellings that come and go can have changed.

    Args:
        seated: the tellings of one type and status in reach of those (reach_of), as they sat before; more change nothing.
        coming: tellings that are not among them, or go with this call.
        gone: events that are to go.
    """
    return _Joining(seated, coming, gone).join()


class _Joining:
    """One joining: what was, what is now, and the steps from the one to the other.

    Of tellings that are one, printed again, the first stands for all; only such firsts are grouped.
    """

    def __init__(self, seated: Iterable[Seated], coming: Iterable[Gist], gone: Collection[str]) -> None:
        self._seats = {s.gist: s.seat for s in seated}
        self._coming = tuple(coming)
        self._gone = {g for g in self._seats if g.telling.event.id in gone}
        self._echoes = _sort_echoes([*(g for g in self._seats if g not in self._gone), *self._coming])
        before, after = {e[0] for e in _sort_echoes(self._seats).values()}, {e[0] for e in self._echoes.values()}
        self._after, self._came, self._went = after, after - before, before - after
        weights = self._weights = Weights()
        self._dated, self._loose, self._old, self._apart = (
            Grouping(weights, part) for part in (_name_day, _name_day, _name_day, _name_part)
        )
        self._kinds = {"dated": self._dated, "loose": self._loose, "old": self._old, "apart": self._apart}
        for gist in before | after:
            self._kinds[gist.when.kind].put([gist])
        groups: dict[str, list[Gist]] = defaultdict(list)
        # The head of the happening to which a guest goes, and to which a loose group goes.
        self._hosts: dict[Gist, str] = {}
        for gist in before:
            seat = self._seats[gist]
            if seat.core is None:
                self._hosts[gist] = seat.head
            elif gist.when.kind != "old":
                groups[seat.core].append(gist)
        self._heads: dict[Group, str] = {}
        for gists in groups.values():
            group = tuple(sorted(gists, key=lambda g: g.order))
            self._kinds[group[0].when.kind].found(group)
            self._heads[group] = self._seats[group[0]].head
        self._founders: dict[Group, bool] = {}

    def join(self) -> Joined:
        """Take the steps, and say what they changed."""
        self._regroup(self._apart, self._list_new("apart"))
        dated = self._regroup(self._dated, self._list_new("dated"))
        loose = self._regroup(self._loose, self._rehouse_loose(dated))
        turned = self._follow(loose)
        self._rehouse_old(dated | loose | turned)
        return self._sum_up()

    def _list_new(self, kind: str) -> set[Gist]:
        """Firsts of a kind that came or went."""
        return {g for g in self._came | self._went if g.when.kind == kind}

    def _regroup(self, grouping: Grouping, seeds: Iterable[Gist]) -> set[Group]:
        left, made = grouping.regroup(seeds, lambda g: g in self._after and g not in self._hosts)
        return left | made

    def _find_drawn(self, grouping: Grouping, groups: Iterable[Group], first: int, last: int) -> set[Gist]:
        """The gists that are drawn to some groups, and lie from `first` to `last` days after them."""
        return {
            g
            for group in groups
            for member in group
            for g in grouping.list_attracted(member, _list_after(member.when.last, first, last))
            if g in self._after
        }

    def _rehouse_loose(self, changed: Collection[Group]) -> set[Gist]:
        """Find the loose ones that a change of dated groups sends elsewhere a home; gives those that lose or want a group."""
        new = self._list_new("loose")
        for gist in new - self._after:
            self._hosts.pop(gist, None)
        restless = (new & self._after) | self._find_drawn(self._loose, changed, 0, SPAN_DAYS)
        for gist in restless:
            hosts = self._dated.list_groups((gist,), list_days(gist.when.first, gist.when.last))
            self._house(gist, self._weights.choose((gist,), hosts))
        return {g for g in new | restless if (g in self._loose.of) != (g in self._after and g not in self._hosts)}

    def _house(self, gist: Gist, host: Group | None) -> None:
        if host is None:
            self._hosts.pop(gist, None)
        else:
            self._hosts[gist] = _name_group(host)

    def _follow(self, changed: set[Group]) -> set[Group]:
        """Let loose groups follow those of the days before, where a change of others may alter that; gives those that do so anew.

        A group that follows none of the days before is a founder; the others follow the best founder, or stand by themselves.
        """
        near = self._list_later(changed)
        restless = {g for g in changed if self._stands(g)} | near
        restless |= self._list_later(changed | near)
        turned = set()
        for group in restless:
            founders = [g for g in self._list_earlier(group) if self._is_founder(g)]
            host = None if self._is_founder(group) else self._weights.choose(group, founders)
            head = _name_group(host or group)
            if self._heads.get(group) != head:
                self._heads[group] = head
                turned.add(group)
        return turned

    def _stands(self, group: Group) -> bool:
        return self._loose.of.get(group[0]) == group

    def _list_later(self, groups: Iterable[Group]) -> set[Group]:
        drawn = self._find_drawn(self._loose, groups, 1, NEXT_DAYS)
        return {self._loose.of[g] for g in drawn if g in self._loose.of}

    def _list_earlier(self, group: Group) -> set[Group]:
        return self._loose.list_groups(group, _list_after(group[0].when.last, -NEXT_DAYS, -1))

    def _is_founder(self, group: Group) -> bool:
        if group not in self._founders:
            self._founders[group] = self._weights.choose(group, self._list_earlier(group)) is None
        return self._founders[group]

    def _rehouse_old(self, changed: Iterable[Group]) -> None:
        """Find what is told as known before a home, where a change of groups may alter it."""
        restless = self._list_new("old") & self._after
        for gist in restless | self._find_drawn(self._old, changed, 0, OLD_DAYS):
            days = list_days(gist.when.first, gist.when.last)
            loose = self._loose.list_groups((gist,), days)
            hosts = self._dated.list_groups((gist,), days) | {g for g in loose if self._heads[g] == _name_group(g)}
            self._house(gist, self._weights.choose((gist,), hosts))

    def _sum_up(self) -> Joined:
        seats = {gist: seat for echo in self._echoes.values() for gist, seat in self._seat_echo(echo)}
        moved = {g for g, seat in seats.items() if self._seats.get(g) != seat} | set(self._coming)
        heads = {seats[g].head for g in moved} | {self._seats[g].head for g in moved | self._gone if g in self._seats}
        told: dict[str, list[Gist]] = defaultdict(list)
        for gist, seat in seats.items():
            if seat.head in heads:
                told[seat.head].append(gist)
        happenings = {}
        for head, gists in sorted(told.items()):
            gists.sort(key=lambda g: g.order)
            heart = next(seats[g] for g in gists if g.telling.event.id == head)
            happenings[head] = make_happening(gists, heart.last, heart.kind)
        return Joined(frozenset(heads), happenings, tuple(seats[g] for gists in told.values() for g in gists))

    def _seat_echo(self, echo: list[Gist]) -> Iterator[tuple[Gist, Seat]]:
        """The seats of tellings that are one: the first has it, the others are its guests."""
        first = echo[0]
        group = self._kinds[first.when.kind].of.get(first, (first,))
        core = None if first in self._hosts else _name_group(group)
        head = self._hosts.get(first) or self._heads.get(group) or _name_group(group)
        for gist in echo:
            seat = Seat(
                event=gist.telling.event.id,
                kind=gist.when.kind,
                last=gist.when.last,
                core=core if gist is first else None,
                head=head,
            )
            yield gist, seat


def _sort_echoes(gists: Iterable[Gist]) -> dict[Echo, list[Gist]]:
    """Tellings that are one, printed again; the first first."""
    echoes: dict[Echo, list[Gist]] = defaultdict(list)
    for gist in gists:
        echoes[gist.echo].append(gist)
    for echo in echoes.values():
        echo.sort(key=lambda g: g.order)
    return echoes


def _name_day(gist: Gist) -> date:
    return gist.when.last


def _name_part(gist: Gist) -> object:
    """The cell of a telling that names no day.

    It is looked for among the same parties only: very many acts are dated to one year, and too little tells them apart.
    """
    return (gist.when.last, gist.actor.codes, gist.recipient.codes) if gist.codes else gist


def _name_group(group: Group) -> str:
    return group[0].telling.event.id


def list_days(first: date, last: date) -> list[date]:
    """All days from first to last."""
    return [date.fromordinal(n) for n in range(max(first.toordinal(), 1), last.toordinal() + 1)]


def _list_after(day: date, first: int, last: int) -> list[date]:
    """The days from `first` to `last` days after a day, as far as the calendar goes."""
    numbers = range(max(day.toordinal() + first, 1), min(day.toordinal() + last, date.max.toordinal()) + 1)
    return [date.fromordinal(n) for n in numbers]

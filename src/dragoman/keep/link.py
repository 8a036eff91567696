"""Reports come into and go out of an archive, and in the same transaction the links that touch them are drawn anew.

Chains first, for the sources of a happening are counted by chain; then the happenings of each block that a report which came,
went or changed its chain can have changed. Nothing else is looked at, so that a report costs the same in a large archive.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from dragoman.reconcile import Reach, compare_reports, head_chains, join_block, list_blocks, reach_of, sign_text
from dragoman.record.event import Coded
from dragoman.record.happening import Telling
from dragoman.store import Store
from dragoman.store.links import (
    find_candidates,
    find_chains,
    find_kin,
    read_roots,
    read_tellings,
    read_tellings_of,
    remove_links,
    replace_happenings,
    write_bands,
    write_kin,
    write_roots,
)
from dragoman.store.reports import read_reports, remove_reports, write_reports

# How many blocks are joined at a time, and how many pairs of reports compared: what bounds memory, nothing else.
BLOCKS = 500
PAIRS = 200


def exchange_reports(store: Store, gone: Collection[str], coming: Sequence[Coded], coder: str) -> None:
    """Take out some reports and add others (the same ones, coded anew, or others), inside a transaction of the caller's.

    Args:
        store: open for writing.
        gone: ids of reports to be taken out.
        coming: coded reports that are not in the archive, or go out with this call; all without faults.
        coder: the version that coded them.
    """
    blocks = _list_all(read_tellings_of(store, gone)) if gone else set()
    touched = find_kin(store, gone) - set(gone) if gone else set()
    if gone:
        remove_links(store, gone)
        remove_reports(store, gone)
    write_reports(store, coming, coder)
    new = {one.document.id for one in coming if one.document is not None}
    write_bands(store, {d.id: tuple(enumerate(sign_text(d.text))) for d in (c.document for c in coming) if d})
    _pair_reports(store, new)
    moved = _head_chains(store, new | touched)
    for telling in read_tellings_of(store, new | set(moved)):
        blocks |= list_blocks(telling)
        if telling.event.document in moved:
            blocks |= list_blocks(replace(telling, root=moved[telling.event.document]))
    _join_blocks(store, blocks)


def _list_all(tellings: Iterable[Telling]) -> set[str]:
    return {block for telling in tellings for block in list_blocks(telling)}


def _pair_reports(store: Store, new: Collection[str]) -> None:
    """Compare the new reports with those that share a band with them, and keep the pairs that are one text."""
    candidates = iter(find_candidates(store, new))
    while pairs := list(islice(candidates, PAIRS)):
        reports = read_reports(store, {report for pair in pairs for report in pair})
        why = {pair: compare_reports(reports[pair[0]], reports[pair[1]]) for pair in pairs}
        write_kin(store, {pair: reason for pair, reason in why.items() if reason is not None})


def _head_chains(store: Store, touched: Collection[str]) -> Mapping[str, str]:
    """Head anew the chains of some reports; gives the reports whose head is another now, with the old one."""
    members, pairs = find_chains(store, touched)
    old = read_roots(store, members)
    chained = {report for pair in pairs for report in pair}
    heads = dict(head_chains(list(read_reports(store, chained).values()), pairs)) if chained else {}
    new = {report: heads.get(report, report) for report in members}
    changed = {report: root for report, root in new.items() if root != old[report]}
    write_roots(store, changed)
    return {report: old[report] for report in changed}


def _join_blocks(store: Store, blocks: Collection[str]) -> None:
    """Join the happenings of some blocks anew from all tellings in their reach."""
    waiting = iter(sorted(blocks))  # neighbours in time stand together and share tellings
    while some := list(islice(waiting, BLOCKS)):
        reaches = {block: reach_of(block) for block in some}
        shelf = _Shelf(read_tellings(store, reaches.values()))
        joined = {block: join_block(block, shelf.within(reach)) for block, reach in reaches.items()}
        replace_happenings(store, some, joined)


class _Shelf:
    """Tellings by type, status and day, so that a block's are found without looking at the others."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self._kinds: dict[tuple[str, str], list[Telling]] = defaultdict(list)
        for telling in sorted(tellings, key=_place):
            self._kinds[telling.event.event, telling.event.status].append(telling)

    def within(self, reach: Reach) -> list[Telling]:
        """Those in a reach, in the order of their days."""
        shelf = self._kinds.get((reach.event, reach.status), [])
        return shelf[bisect_left(shelf, reach.first, key=_day) : bisect_right(shelf, reach.last, key=_day)]


def _day(telling: Telling) -> date:
    return telling.event.date or telling.published or date.min


def _place(telling: Telling) -> tuple[date, str]:
    return _day(telling), telling.event.id

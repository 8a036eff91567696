"""Reports come into and go out of an archive, and in the same transaction the links that touch them are drawn anew.

Chains first, for the sources of a happening are counted by chain; then the happenings of each block that a report which came,
went or changed its chain can have changed; then who the parties are over all reports (settle.py). Nothing else is looked
at, so that a report costs the same in a large archive.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice

from dragoman.keep.corrected import correct_events
from dragoman.keep.rulings import read_rulings
from dragoman.keep.settle import Settling
from dragoman.reconcile import compare_reports, head_chains, join_blocks, list_blocks, reach_of, sign_report
from dragoman.record.event import Coded
from dragoman.record.happening import Happening, Telling
from dragoman.record.review import Regroup
from dragoman.store import Store
from dragoman.store.links import (
    find_candidates,
    find_chains,
    read_heads,
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
Write = Callable[[Store, Collection[str], Mapping[str, Sequence[Happening]]], None]


def exchange_reports(store: Store, gone: Collection[str], coming: Sequence[Coded], coder: str) -> None:
    """Take out some reports and add others (the same ones, coded anew, or others), inside a transaction of the caller's.

    Args:
        store: open for writing.
        gone: ids of reports to be taken out.
        coming: coded reports that are not in the archive, or go out with this call; all without faults.
        coder: the version that coded them.
    """
    blocks, touched = set[str](), set[str]()
    identities, rulings = Settling(store), read_rulings(store)
    if gone:
        # All of a chain, for its members' days may count from a report that leaves.
        touched = find_chains(store, gone)[0]
        blocks = _list_all(read_tellings_of(store, touched))
        blocks |= rulings.widen(blocks)[0]
        identities.take_out(gone)
        remove_links(store, gone)
        remove_reports(store, gone)
    write_reports(store, coming, coder)
    new = {one.document.id for one in coming if one.document is not None}
    correct_events(store, new)
    write_bands(store, {d.id: sign_report(d) for d in (one.document for one in coming) if d is not None})
    _pair_reports(store, new)
    touched = new | (touched - set(gone))
    roots = _find_moved(store, touched)
    blocks |= _list_all(read_tellings_of(store, roots))
    write_roots(store, roots)
    blocks |= _list_all(read_tellings_of(store, touched | set(roots)))
    join_blocks_anew(store, blocks)
    identities.bring_in(new)
    identities.settle()


def exchange_events(store: Store, documents: Collection[str], change: Callable[[], None]) -> None:
    """Let `change` alter what people say of the record, and draw anew what hangs on it, inside a transaction of the caller's.

    Args:
        store: open for writing.
        documents: the reports whose events `change` may alter.
        change: writes reviews.
    """
    before, identities = read_rulings(store), Settling(store)
    blocks = _list_all(read_tellings_of(store, documents))
    blocks |= before.widen(blocks)[0]
    identities.take_out(documents)
    change()
    correct_events(store, documents)
    blocks |= _list_all(read_tellings_of(store, documents)) | before.list_changed(read_rulings(store))
    join_blocks_anew(store, blocks)
    identities.bring_in(documents)
    identities.settle()


def _list_all(tellings: Iterable[Telling]) -> set[str]:
    return {block for telling in tellings for block in list_blocks(telling)}


def _pair_reports(store: Store, new: Collection[str]) -> None:
    """Compare the new reports with those that share a band with them, and keep the pairs that are one text."""
    candidates = iter(find_candidates(store, new))
    while pairs := list(islice(candidates, PAIRS)):
        reports = read_reports(store, {report for pair in pairs for report in pair})
        why = {pair: compare_reports(reports[pair[0]], reports[pair[1]]) for pair in pairs}
        write_kin(store, {pair: reason for pair, reason in why.items() if reason is not None})


def _find_moved(store: Store, touched: Collection[str]) -> Mapping[str, str]:
    """Head anew the chains of some reports; gives the reports that have another head now, and that head."""
    members, pairs = find_chains(store, touched)
    old = read_heads(store, members)
    roots = head_chains({report: head.published for report, head in old.items()}, pairs)
    return {report: root for report, root in roots.items() if root != old[report].root}


def join_blocks_anew(store: Store, blocks: Collection[str], write: Write = replace_happenings) -> None:
    """Join the happenings of some blocks anew from all tellings in their reach; `write` takes blocks, and what is in each."""
    rulings = read_rulings(store)
    ruled, others = rulings.widen(blocks)
    if ruled:
        _join_some(store, sorted(ruled), rulings.rulings, write)
    waiting = iter(sorted(others))  # neighbours in time stand together and share tellings
    while some := list(islice(waiting, BLOCKS)):
        _join_some(store, some, (), write)


def _join_some(store: Store, some: Sequence[str], rulings: Sequence[Regroup], write: Write) -> None:
    reaches = [(r.event, r.status, r.first, r.last) for r in map(reach_of, some)]
    write(store, some, join_blocks(some, read_tellings(store, reaches), rulings))

"""Reports come into and go out of an archive, and in the same transaction the links that touch them are drawn anew.

Chains first, for the sources of a happening are counted by chain; then the happenings that the tellings which came, went or have
another chain can have changed (seat.py); then who the parties are over all reports (settle.py). Nothing else is looked
at, so that a report costs the same in a large archive.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice

from dragoman.keep.corrected import correct_events
from dragoman.keep.rulings import read_rulings
from dragoman.keep.seat import Gists, exchange_tellings
from dragoman.keep.settle import Settling
from dragoman.reconcile import compare_reports, head_chains, sign_report
from dragoman.record.event import Coded
from dragoman.store import Store
from dragoman.store.links import (
    find_candidates,
    find_chains,
    read_heads,
    remove_links,
    write_bands,
    write_kin,
    write_roots,
)
from dragoman.store.reports import read_reports, remove_reports, write_reports
from dragoman.store.seats import read_tellings_of

# How many pairs of reports are compared at a time: what bounds memory, nothing else.
PAIRS = 200


def exchange_reports(
    store: Store, gone: Collection[str], coming: Sequence[Coded], coder: str, gists: Gists | None = None
) -> None:
    """Take out some reports and add others (the same ones, coded anew, or others), inside a transaction of the caller's.

    Args:
        store: open for writing.
        gone: ids of reports to be taken out.
        coming: coded reports that are not in the archive, or go out with this call; all without faults.
        coder: the version that coded them.
        gists: what batches before left in memory.
    """
    touched, before = set[str](), {}
    identities = Settling(store)
    if gone:
        # All of a chain, for its members' days may count from a report that leaves.
        touched = find_chains(store, gone)[0]
        before = read_tellings_of(store, touched)
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
    before |= read_tellings_of(store, set(roots) - touched)
    write_roots(store, roots)
    exchange_tellings(store, before, read_tellings_of(store, touched | set(roots)), gists or Gists())
    identities.bring_in(new)
    identities.settle()


def exchange_events(store: Store, documents: Collection[str], change: Callable[[], None]) -> None:
    """Let `change` alter what people say of the record, and draw anew what hangs on it, inside a transaction of the caller's.

    Args:
        store: open for writing.
        documents: the reports whose events `change` may alter.
        change: writes reviews.
    """
    said, identities = read_rulings(store), Settling(store)
    before = read_tellings_of(store, documents)
    identities.take_out(documents)
    change()
    correct_events(store, documents)
    exchange_tellings(store, before, read_tellings_of(store, documents), Gists(), said)
    identities.bring_in(documents)
    identities.settle()


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

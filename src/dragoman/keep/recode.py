"""An archive comes in; its reports are coded again, batch by batch, and what that changes goes out."""

import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.keep.coder import Coder
from dragoman.keep.compare import Difference, compare_events
from dragoman.keep.link import exchange_reports
from dragoman.keep.seat import Gists
from dragoman.record.event import Coded
from dragoman.record.fault import Fault
from dragoman.record.review import Review
from dragoman.review.fold import fold_report
from dragoman.store import Store, open_store
from dragoman.store.reports import (
    find_after,
    find_coded_otherwise,
    known,
    read_standings,
    stand_document,
)
from dragoman.store.reviews import AsCoded, read_coded, read_reviews

BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoded:
    """What one batch, or by `+` a run, changed.

    `reports` were coded again and `changed` of them gave other events; events were `added`, `dropped`, or `altered` in at least one
    field; `fields` counts the alterations by field. `faults` is what could not be coded again: its old events stand. `loose` are reviews
    that are about none of a report's events any more: they are kept, and hold again if a later version finds their event.
    """

    reports: int = 0
    changed: int = 0
    added: int = 0
    dropped: int = 0
    altered: int = 0
    fields: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    loose: tuple[Review, ...] = ()

    def __add__(self, other: "Recoded") -> "Recoded":
        return Recoded(
            reports=self.reports + other.reports,
            changed=self.changed + other.changed,
            added=self.added + other.added,
            dropped=self.dropped + other.dropped,
            altered=self.altered + other.altered,
            fields=Counter(self.fields) + Counter(other.fields),
            faults=self.faults + other.faults,
            loose=self.loose + other.loose,
        )


def recode_reports(
    path: str | os.PathLike[str],
    coder: Coder,
    *,
    ids: Collection[str] | None = None,
    everything: bool = False,
    dry_run: bool = False,
    batch: int = BATCH,
    wait: float = 0.0,
) -> Iterator[Recoded]:
    """Code reports of an archive again; nothing happens before the result is iterated.

    Each batch stands as a whole or not at all, and what it coded bears the new version: cut off and run again, the work goes on
    where it stopped. The file is open only while a batch is read or written.

    Args:
        path: the archive's file.
        coder: what codes the reports, and its version.
        ids: only these reports, whatever coded them; unknown ones are passed over. None: those that another version coded.
        everything: all reports, whatever coded them.
        dry_run: say what would change, and change nothing.
        batch: how many reports are coded at a time.
        wait: seconds to wait, each time, for a process that holds the file.

    Yields:
        What each batch changed, after it was committed.

    Raises:
        StoreBusy, StoreTooNew, StoreFull, StoreError: as `open_store`; what was yielded before stands.
    """
    after, gists = "", Gists()
    while True:
        with open_store(path, wait=wait) as store:
            some = _pick(store, coder.version, ids, everything, after, batch)
            reports, reviews = read_coded(store, some), read_reviews(store, some)
        if not some:
            return
        after = some[-1]
        yield _recode(path, list(reports.values()), reviews, coder, gists, dry_run, wait)


def _pick(
    store: Store, version: str, ids: Collection[str] | None, everything: bool, after: str, batch: int
) -> Sequence[str]:
    """The next reports in the order of their ids, so that one that fails again and again is passed, not met again."""
    if everything:
        return find_after(store, after, batch)
    if ids is None:
        return find_coded_otherwise(store, version, after, batch)
    return sorted(known(store, [id for id in ids if id > after]))[:batch]


def _recode(
    path: str | os.PathLike[str],
    reports: Sequence[AsCoded],
    reviews: Sequence[Review],
    coder: Coder,
    gists: Gists,
    dry_run: bool,
    wait: float,
) -> Recoded:
    documents = [report.document for report in reports]
    coder.begin(documents)
    coded = [coder.code(document) for document in documents]
    done = {one.document.id: one for one in coded if one.document is not None and one.fault is None}
    if not dry_run and done:
        with open_store(path, write=True, wait=wait) as store, store.transaction():
            # What another process took out or replaced while this one was coding does not come back.
            standings = read_standings(store, done)
            there = {d.id for d in documents if d.id in done and standings.get(d.id) == stand_document(d)}
            exchange_reports(store, there, [one for id, one in done.items() if id in there], coder.version, gists)
    before = {report.document.id: report.coded.events for report in reports}
    differences = [compare_events(before[id], one.events) for id, one in done.items()]
    loose = {id for d, one in done.items() for id in fold_report(d, one.events, reviews).loose}
    return replace(_sum_up(differences, coded), loose=tuple(r for r in reviews if r.id in loose))


def _sum_up(differences: Sequence[Difference], coded: Sequence[Coded]) -> Recoded:
    fields: Counter[str] = Counter()
    for difference in differences:
        for names in difference.altered:
            fields.update(names)
    return Recoded(
        reports=len(differences),
        changed=sum(bool(d.added or d.dropped or d.altered) for d in differences),
        added=sum(d.added for d in differences),
        dropped=sum(d.dropped for d in differences),
        altered=sum(len(d.altered) for d in differences),
        fields=fields,
        faults=tuple(one.fault for one in coded if one.fault is not None),
    )

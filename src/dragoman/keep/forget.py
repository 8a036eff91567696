"""Names of reports or sources come in; an archive without them, and without what came from them alone, goes out."""

import os
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.keep.link import exchange_reports
from dragoman.store import Store, open_store
from dragoman.store.reports import count_content, find_named, find_with_origin, remove_found, remove_traces
from dragoman.store.reviews import forget_reviews
from dragoman.store.rows import spell_out

# How many reports go out at a time: what bounds memory, nothing else.
SOME = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What went out: ids of reports, how many events, and by how many the happenings fell.

    `staying` are reports that were named by a source but were found in another one too; `unknown` are names that fit nothing.
    """

    reports: tuple[str, ...]
    staying: tuple[str, ...]
    events: int
    happenings: int
    unknown: tuple[str, ...]


class _OnlyAsked(Exception):  # noqa: N818 - no error: it ends the transaction of a dry run
    pass


def forget_reports(
    path: str | os.PathLike[str], names: Iterable[str], *, dry_run: bool = False, wait: float = 0.0
) -> Forgotten:
    """Take reports out of an archive with all that came from them, in one transaction; what is left is as if they had never come.

    Args:
        path: the archive's file.
        names: each the id or the URL of a report, or a source: a file, folder, archive, feed or page in which reports were found.
            A report that was found in another source too stays, and only forgets this one.
        dry_run: say what would go, and change nothing.
        wait: seconds to wait for a process that holds the file.

    Raises:
        StoreBusy, StoreTooNew, StoreFull, StoreError: as `open_store`; nothing was changed then.
    """
    with open_store(path, wait=wait):
        pass  # forgetting makes no archive where there is none
    try:
        with open_store(path, write=True, wait=wait) as store, store.transaction():
            forgotten = _forget(store, sorted({spell_out(name) for name in names}))
            if dry_run:
                raise _OnlyAsked
    except _OnlyAsked:
        pass
    return forgotten


def _forget(store: Store, names: list[str]) -> Forgotten:
    before = count_content(store)
    gone: set[str] = set()
    named_by_source: set[str] = set()
    unknown = []
    for name in names:
        if not name.strip():  # an empty variable of a shell is no folder that holds all
            unknown.append(name)
            continue
        found = find_named(store, name).to_pylist()
        gone |= {row["report"] for row in found if row["source"] is None}
        named_by_source |= {row["report"] for row in found if row["source"] is not None}
        faults = remove_found(store, name)
        if not found and not faults:
            unknown.append(name)
    lost = named_by_source - find_with_origin(store, named_by_source)
    gone |= lost
    leaving = sorted(gone)
    for start in range(0, len(leaving), SOME):
        some = leaving[start : start + SOME]
        exchange_reports(store, some, (), "")
        remove_traces(store, some)
        forget_reviews(store, some)
    after = count_content(store)
    return Forgotten(
        reports=tuple(leaving),
        staying=tuple(sorted(named_by_source - gone)),
        events=before.events - after.events,
        happenings=before.happenings - after.happenings,
        unknown=tuple(unknown),
    )

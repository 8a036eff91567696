"""What people say of the record comes in; an archive in which it holds goes out, in one transaction."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dragoman.errors import UsageError
from dragoman.keep.desk import Desk
from dragoman.keep.link import exchange_events
from dragoman.record.fault import Fault
from dragoman.record.review import Review
from dragoman.review.verdict import Verdict
from dragoman.store import Store, open_store
from dragoman.store.reviews import write_reviews

# What is said of happenings and commitments is held against those of the moment: what was said before must have come into force.
_OF_HAPPENINGS = frozenset({"merge", "split", "state"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What came of reviews: those that were kept, how many had been said before or change nothing, and those that nothing came of."""

    kept: tuple[Review, ...]
    known: int
    faults: tuple[Fault, ...]


def review_records(
    path: str | os.PathLike[str],
    verdicts: Iterable[tuple[str, Verdict | Fault]],
    *,
    by: str,
    at: datetime,
    dry_run: bool = False,
    wait: float = 0.0,
) -> Reviewed:
    """Keep what people say of the record, and correct it, in one transaction.

    Args:
        path: the archive's file.
        verdicts: each with its place, "reviews.jsonl:3"; faults are handed on.
        by, at: who says it and when, where a verdict does not tell.
        dry_run: say what would come of it, and change nothing.
        wait: seconds to wait for a process that holds the file.

    Raises:
        StoreBusy, StoreTooNew, StoreFull, StoreError: as `open_store`; nothing was changed then.
    """
    with open_store(path, wait=wait):
        pass  # there must be an archive
    kept, known, faults = list[Review](), 0, list[Fault]()
    try:
        with open_store(path, write=True, wait=wait) as store, store.transaction():
            desk, waiting = Desk(store, by, at), list[Review]()
            for place, verdict in verdicts:
                if isinstance(verdict, Fault):
                    faults.append(verdict)
                    continue
                if waiting and verdict.action in _OF_HAPPENINGS:
                    _put_in_force(store, waiting)
                    waiting = []
                try:
                    review = desk.take(verdict)
                except UsageError as error:
                    faults.append(Fault(source=place, document=None, stage="review", kind="review", reason=str(error)))
                    continue
                if review is None:
                    known += 1
                    continue
                kept.append(review)
                waiting.append(review)
                if review.action in _OF_HAPPENINGS:
                    _put_in_force(store, waiting)
                    waiting = []
            _put_in_force(store, waiting)
            if dry_run:
                raise _OnlyAsked
    except _OnlyAsked:
        pass
    return Reviewed(kept=tuple(kept), known=known, faults=tuple(faults))


class _OnlyAsked(Exception):  # noqa: N818 - no error: it ends the transaction of a dry run
    pass


def _put_in_force(store: Store, reviews: Sequence[Review]) -> None:
    if not reviews:
        return
    documents = {d for r in reviews if r.action not in _OF_HAPPENINGS for d in r.documents}
    exchange_events(store, documents, lambda: write_reviews(store, reviews))

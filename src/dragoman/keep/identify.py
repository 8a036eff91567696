"""What people say about identities comes in; an archive in which it holds goes out."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dragoman.keep.settle import Settling, list_ids
from dragoman.record.fault import Fault
from dragoman.record.identity import Edit
from dragoman.store import Store, open_store
from dragoman.store.identities import find_by_identifier, known_actors, read_edits, write_edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """What came of what a person said: how many rows were new, how many had been said before, and those that nothing came of."""

    said: int
    known: int
    parties: int
    faults: tuple[Fault, ...]


def identify_actors(
    path: str | os.PathLike[str],
    edits: Iterable[tuple[str, Edit | Fault]],
    *,
    by: str | None = None,
    at: datetime,
    dry_run: bool = False,
    wait: float = 0.0,
) -> Identified:
    """Keep what a person says about identities, and settle what that changes, in one transaction.

    Args:
        path: the archive's file.
        edits: each with its place, "edits.csv:3"; ids may also be those of the world files ("TUR:hulusi-akar"). Faults are handed on.
        by, at: who says it, and when.
        dry_run: say what would come of it, and change nothing.
        wait: seconds to wait for a process that holds the file.

    Raises:
        StoreBusy, StoreTooNew, StoreFull, StoreError: as `open_store`; nothing was changed then.
    """
    with open_store(path, wait=wait):
        pass  # there must be an archive
    try:
        with open_store(path, write=True, wait=wait) as store, store.transaction():
            good, faults = _check_edits(store, list(edits))
            added = write_edits(store, good, by, at)
            settling = Settling(store)
            if added:
                settling.speak_of(added)
                settling.settle()
            if dry_run:
                raise _OnlyAsked
    except _OnlyAsked:
        pass
    return Identified(
        said=len(added), known=len(good) - len(added), parties=len(settling.changed), faults=tuple(faults)
    )


class _OnlyAsked(Exception):  # noqa: N818 - no error: it ends the transaction of a dry run
    pass


def _check_edits(store: Store, edits: Sequence[tuple[str, Edit | Fault]]) -> tuple[list[Edit], list[Fault]]:
    """Those that speak of actors that there are, or that were spoken of before, with the archive's ids; the others as faults."""
    rows = [edit for _, edit in edits if isinstance(edit, Edit)]
    named = {id for edit in rows for id in list_ids(edit)}
    ids = find_by_identifier(store, named)
    there = known_actors(store, named) | {id for edit in read_edits(store) for id in list_ids(edit)} | set(ids)
    good, faults = list[Edit](), list[Fault]()
    for place, edit in edits:
        if isinstance(edit, Fault):
            faults.append(edit)
            continue
        missing = next((id for id in list_ids(edit) if id not in there), None)
        if missing is not None:
            reason = f"no actor of the archive has the id {missing}"
            faults.append(Fault(source=place, document=None, stage="identify", kind="edit", reason=reason))
            continue
        other = edit.other if edit.action == "office" or edit.other is None else ids.get(edit.other, edit.other)
        good.append(replace(edit, actor=ids.get(edit.actor, edit.actor), other=other))
    return good, faults

"""A parsed `recode` or `forget` command comes in; the archive is changed, or would be, and how is told; an exit code goes out."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dragoman.cli.adding import INTERRUPTED, STOPPED, count_of, count_with, open_coder
from dragoman.cli.output import tell_fault
from dragoman.cli.rate import show_rate
from dragoman.keep import Coder, Forgotten, Recoded, forget_reports, recode_reports
from dragoman.store import open_store
from dragoman.store.log import write_run
from dragoman.store.reports import count_to_code, known


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the user asked `dragoman recode` for; without `ids` those that another version coded, or with `everything` all."""

    db: Path
    ids: tuple[str, ...] | None
    everything: bool
    dry_run: bool
    reader: str
    wait: float
    batch: int
    jobs: int
    engine: str
    debug: bool


def run_recode(wish: Wish) -> int:
    """Run `dragoman recode`; 0 where all went well, 1 where a report failed or is not there, 130 where it was interrupted.

    Raises:
        UsageError: a choice that there is not.
        StoreError: there is no archive, or it cannot be used; what was kept before stands.
        ModelError, CodebookError: coding cannot begin.
    """
    missing = _tell_missing(wish)
    with open_coder(wish.reader, wish.jobs, wish.engine) as coder:
        return _recode_all(wish, coder, missing)


def _recode_all(wish: Wish, coder: Coder, missing: bool) -> int:
    with open_store(wish.db, wait=wish.wait) as store:
        number = count_to_code(store, None if wish.everything else coder.version) if wish.ids is None else len(wish.ids)
    total, started, stopped = Recoded(), datetime.now(UTC), False
    with show_rate("coding", number) as meter:
        steps = recode_reports(
            wish.db,
            count_with(coder, meter),
            ids=wish.ids,
            everything=wish.everything,
            dry_run=wish.dry_run,
            batch=wish.batch,
            wait=wish.wait,
        )
        try:
            for step in steps:
                for fault in step.faults:
                    tell_fault(fault, wish.debug)
                total += step
        except KeyboardInterrupt:
            stopped = True
    for review in total.loose:
        sys.stderr.write(f"loose: review {review.id} ({review.action} by {review.by}): its event is no longer found\n")
    sys.stdout.write(summarize_recoded(total, wish.dry_run))
    sys.stdout.flush()
    if stopped:
        sys.stderr.write(STOPPED)
    if not wish.dry_run:
        _log(wish.db, "recode", wish.ids or (), started, wish.wait, total.added - total.dropped)
    return INTERRUPTED if stopped else 1 if missing or total.faults else 0


def _tell_missing(wish: Wish) -> bool:
    """Name the reports that are not there; whether there are any."""
    with open_store(wish.db, wait=wish.wait) as store:
        missing = sorted(set(wish.ids or ()) - known(store, wish.ids or ()))
    for id in missing:
        sys.stderr.write(f"failed: {id}: there is no report of this id in {wish.db}\n")
    return bool(missing)


def run_forget(db: Path, names: Sequence[str], dry_run: bool, wait: float) -> int:
    """Run `dragoman forget`; 0 where all names fitted something, 1 where one did not.

    Raises:
        StoreError: there is no archive, or it cannot be used; nothing was changed then.
    """
    started = datetime.now(UTC)
    gone = forget_reports(db, names, dry_run=dry_run, wait=wait)
    for name in gone.unknown:
        sys.stderr.write(f"failed: {name}: no report has this id or address, and none was found in it\n")
    if len(gone.unknown) < len(set(names)):
        sys.stdout.write(summarize_forgotten(gone, dry_run))
    if not dry_run:
        _log(db, "forget", names, started, wait, -gone.events)
    return 1 if gone.unknown else 0


def _log(db: Path, command: str, names: Sequence[str], started: datetime, wait: float, events: int) -> None:
    with open_store(db, write=True, wait=wait) as store:
        write_run(store, command, names, started, datetime.now(UTC), {"events": events})


def summarize_recoded(total: Recoded, dry_run: bool) -> str:
    """A line, and under it a table of what was altered by field."""
    if not total.reports:
        return "nothing to code again\n"
    would = "would be " if dry_run else ""
    line = (
        f"{count_of(total.reports, 'report')} {would}coded again, {total.changed:,} of them otherwise: "
        f"{count_of(total.added, 'event')} added, {total.dropped:,} dropped, {total.altered:,} altered\n"
    )
    rows = sorted(total.fields.items(), key=lambda row: (-row[1], row[0]))
    width = max((len(name) for name, _ in rows), default=0)
    return line + "".join(f"  {name:<{width}}  {number:>7,}\n" for name, number in rows)


def summarize_forgotten(gone: Forgotten, dry_run: bool) -> str:
    """A line, and under it the ids of what left; another, and the ids of what stays."""
    would = "would be " if dry_run else ""
    line = (
        f"{count_of(len(gone.reports), 'report')} {would}forgotten with {count_of(gone.events, 'event')}, "
        f"{count_of(gone.happenings, 'happening')} fewer\n"
    )
    line += "".join(f"  {id}\n" for id in gone.reports)
    if gone.staying:
        line += f"{count_of(len(gone.staying), 'report')} stay: found in another source too\n"
    return line + "".join(f"  {id}\n" for id in gone.staying)

"""A parsed `identify` command comes in; what its file says is kept in the archive, and how much that changed is told; an exit code goes out."""

import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path

from dragoman.cli.adding import count_of
from dragoman.cli.output import tell_fault
from dragoman.keep import Identified, identify_actors
from dragoman.read.edits import read_edits
from dragoman.store import open_store
from dragoman.store.log import write_run


def run_identify(db: Path, file: Path, by: str | None, dry_run: bool, wait: float, debug: bool) -> int:
    """Run `dragoman identify`; 0 where every row was understood, 1 where one was not.

    Raises:
        SourceError: the file cannot be read.
        StoreError: there is no archive, or it cannot be used; nothing was changed then.
    """
    started = datetime.now(UTC)
    rows = list(read_edits(file))
    done = identify_actors(db, rows, by=by or find_user(), at=started, dry_run=dry_run, wait=wait)
    for fault in done.faults:
        tell_fault(fault, debug)
    sys.stdout.write(summarize_identified(done, dry_run))
    if not dry_run:
        with open_store(db, write=True, wait=wait) as store:
            counts = {"added": done.said, "known": done.known, "failed": len(done.faults)}
            write_run(store, "identify", [str(file)], started, datetime.now(UTC), counts)
    return 1 if done.faults else 0


def find_user() -> str | None:
    """The name of the account that runs this, None where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return None


def summarize_identified(done: Identified, dry_run: bool) -> str:
    """One line."""
    taken, other = ("would be taken", "would be of another actor") if dry_run else ("taken", "of another actor now")
    rows, mentions = count_of(done.said, "row"), count_of(done.parties, "mention")
    return f"{rows} {taken} in, {done.known:,} known already; {mentions} {other}\n"

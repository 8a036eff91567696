"""A path and a day come in, on the command line; the ledger as of that day goes out, on standard output, as MessagePack.

A process of its own: to make a ledger keeps a processor busy for seconds, and all readers would wait for the one thread that does it.

usage: python -m dragoman.serve.bookkeeper ARCHIVE DAY MOST
"""

import os
import sys
from datetime import date

import msgspec

from dragoman.archive import Archive
from dragoman.ask.commitments import make_ledger
from dragoman.ask.ledger import find_start, read_sources
from dragoman.errors import DragomanError

# How kind it is to the readers: they come first.
NICE = 10
# Seconds to wait for a process that writes; the readers meanwhile have the ledger of before.
WAIT = 60.0


def main(path: str, day: str, most: str) -> int:
    """Make the ledger of the newest `most` happenings, and write it; 1 and one line on standard error if the archive cannot be read."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    as_of = date.fromisoformat(day)
    try:
        with Archive(path, wait=WAIT) as archive:
            since = find_start(archive, as_of, int(most))
            sources = read_sources(archive, as_of, since)
    except DragomanError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(msgspec.msgpack.encode(make_ledger(sources, as_of, since)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

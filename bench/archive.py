"""Measure what keeping costs over reading, and how large an archive is.

usage: python bench/archive.py ARTICLES.jsonl… [--limit N] [--batch N] [--reader both|rules] [--json FILE]

The same reports are (a) read to records, as `dragoman read` does, and (b) added to a new archive, as `dragoman add` does: coded, kept,
linked. The two take turns over each batch, and take turns at being first, so that a busy machine slows both alike. Prints each
one's reports a second, what (b) costs over (a), the part of keeping in it, and the file's size for a thousand reports.
"""

import argparse
import json
import tempfile
import time
from functools import partial
from pathlib import Path

from throughput import pin_to_one_core


def read_batch(documents, kit) -> int:
    """From documents to records."""
    from dragoman.flow import code_documents
    from dragoman.record.jsonl import encode_event

    return sum(1 for coded in code_documents(documents, kit) for event in coded.events if encode_event(event))


def add_batch(path: Path, documents, coder, batch: int) -> int:
    """From documents to an archive."""
    from dragoman.keep import add_documents

    return sum(added.reports for added in add_documents(path, documents, coder, batch=batch))


def measure(paths: list[Path], limit: int, batch: int, learned: bool, folder: Path) -> dict[str, float]:
    """Seconds of both, over the first `limit` reports of all files together."""
    from dragoman.flow import code_document
    from dragoman.keep import Coder
    from dragoman.kit import load_kit
    from dragoman.read import read_documents
    from dragoman.record.document import Document
    from dragoman.store import open_store
    from dragoman.store.reports import count_content

    kit = load_kit(learned=learned)
    coding = [0.0]

    def code(document: Document):
        begin = time.perf_counter()
        coded = code_document(document, kit)
        coding[0] += time.perf_counter() - begin
        return coded

    coder = Coder(kit.coder.version, code)
    documents = [one for one in read_documents(paths) if isinstance(one, Document)][:limit]
    read_batch(documents[:5], kit)  # warm
    archive = folder / "bench.duckdb"
    read, added = 0.0, 0.0
    for number, start in enumerate(range(0, len(documents), batch)):
        some = documents[start : start + batch]
        turns = [partial(read_batch, some, kit), partial(add_batch, archive, some, coder, batch)]
        for turn in turns if number % 2 else reversed(turns):
            begin = time.perf_counter()
            turn()
            lasted = time.perf_counter() - begin
            if turn is turns[0]:
                read += lasted
            else:
                added += lasted
    again = time.perf_counter()
    add_batch(archive, documents, coder, batch)
    again = time.perf_counter() - again
    with open_store(archive) as store:
        content = count_content(store)
    return {
        "reports": content.reports,
        "events": content.events,
        "happenings": content.happenings,
        "read_seconds": read,
        "add_seconds": added,
        "keeping_seconds": added - coding[0],
        "add_over_read": added / read - 1,
        "keeping_over_read": (added - coding[0]) / read,
        "again_seconds": again,
        "megabytes_a_thousand": archive.stat().st_size / 1e6 / content.reports * 1000,
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--reader", choices=("both", "rules"), default="both")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    pin_to_one_core()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(options.files, options.limit, options.batch, options.reader == "both", Path(folder))
    print(
        f"{found['reports']} reports, {found['events']} events, {found['happenings']} happenings, batches of {options.batch}"
    )
    print(
        f"read: {found['reports'] / found['read_seconds']:.2f} reports/s; add: {found['reports'] / found['add_seconds']:.2f}"
    )
    print(
        f"add costs {found['add_over_read']:+.1%} over read; keeping alone is {found['keeping_over_read']:.1%} of read"
    )
    print(f"added again: {found['again_seconds']:.2f} s in all")
    print(f"file: {found['megabytes_a_thousand']:.1f} MB a thousand reports")
    if options.json:
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

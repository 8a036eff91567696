"""Measure what keeping costs over reading, and how large an archive is.

usage: python bench/archive.py ARTICLES.jsonl… [--limit N] [--batch N] [--reader both|rules] [--json FILE]

The same reports are (a) read to records, as `dragoman read` does, and (b) added to a new archive, as `dragoman add` does: coded, kept,
linked. The two take turns over each batch, and take turns at being first, so that a busy machine slows both alike. Prints each
one's reports a second, what (b) costs over (a), the part of keeping in it, what adding all again takes, and the sizes, for a thousand
reports, of the file and of its records as Parquet.
"""

import tempfile
import time
from functools import partial
from pathlib import Path

from figures import make_parser, tell
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


def measure(paths: list[Path], limit: int, batch: int, reader: str, folder: Path) -> dict[str, float]:
    """Seconds of both, over the first `limit` reports of all files together."""
    from dragoman.flow import code_document
    from dragoman.keep import Coder
    from dragoman.kit import load_kit
    from dragoman.read import read_documents
    from dragoman.record.document import Document
    from dragoman.store import open_store
    from dragoman.store.reports import count_content

    kit = load_kit(reader=reader)
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
        "read_reports_per_s": content.reports / read,
        "add_reports_per_s": content.reports / added,
        "read_seconds": read,
        "add_seconds": added,
        "keeping_seconds": added - coding[0],
        "add_over_read": added / read - 1,
        "keeping_over_read": (added - coding[0]) / read,
        "again_seconds": again,
        "megabytes_a_thousand": archive.stat().st_size / 1e6 / content.reports * 1000,
        "parquet_megabytes_a_thousand": measure_parquet(archive, folder / "events.parquet")
        / 1e6
        / content.reports
        * 1000,
    }


def measure_parquet(archive: Path, path: Path) -> int:
    """Bytes of the archive's records as `dragoman export parquet` writes them."""
    from dragoman.archive import Archive
    from dragoman.export import EVENT_EXPORTERS
    from dragoman.export.outline import Notes
    from dragoman.plug import load

    with Archive(archive) as kept, path.open("wb") as out:
        load(EVENT_EXPORTERS["parquet"])(iter(kept.events()), out, Notes())
    return path.stat().st_size


def main() -> None:
    """Measure and print."""
    parser = make_parser(__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--reader", choices=("both", "rules"), default="both")
    options = parser.parse_args()
    pin_to_one_core()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(options.files, options.limit, options.batch, options.reader, Path(folder))
    given = {name: int(found.pop(name)) for name in ("reports", "events", "happenings")}
    given |= {"batch": options.batch, "reader": options.reader}
    tell(given, {name: round(value, 3) for name, value in found.items()}, options.json)


if __name__ == "__main__":
    main()

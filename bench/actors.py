"""Measure what it costs to settle who the parties of a new batch are, in archives of growing size.

usage: python bench/actors.py ARCHIVE.duckdb [--copies 1 10 100] [--reports 64] [--every 10] [--json FILE]

The archive is copied, and its own events are multiplied there, each time a day later: everybody in it is met as much more
often, which is the worst that growth can do. With --every 10 that holds for those whom the world files know, and of the
others nine of ten are new persons. Then some of its reports are taken out and settled in again; prints events, parties and
seconds for each size. The multiplied reports have no text, bands or happenings: only settling is measured.
"""

import shutil
import tempfile
import time
from pathlib import Path

from figures import make_parser, tell


def multiply(store, copies: int, every: int) -> None:
    """Add the rows of the archive so many times more; whom the world files lack is another one in all but each `every`th copy."""
    columns = ", ".join(f'"{c}"' for c in store.rows("SELECT * FROM event LIMIT 0").column_names)
    report = ", ".join(f'"{c}"' for c in store.rows("SELECT * FROM report LIMIT 0").column_names)
    for table in ("report", "event", "party", "clue"):
        store.change(f"CREATE TEMP TABLE old_{table} AS FROM {table}")
    for k in range(1, copies):
        store.change(
            f"INSERT INTO report SELECT {report} FROM (SELECT * REPLACE (id || '-{k}' AS id, '' AS text, root || '-{k}' AS root, "
            f"published + {k} AS published) FROM old_report)"
        )
        store.change(
            f"INSERT INTO event SELECT {columns} FROM (SELECT * REPLACE (id || '-{k}' AS id, document || '-{k}' AS document, "
            f"day + {k} AS day) FROM old_event)"
        )
        store.change(f"INSERT INTO party SELECT * REPLACE (event || '-{k}' AS event) FROM old_party")
        # A block that nobody asks for is as good as another person.
        block = f"CASE WHEN known IS NULL AND {k} % {every} <> 0 THEN block || '~{k}' ELSE block END"
        store.change(
            f"INSERT INTO clue SELECT * EXCLUDE known REPLACE (event || '-{k}' AS event, {block} AS block) FROM "
            "(SELECT c.*, p.identifier_id AS known FROM old_clue c JOIN old_party p USING (event, role, place))"
        )


def measure(path: Path, copies: int, reports: int, every: int) -> dict[str, float]:
    """Seconds to settle some reports of the archive anew."""
    from dragoman.keep.settle import Settling
    from dragoman.store import open_store
    from dragoman.store.store import first_column, one_number

    with open_store(path, write=True) as store:
        multiply(store, copies, every)
        some = first_column(store.rows(f"SELECT id FROM old_report ORDER BY id LIMIT {reports}"))
        begin, cpu = time.perf_counter(), time.process_time()
        with store.transaction():
            settling = Settling(store)
            settling.take_out(some)
            settling.bring_in(some)
            settling.settle()
        return {
            "events": one_number(store.rows("SELECT count(*) FROM event")),
            "parties": one_number(store.rows("SELECT count(*) FROM party")),
            "seconds": time.perf_counter() - begin,
            "cpu_seconds": time.process_time() - cpu,
        }


def main() -> None:
    """Measure and print."""
    parser = make_parser(__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--reports", type=int, default=64)
    parser.add_argument("--every", type=int, default=1)
    words = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for copies in words.copies:
            path = Path(folder) / f"{copies}.duckdb"
            shutil.copy(words.archive, path)
            figures = measure(path, copies, words.reports, words.every)
            rows.append({name: round(value, 2) for name, value in figures.items()})
    tell({"reports settled": words.reports, "every": words.every}, {}, words.json, rows=rows)


if __name__ == "__main__":
    main()

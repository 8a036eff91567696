"""The sources of a run come in; how many reports they hold goes out, where that is told without reading them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

# Files that hold one report each, by the ends of their names.
SINGLE = frozenset({".txt", ".md", ".html", ".htm"})
_BLOCK = 1 << 20


def count_reports(sources: Iterable[str]) -> int | None:
    """How many reports a run will meet, None where it cannot be told cheaply (an address, an archive, a table of another form)."""
    total = 0
    for path in _list_files(sources):
        held = _count(path)
        if held is None:
            return None
        total += held
    return total


def _list_files(sources: Iterable[str]) -> Iterator[Path]:
    for source in sources:
        path = Path(source)
        if path.is_dir():
            yield from (p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        else:
            yield path


def _count(path: Path) -> int | None:
    try:
        if not path.is_file():
            return None
        if path.suffix.lower() in SINGLE:
            return 1
        if path.suffix.lower() in (".jsonl", ".ndjson"):
            with path.open("rb") as file:
                return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
        if path.suffix.lower() == ".parquet":
            from pyarrow import ArrowException
            from pyarrow.parquet import read_metadata

            try:
                return int(read_metadata(path).num_rows)
            except ArrowException:
                return None
    except OSError:
        pass  # the reading of it will tell
    return None

"""What a benchmark was given and what it found come in; a table, with the machine and the versions, goes to standard output, and JSON to a file."""

import argparse
import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from dragoman.version import VERSION

# Whose versions change figures.
PACKAGES = ("duckdb", "numpy", "onnxruntime", "pyarrow", "ray", "spacy")


def make_parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser that shows a script's docstring and knows `--json FILE`."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return parser


def describe_machine() -> dict[str, object]:
    """The machine, how busy it is (the load of the last minute), and the versions that count."""
    return {
        "machine": f"{_name_processor()}, {platform.machine()}, {os.cpu_count()} cores",
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "dragoman": VERSION,
        **{name: told for name in PACKAGES if (told := _find_version(name))},
    }


def tell(
    given: Mapping[str, object],
    found: Mapping[str, object],
    file: Path | None = None,
    *,
    rows: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Print rows of like names as a table, then what was found, what was given (the sizes of the input), and the machine; write all as JSON."""
    table = [dict(row) for row in rows]
    machine = describe_machine()
    if table:
        print("\n".join(_lay_out(table)))
    for part in (found, given, machine):
        for name, value in part.items():
            print(f"{name:36} {value}")
    if file is not None:
        whole = {"given": given, "found": found, "rows": table, "machine": machine}
        file.write_text(json.dumps(whole, indent=2, default=str) + "\n", encoding="utf-8")


def peak_memory(process: int | None = None) -> float:
    """A process's peak memory in MB; without a number, this one's. (getrusage would report the parent's, with which a new process starts.)"""
    lines = Path(f"/proc/{process or 'self'}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def _lay_out(table: Sequence[Mapping[str, Any]]) -> list[str]:
    names = list(dict.fromkeys(name for row in table for name in row))
    cells = [names, *([_spell(row.get(name)) for name in names] for row in table)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(names))]
    return [
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in cells
    ]


def _spell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)


def _find_version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _name_processor() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"

"""What may not ship stops a release; what may is told in one table."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tell(tmp_path: Path, *parts: dict[str, object]) -> subprocess.CompletedProcess[str]:
    bill = tmp_path / "bill.json"
    bill.write_text(json.dumps({"components": parts}), encoding="utf-8")
    return subprocess.run(
        [sys.executable, ROOT / "tools" / "licences.py", bill], capture_output=True, text=True, check=False
    )


def make(name: str, licence: str) -> dict[str, object]:
    return {"name": name, "version": "1", "licenses": [{"license": {"name": licence}}]}


def test_free_parts_are_told_by_name(tmp_path: Path) -> None:
    told = tell(tmp_path, make("Zebra", "License :: OSI Approved :: MIT License"), make("ant", "Apache-2.0"))
    assert told.returncode == 0
    assert [line.split(maxsplit=2) for line in told.stdout.splitlines()] == [
        ["ant", "1", "Apache-2.0"],
        ["Zebra", "1", "MIT License"],
    ]


def test_what_is_not_known_to_be_free_is_named(tmp_path: Path) -> None:
    told = tell(tmp_path, make("ant", "MIT"), make("bee", "Proprietary"), {"name": "cat", "version": "2"})
    assert told.returncode == 1
    assert told.stderr.strip().endswith("bee 1: Proprietary; cat 2: unknown")

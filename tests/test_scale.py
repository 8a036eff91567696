"""Every piece of docs/scale.md runs; what needs a program that dragoman does without, where that is installed."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).parent.parent
PIECES = re.findall(r"^```(\w+)\n(.*?)^```", (ROOT / "docs" / "scale.md").read_text(encoding="utf-8"), re.S | re.M)
STRANGERS = ("polars", "ray")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with the samples where a clone has them."""
    shutil.copytree(ROOT / "docs" / "samples", tmp_path / "docs" / "samples")
    return tmp_path


def run(language: str, piece: str, here: Path) -> str:
    """Run a piece as a user would, in a process of its own."""
    command = [sys.executable, "-c", piece] if language == "python" else ["bash", "-euc", piece]
    paths = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
    }
    done = subprocess.run(command, cwd=here, env=os.environ | paths, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("language", "piece"), PIECES, ids=lambda words: words.strip().split("\n")[0][:20])
def test_a_piece_runs(language: str, piece: str, here: Path) -> None:
    for name in STRANGERS:
        if f"import {name}" in piece and importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
    told = run(language, piece, here)
    if language == "sh":
        assert sum(pq.read_table(file).num_rows for file in (here / "events").glob("*.parquet")) > 5
        made = {file: file.stat().st_mtime_ns for file in (here / "events").iterdir()}
        run(language, piece, here)
        assert {file: file.stat().st_mtime_ns for file in (here / "events").iterdir()} == made, "what is there is done"
    else:
        assert "THREATEN" in told

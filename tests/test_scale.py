"""Every piece of docs/scale.md runs; what needs a program that dragoman does without, where that is installed."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crew.skills import Toys

ROOT = Path(__file__).parent.parent
PIECES = re.findall(
    r"^```(python|sh)\n(.*?)^```", (ROOT / "docs" / "scale.md").read_text(encoding="utf-8"), re.S | re.M
)
STRANGERS = ("polars", "pyspark", "ray")


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


def list_made(here: Path) -> dict[Path, int]:
    """When each result was written."""
    return {
        file: file.stat().st_mtime_ns
        for folder in ("events", "coded")
        for file in (here / folder).rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize(("language", "piece"), PIECES, ids=lambda words: words.strip().split("\n")[0][:20])
def test_a_piece_runs(language: str, piece: str, here: Path) -> None:
    for name in STRANGERS:
        if re.search(rf"^(import|from) {name}\b", piece, re.M) and importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
    if "pyspark" in piece and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    told = run(language, piece, here)
    if language == "sh" or "part.rename" in piece:
        made = list_made(here)
        assert made
        run(language, piece, here)
        assert list_made(here) == made, "what is there is done"
    if language == "sh":
        assert sum(pq.read_table(file).num_rows for file in (here / "events").glob("*.parquet")) > 5
    else:
        assert "THREATEN" in told


def test_under_ray_data_a_report_that_kills_is_a_fault_and_is_not_tried_for_ever() -> None:
    ray = pytest.importorskip("ray", reason="ray is not installed")
    paths = {"env_vars": {"PYTHONPATH": os.pathsep.join(sys.path)}}
    ray.init(address="local", num_cpus=3, include_dashboard=False, log_to_driver=False, runtime_env=paths)
    try:
        rows = [{"id": str(n), "text": "die" if n == 5 else "Rain fell.", "language": "en"} for n in range(24)]
        reports = ray.data.from_arrow(pa.Table.from_pylist(rows))
        coded = reports.map_batches(Toys, batch_format="pyarrow", batch_size=8, concurrency=1).take_all()
    finally:
        ray.shutdown()
    assert {row["document"] for row in coded} == {row["id"] for row in rows}
    assert [(row["document"], row["fault"]["kind"]) for row in coded if row["fault"]] == [("5", "crash")]

"""Killed at any moment and run again, an archive holds what an uninterrupted run gives."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked children")
def test_fifty_kills_leave_no_trace(tmp_path: Path) -> None:
    import dragoman

    paths = os.pathsep.join([str(Path(dragoman.__file__).parent.parent), str(TESTS)])
    done = subprocess.run(
        [sys.executable, str(TESTS / "store" / "killed.py"), str(tmp_path), "50", "20261127"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert len(told["kept_after"]) == 50
    assert len(set(told["kept_after"])) >= 5, "the kills came at different stages of the work"
    assert told["equal"] == told["archives"] >= 1

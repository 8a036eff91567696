"""A disk that fills up: one clear line, and nothing that was kept is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent

ADD = """
import sys
from store.made import make_coder, make_reports
from dragoman.errors import StoreFull
from dragoman.keep import add_documents
if sys.argv[2] == "limit":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
kept = 0
try:
    for added in add_documents(sys.argv[1], make_reports(40), make_coder(), batch=4):
        kept += added.reports
        # Ballast, so that the room is soon used up.
        from dragoman.store import open_store
        with open_store(sys.argv[1], write=True) as store, store.transaction():
            store.change("INSERT INTO fault SELECT NULL, NULL, 'keep', 'source', sha256(i::VARCHAR || ?), NULL FROM range(4000) t(i)", [str(kept)])
except StoreFull as error:
    print(kept, error)
"""


def fill(path: Path, how: str) -> tuple[int, str]:
    import dragoman

    paths = os.pathsep.join([str(Path(dragoman.__file__).parent.parent), str(TESTS)])
    done = subprocess.run(
        [sys.executable, "-c", ADD, str(path), how],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout, "the room was not used up"
    kept, _, message = done.stdout.partition(" ")
    return int(kept), message


def look(path: Path, kept: int, message: str) -> None:
    from dragoman.keep import add_documents
    from dragoman.store import open_store
    from dragoman.store.reports import count_content
    from store.made import digest_archive, make_coder, make_reports

    assert "no room is left" in message
    assert message.count("\n") == 1, "one line"
    with open_store(path) as store:
        assert count_content(store).reports in (kept, kept + 4)  # the last batch may stand though its ballast did not
        assert kept > 0
    # With room again the work goes on, to the same end as if nothing had been.
    whole = path.parent / "whole.duckdb"
    for each in (path, whole):
        list(add_documents(each, make_reports(40), make_coder()))
    differing = {t for t, d in digest_archive(path).items() if d != digest_archive(whole)[t]}
    assert differing <= {"fault"}, "all but the ballast"


def test_a_limit_of_file_size(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    look(tmp_path / "a.duckdb", *fill(tmp_path / "a.duckdb", "limit"))


def test_a_small_disk(tmp_path: Path) -> None:
    """A file system of 2 MB in memory; only who may mount one can try this."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = (
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, check=False)
        if Path("/bin/mount").exists()
        else None
    )
    if mount is None or mount.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        kept, message = fill(disk / "a.duckdb", "disk")
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        look(disk / "a.duckdb", kept, message)
    finally:
        subprocess.run(["umount", str(disk)], check=True)

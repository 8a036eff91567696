"""How many reports a run will meet."""

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.cli.total import count_reports


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n{}\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.html").write_text("<p>one")
    pq.write_table(pa.table({"text": ["x", "y"]}), tmp_path / "sub" / "d.parquet")
    return tmp_path


def test_files_and_folders_add_up(folder: Path) -> None:
    assert count_reports([str(folder)]) == 1 + 3 + 1 + 2
    assert count_reports([str(folder / "b.jsonl"), str(folder / "a.txt")]) == 4


@pytest.mark.parametrize(
    "name", ["https://gazette.example/feed", "-", "nosuch.txt", "e.jsonl.gz", "f.csv", "g.parquet"]
)
def test_what_cannot_be_told_cheaply_is_not_told(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with gzip.open("e.jsonl.gz", "wb") as file:
        file.write(b"{}\n")
    Path("f.csv").write_text('text\n"two\nlines"\n')
    Path("g.parquet").write_text("no table")
    assert count_reports([name]) is None
    assert count_reports(["a.txt", name]) is None

"""The cache of the codebook: the same codebook, a new name for any changed byte, and no harm where it is broken or shut."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.codebook import Codebook, read_codebook
from dragoman.codebook import cache as module
from dragoman.codebook.cache import recall, take_fingerprint

SHIPPED = files("dragoman.codebook")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setattr(module, "user_cache_path", lambda _: tmp_path / "cache")
    return tmp_path / "cache"


def never() -> Codebook:
    raise AssertionError("it was to come from the cache")


def test_what_comes_back_is_what_was_kept(kept: Path) -> None:
    made = read_codebook(SHIPPED)
    assert recall("one", Codebook, lambda: made) is made
    assert [file.name for file in kept.iterdir()] == ["codebook-one.msgpack"]
    assert recall("one", Codebook, never) == made


@pytest.mark.parametrize("content", [b"", b"\x00", b"no codebook"])
def test_a_broken_file_is_made_anew(kept: Path, content: bytes) -> None:
    kept.mkdir()
    (kept / "codebook-one.msgpack").write_bytes(content)
    made = read_codebook(SHIPPED)
    assert recall("one", Codebook, lambda: made) is made
    assert recall("one", Codebook, never) == made


def test_a_folder_that_cannot_be_written_is_no_hindrance(kept: Path) -> None:
    kept.write_text("a file, where a folder ought to be", encoding="utf-8")
    made = read_codebook(SHIPPED)
    assert recall("one", Codebook, lambda: made) is made
    assert kept.is_file()


@pytest.mark.parametrize("name", ["ontology/scores.csv", "en/words/law.toml", "en/events/AID.toml", "load.py"])
def test_any_changed_byte_changes_the_fingerprint(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "codebook"
    shutil.copytree(str(SHIPPED), folder)
    before = take_fingerprint(folder)
    assert before == take_fingerprint(SHIPPED)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert take_fingerprint(folder) != before

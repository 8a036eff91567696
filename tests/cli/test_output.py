"""Files are written whole or not at all, and the form of an output follows from what is known of it."""

import errno
from pathlib import Path

import pytest

from dragoman.cli.output import PAGES, ROW_FORMS, open_out, pick_form
from dragoman.errors import SourceError, UsageError


@pytest.mark.parametrize(
    ("form", "out", "picked"),
    [
        (None, None, "jsonl"),  # a pipe
        ("csv", None, "csv"),
        (None, "a.csv", "csv"),
        (None, "a.HTM", "html"),
        (None, "a.log", "jsonl"),  # a name that says nothing
        ("table", "a.csv", "table"),  # what is asked for outweighs the name
    ],
)
def test_the_form_is_what_is_asked_or_what_the_name_says(form: str | None, out: str | None, picked: str) -> None:
    assert pick_form(form, Path(out) if out else None, {**ROW_FORMS, **PAGES}) == picked


def test_an_unknown_form_names_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="--format: 'xml' is none of md, html"):
        pick_form("xml", None, {".md": "md", **PAGES}, plain="md")


def test_a_folder_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"), open_out(tmp_path):
        pytest.fail("nothing can be written here")


def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def fill() -> None:
        with open_out(path) as out:
            out.write(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(SourceError, match="cannot be written: no space left"):
        fill()
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.csv", "old")]

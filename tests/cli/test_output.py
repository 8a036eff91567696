"""Files are written whole or not at all, and the form of an output follows from what is known of it."""

import errno
import os
from pathlib import Path

import pytest

from dragoman.cli.output import PAGES, ROW_FORMS, make_plain, open_out, pick_form
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


def test_nothing_that_is_read_and_no_archive_is_written_over(tmp_path: Path) -> None:
    report, archive, gold = tmp_path / "a.jsonl", tmp_path / "a.duckdb", tmp_path / "gold" / "gold.jsonl"
    gold.parent.mkdir()
    for path, content in ((report, b"{}"), (archive, b"checksumDUCK..."), (gold, b"{}")):
        path.write_bytes(content)
    for path, read in ((report, [report]), (archive, []), (gold, [gold.parent])):
        with pytest.raises(UsageError, match="would destroy it"), open_out(path, sparing=read):
            pytest.fail("nothing may be written here")
    assert report.read_bytes() == gold.read_bytes() == b"{}"
    with open_out(tmp_path / "b.jsonl", sparing=[report]) as out:
        out.write(b"new")


def test_a_link_is_followed_and_a_device_stays_what_it_is(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "target.csv")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    for path in (link, pipe):
        with open_out(path) as out:
            out.write(b"new")
    assert link.is_symlink()
    assert (tmp_path / "target.csv").read_bytes() == os.read(reader, 9) == b"new"
    assert pipe.is_fifo()
    os.close(reader)


def test_control_characters_of_inputs_do_not_reach_the_terminal() -> None:
    assert make_plain("a\x1b[2Jb\nś") == "a\\x1b[2Jb\nś"

"""The tutorial and the how-to pages are true: every command and every piece of Python in them runs, in the order in which it stands."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.main import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.S | re.M)
# What stays running or sets up: README's commands are run by CI, the room and the watch have tests of their own.
NOT_RUN = re.compile(r"pip install|dragoman serve$|dragoman add \S+ --watch|dragoman check gold$")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples where a clone has them."""
    shutil.copytree(ROOT / "docs" / "samples", tmp_path / "docs" / "samples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_snippet_runs(page: Path) -> None:
    ran = 0
    for language, body in FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "sh":
            for line in body.strip().splitlines():
                ran += 1
                words = shlex.split(line, comments=True)
                assert words[0] == "dragoman", line
                result = CliRunner().invoke(app, words[1:])
                assert result.exit_code == 0, f"{line}\n{result.output}\n{result.exception!r}"
        elif language == "python":
            ran += 1
            exec(compile(body, str(page), "exec"), {})
        elif language == "console":
            assert all(NOT_RUN.match(line) for line in body.strip().splitlines()), body
        else:
            assert language == "json", language
    assert ran, page


@pytest.mark.usefixtures("here")
def test_the_tutorial_ends_as_it_says() -> None:
    """The promise is one happening of two reports and is kept; the threat is carried out; football is no event."""
    run = CliRunner().invoke
    assert run(app, ["add", "docs/samples/reports.jsonl"]).exit_code == 0
    promise = run(app, ["happenings", "--type", "AGREE", "--min-sources", "2", "--format", "csv"]).stdout
    assert "consulate" in promise
    states = run(app, ["commitments", "--by", "ECU", "--by", "PER", "--format", "csv"]).stdout
    assert "kept" in states
    assert "carried out" in states
    assert run(app, ["events", "--source", "Pacific Wire", "--since", "2021-06-01"]).stdout == ""

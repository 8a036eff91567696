"""An installed dragoman comes in; its main job and each of its commands run. Says what went wrong and exits with 1.

usage, in an empty folder: python -I smoke.py
"""

import importlib.util
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa
import typer

import dragoman
from dragoman.cli.main import app

SAMPLE = files("dragoman") / "sample" / "report.html"
DRAGOMAN = str(Path(sys.executable).parent / "dragoman")


def run(*words: object) -> str:
    """Run a command; what it wrote to standard output."""
    done = subprocess.run([DRAGOMAN, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"dragoman {' '.join(map(str, words))}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def fail(*words: object) -> str:
    """Run a command that must not succeed; what it wrote to standard error."""
    done = subprocess.run([DRAGOMAN, *map(str, words)], capture_output=True, text=True, check=False)
    expect(done.returncode, f"dragoman {' '.join(map(str, words))} did not fail")
    return done.stderr


def list_commands(group: Any, *before: str) -> list[tuple[str, ...]]:
    """All commands, those of groups too."""
    inner = getattr(group, "commands", {})
    return [before, *(words for name, command in inner.items() for words in list_commands(command, *before, name))]


def expect(found: object, what: str) -> None:
    """Stop where something is not there."""
    if not found:
        sys.exit(f"smoke: {what}")


def main() -> None:
    """Run everything once."""
    expect("site-packages" in str(dragoman.__file__), f"dragoman was not installed: {dragoman.__file__}")
    expect((files("dragoman") / "py.typed").is_file(), "py.typed is missing: types do not reach users")
    commands = list_commands(typer.main.get_command(app))
    for words in commands:
        expect("Usage" in run(*words, "--help"), f"{' '.join(words)} --help says nothing")
    records = [json.loads(line) for line in run("read", "--sample").splitlines()]
    expect(any(record["event"] == "THREATEN" for record in records), "the sample report tells of no threat")
    expect(run("read", "--sample", "--jobs", "2") == run("read", "--sample"), "two jobs say something else")
    expect(
        importlib.util.find_spec("ray") or "dragoman[ray]" in fail("read", "--sample", "--engine", "ray"),
        "no word of ray",
    )
    expect("1 report added" in run("add", SAMPLE), "the sample report was not added")
    expect("THREATEN" in run("events"), "the archive has no threat")
    expect(run("commitments"), "the archive has no commitment")
    with dragoman.CodeBatch() as code:
        table = pa.table({"id": ["a"], "text": ["Norway condemned Chad on Monday."], "date": ["2021-02-10"]})
        expect(code(table).to_pylist()[0]["events"], "CodeBatch finds nothing")
    expect(dragoman.read_text("Norway condemned Chad on Monday.", published="2021-02-10"), "read_text finds nothing")
    sys.stdout.write(f"{dragoman.__version__}: {len(commands)} commands, {len(records)} events in the sample\n")


if __name__ == "__main__":
    main()

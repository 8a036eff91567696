"""`dragoman identify` as a person uses it: a file is taken in, what is wrong in it is told by line, and the list of actors shows it."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.main import app
from dragoman.keep import add_documents
from keep.seen import make_seen_coder, make_seen_report


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    lines = ["a|2021-02-01|NOR GOV|Ada Berg|Ada Berg||", "a|2021-02-01|NOR GOV|Ada Lund|Ada Lund||"]
    for _ in add_documents(path, [make_seen_report("a", lines, date(2021, 2, 1))], make_seen_coder()):
        pass
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def list_actors(db: Path) -> dict[str, str]:
    told = run("actors", "--db", db, "--format", "jsonl").stdout
    return {row["name"]: row["id"] for row in map(json.loads, told.splitlines())}


def test_a_file_is_taken_in_and_again_changes_nothing(db: Path, tmp_path: Path) -> None:
    ids, file = list_actors(db), tmp_path / "edits.csv"
    file.write_text(f"action,actor,other,note\nsame,{ids['Ada Berg']},{ids['Ada Lund']},she married\n")
    first = run("identify", file, "--db", db)
    assert (first.exit_code, first.stdout) == (0, "1 row taken in, 0 known already; 1 mention of another actor now\n")
    assert list(list_actors(db).values()) == [ids["Ada Berg"]]
    again = run("identify", file, "--db", db)
    assert (again.exit_code, again.stdout) == (0, "0 rows taken in, 1 known already; 0 mentions of another actor now\n")


def test_what_is_wrong_is_told_by_line_and_the_rest_goes_on(db: Path, tmp_path: Path) -> None:
    ids, file = list_actors(db), tmp_path / "edits.csv"
    file.write_text(f"action,actor,value\nname,nobody,x\nrename,y,z\nname,{ids['Ada Berg']},Ada B.\n")
    done = run("identify", file, "--db", db)
    assert done.exit_code == 1
    assert done.stdout.startswith("1 row taken in")
    assert done.stderr.splitlines() == [
        f"failed: {file}:2: no actor of the archive has the id nobody",
        f"failed: {file}:3: action: 'rename' is none of same, apart, name, office, code",
    ]
    assert "Ada B." in list_actors(db)


def test_a_dry_run_says_what_would_be(db: Path, tmp_path: Path) -> None:
    ids, file = list_actors(db), tmp_path / "edits.csv"
    file.write_text(f"action,actor,value\nname,{ids['Ada Berg']},Ada B.\n")
    done = run("identify", file, "--db", db, "--dry-run")
    assert (done.exit_code, done.stdout) == (
        0,
        "1 row would be taken in, 0 known already; 0 mentions would be of another actor\n",
    )
    assert list_actors(db) == ids

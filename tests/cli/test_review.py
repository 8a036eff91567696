"""`dragoman review` as a person uses it: what waits, a file of reviews, what was said, gold, agreement, and both records."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.main import app
from dragoman.cli.review import review
from dragoman.errors import SourceError, UsageError
from dragoman.keep import add_documents
from store.made import make_coder, make_report

TEXT = "NOR ACCUSE TCD 2021-02-08. Rain fell. SDN ASSAULT EGY 2021-02-09"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    for _ in add_documents(path, [make_report("a", TEXT, publication="Gazette")], make_coder()):
        pass
    return path


def run(*words: object) -> Result:
    """A sub-command of `dragoman review`."""
    return CliRunner().invoke(review, [str(word) for word in words])


def rows(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def ask(*words: object) -> list[dict[str, object]]:
    return rows(CliRunner().invoke(app, [*map(str, words), "--format", "jsonl"]))


def write(path: Path, *said: object) -> Path:
    path.write_text(
        "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in said), encoding="utf-8"
    )
    return path


def find(db: Path, type: str) -> object:
    return ask("events", "--db", db, "--type", type)[0]["id"]


def test_a_file_is_taken_in_and_again_changes_nothing(db: Path, tmp_path: Path) -> None:
    file = write(
        tmp_path / "said.jsonl",
        {"action": "correct", "event": find(db, "ASSAULT"), "set": {"event": "COERCE", "mode": "arrest"}},
    )
    first = run("apply", file, "--db", db, "--by", "Ada")
    assert (first.exit_code, first.stdout) == (0, "1 review taken in, 0 known already or without effect\n")
    assert [e["mode"] for e in ask("events", "--db", db, "--type", "COERCE")] == ["arrest"]
    assert ask("events", "--db", db, "--type", "ASSAULT") == []
    assert [e["coder"] for e in ask("events", "--db", db, "--type", "ASSAULT", "--raw")] == ["made 1"]
    again = run("apply", file, "--db", db, "--by", "Ada")
    assert (again.exit_code, again.stdout) == (0, "0 reviews taken in, 1 known already or without effect\n")


def test_what_is_wrong_is_told_by_line_and_the_rest_holds(db: Path, tmp_path: Path) -> None:
    good = {"action": "reject", "event": find(db, "ASSAULT")}
    file = write(
        tmp_path / "said.jsonl", {"action": "reject", "event": "x"}, '{"action": "reject"\n', good, {"action": "accept"}
    )
    done = run("apply", file, "--db", db, "--by", "Ada")
    assert done.exit_code == 1
    assert done.stdout.startswith("1 review taken in")
    told = done.stderr.splitlines()
    assert f"failed: {file}:1: event: there is no event 'x'" in told
    assert f"failed: {file}:4: accept: give event or document" in told
    assert sum(line.startswith(f"failed: {file}:2: ") for line in told) == 1


def test_a_dry_run_changes_nothing(db: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "said.jsonl", {"action": "reject", "event": find(db, "ASSAULT")})
    assert run("apply", file, "--db", db, "--dry-run", "--by", "Ada").stdout.startswith("1 review would be taken in")
    assert len(ask("events", "--db", db)) == 2


def test_the_queue_says_why_and_empties(db: Path, tmp_path: Path) -> None:
    first, _ = rows(run("queue", "--db", db, "--format", "jsonl"))
    assert first["why"] == ["confidence 0.50 (+0.50)", first["why"][1]]  # type: ignore[index]
    run("apply", write(tmp_path / "said.jsonl", {"action": "accept", "document": "a"}), "--db", db, "--by", "Ada")
    done = run("queue", "--db", db, "--format", "jsonl")
    assert (done.stdout, done.stderr.splitlines()[0]) == ("", "no events that wait")
    table = run("queue", "--db", db, "--format", "table")
    assert table.exit_code == 0


def test_what_was_said_is_listed_and_taken_back(db: Path, tmp_path: Path) -> None:
    file = write(
        tmp_path / "said.jsonl", {"action": "reject", "event": find(db, "ASSAULT"), "why": "a drill", "by": "Bo"}
    )
    run("apply", file, "--db", db, "--by", "Ada")
    (said,) = rows(run("list", "--db", db, "--format", "jsonl"))
    assert (said["by"], said["why"], said["state"], said["documents"]) == ("Bo", "a drill", "stands", ["a"])
    assert "a drill" in run("list", "--db", db, "--format", "table").stdout
    assert run("undo", said["id"], "--db", db, "--by", "Ada").stdout.startswith("1 review taken in")
    assert [row["state"] for row in rows(run("list", "--db", db, "--format", "jsonl"))] == ["undone", "stands"]
    assert len(ask("events", "--db", db)) == 2
    wrong = run("undo", "nobody", "--db", db, "--by", "Ada")
    assert (wrong.exit_code, wrong.stderr) == (1, "failed: nobody: review: there is no review 'nobody'\n")


def test_gold_is_a_folder_that_check_reads(db: Path, tmp_path: Path) -> None:
    assert isinstance(run("export", tmp_path / "gold", "--db", db).exception, UsageError)
    assert not (tmp_path / "gold").exists()
    run("apply", write(tmp_path / "said.jsonl", {"action": "accept", "document": "a"}), "--db", db, "--by", "Ada")
    done = run("export", tmp_path / "gold", "--db", db)
    assert done.stdout == f"1 report with 3 reviewed sentences and 2 events in {tmp_path / 'gold'}\n"
    records = write(tmp_path / "raw.jsonl", *ask("events", "--db", db, "--raw"))
    checked = CliRunner().invoke(app, ["check", str(tmp_path / "gold"), "--records", str(records), "--json"])
    assert checked.exit_code == 0, checked.output
    figures = json.loads(checked.stdout)
    assert (figures["gold"], figures["coded"]) == (2, 2)


def test_agreement_of_two(db: Path, tmp_path: Path) -> None:
    id = find(db, "ASSAULT")
    said = [{"action": "accept", "event": id, "by": "Ada"}, {"action": "reject", "event": id, "by": "Bo"}]
    run("apply", write(tmp_path / "said.jsonl", *said), "--db", db)
    first, *_ = rows(run("agree", "Ada", "Bo", "--db", db, "--format", "jsonl"))
    assert (first["field"], first["of"], first["same"], first["percent"]) == ("is an event", 1, 0, 0.0)


@pytest.mark.parametrize("command", ["happenings", "actors", "places", "reports", "stories", "network", "commitments"])
def test_every_list_gives_the_coded_record_too(db: Path, tmp_path: Path, command: str) -> None:
    before = ask(command, "--db", db)
    run(
        "apply",
        write(tmp_path / "said.jsonl", {"action": "reject", "event": find(db, "ASSAULT")}),
        "--db",
        db,
        "--by",
        "Ada",
    )
    assert ask(command, "--db", db, "--raw") == before
    if before and command not in ("places", "stories"):
        assert ask(command, "--db", db) != before


def test_where_there_is_nothing_to_learn_there_is_no_patch(db: Path, tmp_path: Path) -> None:
    done = run("suggest", "--db", db, "--out", tmp_path / "none.patch")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "nothing to suggest\n")
    assert not (tmp_path / "none.patch").exists()
    wrong = run("suggest", "--db", db, "--folder", tmp_path / "nowhere")
    assert isinstance(wrong.exception, SourceError)

"""`dragoman check` as a person uses it: gold in, figures and a page out, one clear line for what is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.record.jsonl import decode_event


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", "check", *map(str, words)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_one_run_gives_figures_records_and_page(gold_folder: Path, tmp_path: Path) -> None:
    out, page = tmp_path / "events.jsonl", tmp_path / "page.html"
    done = run(gold_folder, "--out", out, "--html", page, "--ci", 20)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "1 reports, 2 gold events" in done.stdout
    for words in ("type, actor, recipient", "by source", "confusion", "calibration error", "stage that failed", "95 %"):
        assert words in done.stdout
    events = [decode_event(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {e.event for e in events} >= {"ACCUSE", "ASSAULT"}
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    # The records just written give the same figures without coding, and nothing has changed against them.
    again = run(gold_folder / "gold.jsonl", gold_folder / "docs.json", "--records", out, "--json", "--against", out)
    assert again.returncode == 0, again.stderr
    figures = json.loads(again.stdout)
    line = next(row for row in done.stdout.splitlines() if row.startswith("type, actor, recipient"))
    both = figures["levels"]["both"]
    assert line.split()[3:] == [f"{both[name]:.3f}" for name in ("precision", "recall", "f1")]
    assert (figures["gold"], figures["coded"], figures["stages"]) == (2, len(events), None)
    assert [figures["against"][name] for name in ("fixed", "broken", "gone", "new")] == [[], [], [], []]


def test_the_records_are_those_of_read(gold_folder: Path, tmp_path: Path) -> None:
    """The command codes a document just as `dragoman read` codes a line of JSON."""
    document = json.loads((gold_folder / "docs.json").read_text(encoding="utf-8"))[0]
    lines, ours, theirs = tmp_path / "in.jsonl", tmp_path / "ours.jsonl", tmp_path / "theirs.jsonl"
    row = {"id": document["id"], "date": document["published"], "title": document["title"], "text": document["text"]}
    lines.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert run(gold_folder, "--out", ours, "--json").returncode == 0
    subprocess.run([sys.executable, "-m", "dragoman", "read", str(lines), "--out", str(theirs)], check=True)
    assert ours.read_bytes() == theirs.read_bytes()


def test_against_an_earlier_run(gold_folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.jsonl"
    old.write_text("", encoding="utf-8")
    done = run(gold_folder, "--against", old, "--only", "made-1")
    assert done.returncode == 0, done.stderr
    assert "fixed: 1\n  made-1[0] ACCUSE/disapprove ‘condemned’ NOR → TCD" in done.stdout
    assert "broken: 0" in done.stdout


def test_another_coders_records_need_only_say_what_and_where(gold_folder: Path, tmp_path: Path) -> None:
    records = tmp_path / "theirs.jsonl"
    row = {"document": "made-1", "event": "ACCUSE", "trigger": {"text": "condemned", "start": 7}}
    records.write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = run(gold_folder, "--records", records, "--json")
    assert done.returncode == 0, done.stderr
    levels = json.loads(done.stdout)["levels"]
    assert (levels["type"]["right"], levels["both"]["right"]) == (1, 0)
    assert json.loads(done.stdout)["confidence"] is None


BAD_RECORDS = [
    ("{}", "'document'"),
    ('{"document": "made-1", "event": "AID"}', "'trigger'"),
    ('{"document": "made-1", "event": "AID", "trigger": {"text": "x"}}', "'start'"),
    ('{"document": "made-1", "trigger": {"text": "x", "start": 0}}', "'event'"),
    ('{"document": "made-1", "event": "AID", "trigger": {"text": "x", "start": 0}, "actor": ["x"]}', "'actor'"),
    ('{"document": "made-1", "event": "AID", "trigger": {"text": "x", "start": 0}, "confidence": "x"}', "confidence"),
    ("{", "JSON"),
]


@pytest.mark.parametrize(("line", "word"), BAD_RECORDS)
@pytest.mark.parametrize("option", ["--records", "--against"])
def test_a_broken_record_is_named_before_anything_is_coded(
    gold_folder: Path, tmp_path: Path, option: str, line: str, word: str
) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(f"\n{line}\n", encoding="utf-8")
    done = run(gold_folder, option, records)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"dragoman: {records}:2: ")
    assert word in done.stderr
    assert done.stderr.count("\n") == 1


def test_broken_gold_is_one_clear_line(gold_folder: Path) -> None:
    path = gold_folder / "gold.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("COERCE", "QUARREL"), encoding="utf-8")
    done = run(gold_folder)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"dragoman: {path}:1: event 2: the type 'QUARREL' is none of ACCUSE, AGREE")


USAGE = [
    (["--only", "nobody"], 2, "nobody"),
    (["--records", "x.jsonl", "--out", "y.jsonl"], 2, "--out"),
    (["--records", "not there.jsonl"], 1, "not there.jsonl"),
    (["not there.json"], 1, "not there.json"),
]


@pytest.mark.parametrize(("words", "code", "word"), USAGE)
def test_a_wrong_question(gold_folder: Path, words: list[str], code: int, word: str) -> None:
    done = run(gold_folder, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_is_told_before_anything_is_coded(gold_folder: Path, tmp_path: Path) -> None:
    for option in ("--html", "--out"):
        done = run(gold_folder, option, tmp_path / "no such folder" / "file")
        assert (done.returncode, done.stdout) == (1, "")
        assert "no such folder" in done.stderr

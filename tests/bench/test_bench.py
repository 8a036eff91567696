"""Every benchmark runs on little input, and tells the machine, the versions, what it was given and what it found; no time is asserted."""

import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
BENCH = ROOT / "bench"
ARTICLES = ROOT / "docs" / "samples" / "reports.jsonl"
# What others of the scripts import, and what makes or tells.
SHARED = {"figures", "newsworld"}

Report = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all, so that an archive that one script makes serves the next."""
    return tmp_path_factory.mktemp("bench")


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str, *words: object) -> Report:
    """Run a script in this process, as if started from a shell; what it wrote as JSON."""
    out = folder / f"{script}.json"
    monkeypatch.syspath_prepend(BENCH)
    monkeypatch.setattr(sys, "argv", [script, *map(str, words), "--json", str(out)])
    monkeypatch.setattr(os, "sched_setaffinity", lambda *_: None, raising=False)  # it would pin the tests that follow
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(BENCH)]))
    runpy.run_path(str(BENCH / f"{script}.py"), run_name="__main__")
    told: Report = json.loads(out.read_text(encoding="utf-8"))
    assert told["machine"]["machine"]
    assert told["machine"]["python"]
    assert told["given"]
    assert told["found"] or told["rows"]
    return told


def test_what_codes_runs_over_articles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = run(folder, monkeypatch, "throughput", ARTICLES, "--limit", 3, "--reader", "rules")
    assert told["given"]["documents"] == 3
    assert told["found"]["events"] > 0
    told = run(folder, monkeypatch, "stages", ARTICLES, "--limit", 3, "--repeat", 1, "--reader", "rules")
    assert {row["stage"] for row in told["rows"]} >= {"plain spaCy", "dragoman", "parse", "code", "resolve"}
    told = run(folder, monkeypatch, "memory", ARTICLES, "--limit", 4, "--every", 2, "--reader", "rules")
    assert [row["reports"] for row in told["rows"]] == [0, 2, 4]
    told = run(folder, monkeypatch, "archive", ARTICLES, "--limit", 6, "--batch", 3, "--reader", "rules")
    assert told["given"]["reports"] == 6
    assert told["found"]["megabytes_a_thousand"] > 0


def test_more_processes_say_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = run(folder, monkeypatch, "jobs", ARTICLES, "--limit", 4, "--jobs", "1", "--repeat", 1)
    assert told["found"]["same records"] is True
    assert [row["jobs"] for row in told["rows"]] == [1]


def test_growth_and_what_actors_cost(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = folder / "made.duckdb"
    told = run(folder, monkeypatch, "growth", "--sizes", "20,60", "--per-day", 100, "--db", archive)
    assert [row["reports"] for row in told["rows"]] == [20, 60]
    told = run(folder, monkeypatch, "actors", archive, "--copies", 1, 3, "--reports", 5)
    once, thrice = told["rows"]
    assert thrice["events"] == 3 * once["events"]


def test_what_asks_a_generated_archive(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ("--events", 2000, "--db", folder / "asked.duckdb", "--repeat", 1)
    assert run(folder, monkeypatch, "asking", *made)["given"]["events"] == 2000
    assert run(folder, monkeypatch, "rest", *made)["found"]["lists_median_ms"] > 0
    assert run(folder, monkeypatch, "ledger", *made)["rows"]
    room = ("--kinds", 3, "--readers", 1, "--seconds", 0.5, "--think", 0.01)
    told = run(folder, monkeypatch, "reading_room", *made, *room)
    assert told["found"]["errors"] == 0
    assert len(told["rows"]) == 3


def test_happenings_prints_a_row(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Its whole table takes processes of a million events each; this is what each of them prints."""
    monkeypatch.syspath_prepend(BENCH)
    monkeypatch.setattr(sys, "argv", ["happenings", "--one", "20", "300"])
    runpy.run_path(str(BENCH / "happenings.py"), run_name="__main__")
    assert json.loads(capsys.readouterr().out)["events"] > 250


def test_what_counts_over_annotated_reports(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Officials in Khartoum said on Monday that Chad had closed its border."
    place = {"start": 13, "end": 21, "text": "Khartoum", "lat": 15.55, "lon": 32.53, "geonameid": 379252}
    (folder / "geo.jsonl").write_text(json.dumps({"id": "a", "text": text, "places": [place]}) + "\n")
    told = run(folder, monkeypatch, "geo", folder / "geo.jsonl")
    assert (told["found"]["recall of places"], told["found"]["within 161 km"]) == (1.0, 1.0)
    parts = {"source": [[0, 21]], "cue": [[22, 26]], "content": [[37, len(text)]]}
    report = {"id": "a", "date": "2021-02-10", "text": text, "attributions": [parts]}
    (folder / "attribution.jsonl").write_text(json.dumps(report) + "\n")
    told = run(folder, monkeypatch, "attribution", folder / "attribution.jsonl")
    assert told["found"]["attributions: of"] == told["found"]["attributions: right"] == 1


def test_the_rest(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = run(folder, monkeypatch, "start", "--repeat", 1, "--only", "import dragoman")
    assert told["rows"][0]["least s"] > 0
    assert len(run(folder, monkeypatch, "turns", "--tries", 2)["rows"]) == 16
    assert run(folder, monkeypatch, "stories", "--limit", 2, "--db", folder / "stories.duckdb")["given"]["reports"] > 2
    assert run(folder, monkeypatch, "exports", "--events", 20, "--forms", "csv")["rows"][0]["form"] == "csv"


def test_every_script_is_run_and_its_figure_told() -> None:
    scripts = {path.stem for path in BENCH.glob("*.py")} - SHARED
    tested = Path(__file__).read_text(encoding="utf-8")
    page = (BENCH / "README.md").read_text(encoding="utf-8")
    for script in scripts:
        assert f'"{script}"' in tested, script
        assert f"bench/{script}.py" in page, script

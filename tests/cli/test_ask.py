"""The questions on the command line: options out, records in each form, one clear line for what is wrong."""

import csv
import io
import json
import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import typer

from ask.made import EVENTS, HAPPENINGS, make_archive
from dragoman.ask.filters import ORDERS, PAGED, list_fields
from dragoman.cli.main import app, main
from dragoman.cli.series import draw_spark
from dragoman.record.arrow import event_schema
from dragoman.record.jsonl import decode_event, encode_event


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("cli") / "made.duckdb")


@dataclass
class Done:
    """What a command left: its exit code and what it wrote."""

    returncode: int
    stdout: bytes
    stderr: bytes


Run = Callable[..., Done]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process: a new one for each of a hundred commands would take a minute."""

    def run_one(db: Path, *words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, words), "--db", str(db)])
        capfdbinary.readouterr()
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        sys.stdout.flush()
        return Done(code, *capfdbinary.readouterr())

    return run_one


def tell(done: Done) -> str:
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8")


def test_piped_events_are_the_lines_that_read_writes(run: Run, db: Path) -> None:
    lines = tell(run(db, "events", "--order", "report")).splitlines()
    assert lines == [encode_event(decode_event(line)).decode() for line in lines]
    assert set(lines) == {encode_event(event).decode() for event in EVENTS.values()}


def test_csv_and_parquet_hold_the_same_rows(run: Run, db: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(tell(run(db, "happenings", "-f", "csv")))))
    assert {row["id"] for row in rows} == set(HAPPENINGS)
    assert next(row["events"] for row in rows if row["id"] == "h-meet") == "meet; talks"
    out = tmp_path / "events.parquet"
    tell(run(db, "events", "--actor", "EGY", "--out", out))
    table = pq.read_table(out)
    assert table.schema.equals(event_schema())
    assert sorted(table.column("id").to_pylist()) == ["aid", "meet", "shell", "talks"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["events.parquet"], "no half of a file is left"


@pytest.mark.parametrize("question", ["events", "happenings", "actors", "places", "reports", "faults"])
@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "parquet"])
def test_every_question_has_every_form_also_for_no_row(
    run: Run, db: Path, tmp_path: Path, question: str, form: str
) -> None:
    whole = run(db, question, "-f", form, "--out", tmp_path / "whole")
    nothing = run(db, question, "-f", form, "--text", "zebra", "--out", tmp_path / "nothing")
    assert whole.returncode == nothing.returncode == 0, (whole.stderr, nothing.stderr)
    assert f"no {question}" in nothing.stderr.decode()
    if form == "parquet":
        full, empty = pq.read_table(tmp_path / "whole"), pq.read_table(tmp_path / "nothing")
        assert empty.num_rows == 0 < full.num_rows
        assert empty.schema.equals(full.schema)
    else:
        lines = [len((tmp_path / name).read_text(encoding="utf-8").splitlines()) for name in ("whole", "nothing")]
        assert lines[0] > lines[1] == {"table": 1, "jsonl": 0, "csv": 1}[form]


def test_csv_of_actors_tells_offices_in_one_cell(run: Run, db: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(tell(run(db, "actors", "--actor", "Nour", "-f", "csv"))))
    assert row["aliases"] == "Salma Nour; the Egyptian foreign minister; Salma Noor"
    assert row["offices"] == "foreign minister 2019-05-01"


def test_a_table_says_that_there_is_more_and_where_it_goes_on(run: Run, db: Path) -> None:
    first = run(db, "events", "-f", "table", "--limit", 3)
    assert len(tell(first).splitlines()) >= 4
    words = first.stderr.decode().split()
    assert " ".join(words[:4]) == "3 of 8 events;"
    cursor = words[-1]
    rest = run(db, "events", "--cursor", cursor)
    assert [json.loads(line)["id"] for line in tell(rest).splitlines()] == "raid talks meet aid blame".split()
    assert rest.stderr == b""


def test_happenings_show_their_evidence(run: Run, db: Path) -> None:
    page = tell(run(db, "happenings", "--events", "-f", "table", "--actor", "Salma Nour"))
    assert "2 reports, 2 independent  0.90" in page
    assert "2020-12-02, Tripoli Wire: “In Tripoli the Egyptian foreign minister" in page
    refused = run(db, "happenings", "--events", "-f", "jsonl")
    assert (refused.returncode, refused.stdout) == (2, b"")


def test_dyad_is_told_as_table_rows_and_picture(run: Run, db: Path, tmp_path: Path) -> None:
    page = tell(run(db, "dyad", "EGY", "Libya", "--since", "2020-11", "--until", "2021-02", "-f", "table"))
    assert "EGY-LBY  ·█▃·  4 happenings, 2020-11 to 2021-02" in page
    rows = [json.loads(line) for line in tell(run(db, "dyad", "EGY", "LBY", "--by", "quarter")).splitlines()]
    assert [(r["period"], r["direction"], r["total"]) for r in rows][:3] == [
        ("2020-10-01", "EGY-LBY", 3),
        ("2020-10-01", "EGY>LBY", 2),
        ("2020-10-01", "LBY>EGY", 1),
    ]
    tell(run(db, "dyad", "EGY", "LBY", "--plot", tmp_path / "picture.svg"))
    assert (tmp_path / "picture.svg").read_bytes().startswith(b"<?xml")
    failed = run(db, "dyad", "EGY", "LBY", "--plot", tmp_path / "picture.gif")
    assert (failed.returncode, failed.stdout) == (2, b"")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["picture.svg"]


@pytest.mark.parametrize(
    ("numbers", "width", "expected"),
    [
        ([], 10, (1, "")),
        ([0, 1, 4, 8], 10, (1, "·▁▄█")),
        ([0, 0], 10, (1, "··")),
        ([1, 1000], 10, (1, "▁█")),  # the least that there is is still seen
        ([1, 1, 2, 2, 8], 3, (2, "▂▄█")),
    ],
)
def test_sparklines(numbers: list[int], width: int, expected: tuple[int, str]) -> None:
    assert draw_spark(numbers, width) == expected


def test_sql_is_answered_in_every_form(run: Run, db: Path, tmp_path: Path) -> None:
    query = "SELECT id, actor, date FROM events WHERE id IN ('meet', 'blame') ORDER BY id"
    rows = [json.loads(line) for line in tell(run(db, "sql", query)).splitlines()]
    assert [(r["id"], r["date"]) for r in rows] == [("blame", None), ("meet", "2020-12-01")]
    assert rows[1]["actor"][0]["identifier_text"] == "Salma Nour"
    (blame, meet) = csv.DictReader(io.StringIO(tell(run(db, "sql", query, "-f", "csv"))))
    assert (blame["date"], json.loads(meet["actor"])[0]["code"]) == ("", "EGY")
    assert "2020-12-01" in tell(run(db, "sql", query, "-f", "table"))
    tell(run(db, "sql", query, "--out", tmp_path / "rows.parquet"))
    assert pq.read_table(tmp_path / "rows.parquet").num_rows == 2
    odd = "SELECT 1.5::DECIMAL(4, 2) AS d, TIME '10:00' AS t, INTERVAL 1 DAY AS i, 'x'::BLOB AS b, uuid() AS u, [NULL] AS l, 1 AS d"
    for form in ("jsonl", "csv", "table"):
        assert tell(run(db, "sql", odd, "-f", form))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["events", "--type", "ASSULT"], 2, "type: 'ASSULT' is no event type; did you mean ASSAULT"),
        (["events", "--format", "xml"], 2, "--format: 'xml' is none of table, jsonl, csv, parquet"),
        (["sql", "SELEC 1"], 2, "sql: syntax error"),
        (["sql", "SELECT * FROM read_csv('/etc/hosts')"], 2, "file system operations are disabled"),
        (["dyad", "EGY", "EGY"], 2, "a dyad has two sides"),
        (["faults", "--actor", "EGY"], 2, "No such option"),
    ],
)
def test_what_is_wrong_is_one_line(run: Run, db: Path, words: list[str], code: int, said: str) -> None:
    done = run(db, *words)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_where_there_is_no_archive_it_is_said(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path / "none.duckdb", "events")
    assert done.returncode == 1
    assert "there is no archive here" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_options_are_the_fields_of_the_filter() -> None:
    group = typer.main.get_command(app)
    for question in ("events", "happenings", "actors", "places", "reports", "faults", "dyad"):
        options = {o for p in group.commands[question].params for o in p.opts}  # type: ignore[attr-defined]
        assert {f"--{f.name.replace('_', '-')}" for f in list_fields(question)} <= options


def _commands_of_the_page() -> list[list[str]]:
    page = (Path(__file__).parents[2] / "docs" / "asking.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", page, re.S) for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if not line.startswith("dragoman add")]


@pytest.mark.parametrize("words", _commands_of_the_page(), ids=lambda words: " ".join(words)[:40])
def test_every_command_of_the_page_runs(
    run: Run, db: Path, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert tell(run(db, *words, *(["-f", "table"] if "--events" in words else [])))


def test_the_page_names_every_filter_order_and_option() -> None:
    page = (Path(__file__).parents[2] / "docs" / "asking.md").read_text(encoding="utf-8")
    for question in PAGED:
        orders = ORDERS[question]
        command = "review queue" if question == "queue" else question
        line = next(line for line in page.splitlines() if line.startswith(f"| `dragoman {command}` "))
        assert all(f"`{order}`" in line for order in orders)
        assert all(f"`--{f.name.replace('_', '-')}`" in page for f in list_fields(question))

"""`dragoman export` from the command line: choices, faults, counts, and the bundled sample through every form."""

import json
import sys
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dragoman.cli.export import export as command
from dragoman.cli.exporting import Choice, run_export
from dragoman.errors import SourceError, StoreError, UsageError
from dragoman.export import EVENT_EXPORTERS, HAPPENING_EXPORTERS
from dragoman.flow import code_documents
from dragoman.kit import Kit
from dragoman.read import read_documents
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.record.happening import Seat
from dragoman.record.jsonl import decode_event, encode_event
from dragoman.store import open_store
from dragoman.store.reports import write_reports
from dragoman.store.seats import replace_happenings
from export.build import EVENT, HAPPENING, make_event

SAMPLE = Path(__file__).parents[2] / "src" / "dragoman" / "sample" / "report.html"


def choose(form: str, records: Path | None, out: Path | None = None, what: str = "events") -> Choice:
    return Choice(form=form, out=out, what=what, records=str(records) if records else None)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_bytes(encode_event(EVENT) + b"\n\n" + encode_event(make_event(status="negated")) + b"\n")
    return path


def test_every_form_writes_the_sample_and_writes_it_the_same_again(kit: Kit, tmp_path: Path) -> None:
    coded = code_documents(read_documents([str(SAMPLE)]), kit)
    path = tmp_path / "sample.jsonl"
    path.write_bytes(b"".join(encode_event(e) + b"\n" for one in coded for e in one.events))
    for form in EVENT_EXPORTERS:
        first, second = tmp_path / f"first.{form}", tmp_path / f"second.{form}"
        assert run_export(choose(form, path, first)) == 0
        assert run_export(choose(form, path, second)) == 0
        assert first.read_bytes() == second.read_bytes(), form
        assert first.stat().st_size > 500, form


def test_every_form_writes_happenings(tmp_path: Path) -> None:
    import msgspec

    path = tmp_path / "happenings.jsonl"
    path.write_bytes(msgspec.json.encode(HAPPENING) + b"\n")
    for form in HAPPENING_EXPORTERS:
        out = tmp_path / f"out.{form}"
        assert run_export(choose(form, path, out, "happenings")) == 0
        assert b"Chad" in out.read_bytes() or form in ("parquet", "gdelt1", "gdelt2"), form


def test_what_a_form_cannot_hold_is_counted_on_stderr(lines: Path, tmp_path: Path, capsys) -> None:
    assert run_export(choose("icews", lines, tmp_path / "x.tab")) == 0
    assert capsys.readouterr().err == "left out: 1 of 2 events: status negated, which the format cannot say\n"


def test_a_wrong_line_is_told_by_number_and_the_rest_is_written(lines: Path, tmp_path: Path, capsys) -> None:
    lines.write_bytes(b'{"id": 3}\n' + lines.read_bytes() + b"\xff\n")
    out = tmp_path / "x.jsonl"
    assert run_export(choose("jsonl", lines, out)) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ", 2)[1] for line in told] == [f"{lines}:1", f"{lines}:5"]
    assert len(out.read_bytes().splitlines()) == 2
    assert json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]["rows"] == 2


def test_only_tables_have_a_package(lines: Path, tmp_path: Path) -> None:
    run_export(choose("geojson", lines, tmp_path / "x.geojson"))
    assert not (tmp_path / "datapackage.json").exists()
    run_export(choose("csv", lines, tmp_path / "x.csv"))
    assert (tmp_path / "datapackage.json").exists()


def test_standard_input_and_output_are_a_pipe(lines: Path, monkeypatch, capfdbinary) -> None:
    with lines.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", type("Stream", (), {"buffer": stream}))
        assert run_export(Choice(form="jsonl", records="-")) == 0
    assert capfdbinary.readouterr().out == b"".join(x + b"\n" for x in lines.read_bytes().splitlines() if x)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"form": "xml"}, "none of calendar, csv"),
        ({"what": "actors"}, "neither events nor happenings"),
        ({"words": {"min_sources": "2"}}, "--min-sources: filters are for archives"),
        ({"out": Path("datapackage.json")}, "another name"),
    ],
)
def test_a_choice_that_there_is_not_is_told(lines: Path, change: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        run_export(Choice(**{"form": "csv", "records": str(lines), **change}))


def test_nothing_half_written_is_left_behind(lines: Path, tmp_path: Path, monkeypatch) -> None:
    out = tmp_path / "x.icews"
    out.write_text("before", encoding="utf-8")
    monkeypatch.setattr("dragoman.export.icews._make_row", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run_export(choose("icews", lines, out))
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["records.jsonl", "x.icews"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of one report with one event, and of a happening that it tells."""
    path = tmp_path / "archive.duckdb"
    document = Document(id="r2", text="x" * 100, published=EVENT.cite_info.published, cite_info=EVENT.cite_info)
    event = make_event(document="r2")
    with open_store(path, write=True) as store, store.transaction():
        write_reports(store, [Coded(document=document, events=(event,), explanations=({},))], event.coder)
        seats = [Seat(e, "dated", date(2021, 2, 10), None, "b") for e in HAPPENING.events]
        replace_happenings(store, [], [HAPPENING], seats)
    return path


def test_an_archive_gives_its_events_and_happenings_with_their_reports(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.jsonl"
    assert run_export(Choice(form="jsonl", db=archive, out=out)) == 0
    assert decode_event(out.read_bytes()) == make_event(document="r2")
    out = tmp_path / "happenings.gdelt"
    assert run_export(Choice(form="gdelt2", db=archive, out=out, what="happenings")) == 0
    cells = out.read_text(encoding="utf-8").rstrip("\n").split("\t")
    assert (cells[31:34], cells[-1]) == (["4", "2", "3"], EVENT.cite_info.url)


def test_filters_are_applied_and_noted(archive: Path, tmp_path: Path) -> None:
    for actor, rows in (("SDN", 1), ("NOR", 0)):
        words = {"actor": [actor], "since": "2021", "until": None}
        assert run_export(Choice(form="csv", db=archive, out=tmp_path / f"{actor}.csv", words=words)) == 0
        package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
        (resource,) = (r for r in package["resources"] if r["path"] == f"{actor}.csv")
        assert (resource["rows"], resource["asked"]) == (rows, {"actor": [actor], "since": "2021"})


def test_the_words_of_the_command_line_are_understood(archive: Path, lines: Path, tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(command)
    out = tmp_path / "x.csv"
    run = CliRunner().invoke(
        app, f"csv --actor SDN --dyad SDN-TCD --min-confidence 0.5 --db {archive} --out {out}".split()
    )
    assert run.exit_code == 0, run.exception
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2
    asked = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]["asked"]
    assert asked == {"actor": ["SDN"], "dyad": ["SDN-TCD"], "min_confidence": "0.5"}
    run = CliRunner().invoke(app, f"graphml --what happenings --db {archive}".split())
    assert (run.exit_code, run.stdout_bytes.count(b"<edge ")) == (0, 1)
    run = CliRunner().invoke(app, f"jsonl --records {lines}".split())
    assert (run.exit_code, len(run.stdout_bytes.splitlines())) == (0, 2)


def test_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.duckdb"):
        run_export(Choice(form="csv", db=tmp_path / "none.duckdb"))


def test_a_missing_file_and_a_foreign_package_are_told_before_anything_is_written(lines: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        run_export(choose("csv", tmp_path / "none.jsonl", tmp_path / "x.csv"))
    (tmp_path / "datapackage.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SourceError, match="another folder"):
        run_export(choose("csv", lines, tmp_path / "x.csv"))
    assert not (tmp_path / "x.csv").exists()

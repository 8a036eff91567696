"""datapackage.json is held against the data by frictionless, the validator of the format."""

import json
import re
from pathlib import Path

import frictionless
import pytest

from dragoman.errors import SourceError
from dragoman.export.crosswalk import read_table
from dragoman.export.package import NAME, Tally, check_folder, describe_file, list_fields, make_package
from dragoman.record.event import Event
from dragoman.record.happening import Happening
from export.build import EVENT, HAPPENING, export, make_event, make_happening

EVENTS = (EVENT, make_event(id="b", mode=None, recipient=(), date=None, enddate=None, event_loc=None, deadline=None))
HAPPENINGS = (HAPPENING, make_happening(id="b", mode=None, recipient=(), event_loc=None, disagreements=()))


def write(folder: Path, name: str, form: str, what: str, asked=None) -> None:
    tally = Tally()
    records = EVENTS if what == "events" else HAPPENINGS
    assert list(tally.watch(records)) == list(records)
    before = check_folder(folder)
    (folder / name).write_bytes(export(form, *records))
    resource = describe_file(folder / name, form, what, tally, asked or {})
    (folder / NAME).write_bytes(make_package(before, resource))


@pytest.mark.parametrize("what", ["events", "happenings"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_the_package_is_valid_and_fits_the_data(tmp_path: Path, form: str, what: str) -> None:
    write(tmp_path, f"x.{form}", form, what)
    report = frictionless.validate(str(tmp_path / NAME))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    (task,) = report.tasks
    assert task.stats["rows"] == 2


def test_the_validator_would_see_a_wrong_cell_and_a_changed_file(tmp_path: Path) -> None:
    write(tmp_path, "x.csv", "csv", "events")
    data = (tmp_path / "x.csv").read_text(encoding="utf-8")
    (tmp_path / "x.csv").write_text(data.replace("2021-02-08", "yesterday!"), encoding="utf-8")
    kinds = {error[0] for error in frictionless.validate(str(tmp_path / NAME)).flatten(["type"])}
    assert {"type-error", "hash-count"} <= kinds


def test_files_of_one_folder_share_a_package_whatever_their_order(tmp_path: Path) -> None:
    texts = []
    for order in (("a.csv", "b.jsonl"), ("b.jsonl", "a.csv"), ("a.csv", "a.csv", "b.jsonl")):
        folder = tmp_path / "-".join(order)
        folder.mkdir()
        for name in order:
            write(folder, name, name[2:], "events", {"since": "2021-01-01"})
        texts.append((folder / NAME).read_bytes())
    assert len(set(texts)) == 1
    package = json.loads(texts[0])
    assert [r["path"] for r in package["resources"]] == ["a.csv", "b.jsonl"]
    first = package["resources"][0]
    assert (first["rows"], first["coders"], first["asked"]) == (2, [EVENT.coder], {"since": "2021-01-01"})
    assert "PLOVER" in package["citation"]
    assert {licence["name"] for licence in package["licenses"]} == {"CC-BY-SA-4.0", "CC-BY-4.0"}


@pytest.mark.parametrize("text", ['{"name": "other", "resources": []}', "[]", "not json"])
def test_somebody_elses_package_is_not_touched(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"another folder"):
        check_folder(tmp_path)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == text


def test_every_field_is_described_and_none_is_invented() -> None:
    known = [row["name"] for row in read_table("fields.csv")]
    assert len(known) == len(set(known))
    used = set()
    for what in ("events", "happenings"):
        for form in ("csv", "jsonl", "parquet"):
            fields = list_fields(form, what)
            used |= {field["name"] for field in fields}
            assert all(field["type"] and field["description"] for field in fields), (form, what)
    assert used == set(known)
    assert [f["name"] for f in list_fields("jsonl", "events")] == list(Event.__dataclass_fields__)
    assert [f["name"] for f in list_fields("jsonl", "happenings")] == list(Happening.__dataclass_fields__)


def test_the_fields_are_those_of_the_docs() -> None:
    table = (Path(__file__).parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
    documented = {n for cell in re.findall(r"^\| (`[^|]+) \|", table, re.M) for n in re.findall(r"`(\w+)`", cell)}
    assert set(Event.__dataclass_fields__) <= documented

"""A file of records that was just written comes in; datapackage.json beside it (Frictionless Data Package 2.0) goes out.

It describes every field, counts the rows, names the versions that coded them and the filter that was asked, and says how
to cite them. Files that dragoman writes into one folder share one package.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from dragoman.errors import SourceError
from dragoman.export.crosswalk import read_table
from dragoman.export.flat import COLUMNS as EVENT_COLUMNS
from dragoman.export.outline import Record
from dragoman.export.rows import HAPPENING_COLUMNS
from dragoman.record.event import Event
from dragoman.record.happening import Happening
from dragoman.version import VERSION

NAME = "datapackage.json"
MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
_COLUMNS = {"events": EVENT_COLUMNS, "happenings": HAPPENING_COLUMNS}
_FIELDS = {"events": tuple(Event.__dataclass_fields__), "happenings": tuple(Happening.__dataclass_fields__)}
CITATION = (
    f"dragoman {VERSION}: records of political events, coded from news reports. Types, modes and scores after PLOVER "
    "(Open Event Data Alliance, manual of September 2021); places after GeoNames."
)
_PACKAGE: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "dragoman-export",
    "title": "Political events, coded by dragoman",
    "description": "Who did what to whom, when, where and on whose word, as news reports tell it. "
    "The words that records quote belong to the reports' publishers.",
    "citation": CITATION,
    "contributors": [{"title": f"dragoman {VERSION}", "roles": ["DataCollector"]}],
    "licenses": [
        {
            "name": "CC-BY-SA-4.0",
            "title": "PLOVER's types, modes, contexts and scores (Open Event Data Alliance)",
            "path": "https://creativecommons.org/licenses/by-sa/4.0/",
        },
        {
            "name": "CC-BY-4.0",
            "title": "Places, their coordinates and numbers (GeoNames)",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        },
    ],
    "sources": [
        {"title": "PLOVER", "path": "https://github.com/openeventdata/PLOVER"},
        {"title": "GeoNames", "path": "https://www.geonames.org"},
    ],
    "dragoman": VERSION,
}


class Tally:
    """Counts the records that pass and gathers the versions that coded them."""

    def __init__(self) -> None:
        self.rows = 0
        self.coders: set[str] = set()

    def watch(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass records on, unchanged."""
        for record in records:
            self.rows += 1
            if isinstance(record, Event):
                self.coders.add(record.coder)
            yield record


def check_folder(folder: Path) -> dict[str, Any]:
    """The package that is in a folder already, {} where there is none.

    Raises:
        SourceError: a datapackage.json is there that dragoman did not write; it is left as it is.
    """
    path = folder / NAME
    if not path.exists():
        return {}
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise SourceError(str(path), f"cannot be read ({error}); write to another folder") from error
    if not isinstance(package, dict) or "dragoman" not in package:
        raise SourceError(str(path), "is of somebody else's data; write to another folder")
    return package


def describe_file(path: Path, form: str, what: str, tally: Tally, asked: Mapping[str, Any]) -> dict[str, Any]:
    """One file as a resource: its fields, size and digest, rows, coders and the filter asked ({} for all)."""
    return {
        "name": re.sub(r"[^a-z0-9._-]+", "-", path.name.lower()),
        "path": path.name,
        "type": "table",
        "title": what,
        "format": form,
        "mediatype": MEDIA[form],
        **({} if form == "parquet" else _measure_text(path)),
        "schema": {"fields": list_fields(form, what), "primaryKey": ["id"]},
        "rows": tally.rows,
        "coders": sorted(tally.coders),
        "asked": dict(asked),
    }


def _measure_text(path: Path) -> dict[str, Any]:
    """Encoding, size and digest. Not for Parquet: the validator that people use (frictionless) cannot count its bytes."""
    digest = sha256()
    with path.open("rb") as data:
        while chunk := data.read(1 << 20):
            digest.update(chunk)
    return {"encoding": "utf-8", "bytes": path.stat().st_size, "hash": f"sha256:{digest.hexdigest()}"}


def list_fields(form: str, what: str) -> list[dict[str, str]]:
    """Name, type and description of every field of a form (csv, jsonl, parquet) of events or happenings, in its order."""
    known = {row["name"]: row for row in read_table("fields.csv")}
    names, kind = (_COLUMNS[what], "cell") if form == "csv" else (_FIELDS[what], "type")
    # What is nested has its own types in Parquet; readers hand it out as arrays that a Table Schema does not know.
    plain = {"array": "any", "object": "any"} if form == "parquet" else {}
    types = {name: known[name][kind] for name in names}
    return [
        {"name": name, "type": plain.get(type_, type_), "description": known[name]["description"]}
        for name, type_ in types.items()
    ]


def make_package(before: Mapping[str, Any], resource: Mapping[str, Any]) -> bytes:
    """The package's text, with this resource in the place of an earlier one of the same path."""
    others = [r for r in before.get("resources", ()) if r["path"] != resource["path"]]
    resources = sorted([*others, dict(resource)], key=lambda r: str(r["path"]))
    return json.dumps({**_PACKAGE, "resources": resources}, ensure_ascii=False, indent=2).encode() + b"\n"

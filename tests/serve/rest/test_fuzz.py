"""Schemathesis finds no fault: what the description promises is kept, for requests that follow it and for such that do not.

A sample of the cases that it makes is asked, so that this takes seconds; DRAGOMAN_FUZZ=all asks every one (minutes).
"""

import os
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from ask.made import make_archive
from dragoman.serve.app import make_app
from dragoman.serve.settings import Settings

ALL = os.environ.get("DRAGOMAN_FUZZ") == "all"
# One of so many cases is asked.
SAMPLE = 1 if ALL else 12


FOLDER = tempfile.TemporaryDirectory()
# The description needs no archive; the archive is there when the first case is asked.
PATH = Path(FOLDER.name) / "made.duckdb"
schema = schemathesis.openapi.from_asgi("/api/openapi.json", make_app(PATH, Settings(names=("testserver",))))


@pytest.fixture(scope="module", autouse=True)
def archive() -> Iterator[Path]:
    yield make_archive(PATH)
    FOLDER.cleanup()


@schema.exclude(path="/api/code").parametrize()
@settings(
    max_examples=30 if ALL else 3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_what_is_described_holds(case: schemathesis.Case) -> None:
    if zlib.crc32(f"{case.path_parameters} {case.query}".encode("utf-8", "replace")) % SAMPLE:
        return
    if case.meta is not None and case.meta.generation.mode.is_positive:
        mend(case)
    case.call_and_validate()


def mend(case: schemathesis.Case) -> None:
    """Set right what a schema cannot say: a cursor is told by a page, a span ends after it began, and a dyad has two sides."""
    query, path = case.query or {}, case.path_parameters or {}
    query.pop("cursor", None)
    if {"since", "until"} <= query.keys():
        query["since"], query["until"] = sorted((query["since"], query["until"]))
    if "second" in path and path["first"] == path["second"]:
        path["second"] = "NOR" if path["first"] != "NOR" else "TCD"

"""Schemathesis finds no fault: what the description promises is kept, for requests that follow it and for such that do not.

A sample of the cases that it makes is asked, so that this takes seconds; DRAGOMAN_FUZZ=all asks every one (minutes).
"""

import os
import tempfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from ask.made import make_archive
from dragoman.record.event import Coded
from dragoman.record.fault import Fault
from dragoman.serve.settings import Settings
from serve.rest.inhand import make_app_in_hand


class MuteDesk:
    """A desk that can code nothing: what it is given and what it gives is tried here, not coding."""

    def code_text(self, text: str, *, published: date | None = None, title: str | None = None) -> Coded:
        assert text.strip()
        del published, title
        return Coded(
            document=None, fault=Fault(source=None, document=None, stage="read", kind="skipped", reason="not English")
        )

    def close(self) -> None:
        """Nothing to end."""


ALL = os.environ.get("DRAGOMAN_FUZZ") == "all"
FOLDER = tempfile.TemporaryDirectory()
# The description needs no archive; the archive is there when the first case is asked.
PATH = Path(FOLDER.name) / "made.duckdb"
APP = make_app_in_hand(PATH, Settings(names=("testserver",)))
object.__setattr__(APP.state.room, "desk", MuteDesk())
# Of the lists, which take nearly the same words, these stand for all where every word is tried with values at its bounds.
TRIED = ["/api/events", "/api/commitments", "/api/dyads/{first}/{second}", "/api/code"]
# One in so many of those cases is asked.
SAMPLE = 1 if ALL else 10
HOW = settings(
    max_examples=40 if ALL else 4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def describe(**phases: bool) -> Any:
    """The description, and which phases of schemathesis look at it."""
    wanted = {name: {"enabled": enabled} for name, enabled in phases.items()}
    config = schemathesis.Config.from_dict({"phases": wanted})
    return schemathesis.openapi.from_asgi("/api/openapi.json", APP, config=config)


wide = describe(coverage=False)
deep = describe(fuzzing=False)


@pytest.fixture(scope="module", autouse=True)
def archive() -> Iterator[Path]:
    yield make_archive(PATH)
    FOLDER.cleanup()


@wide.parametrize()
@HOW
def test_any_request_is_answered_as_described(case: schemathesis.Case) -> None:
    ask(case)


@(deep if ALL else deep.include(path=TRIED)).parametrize()
@HOW
def test_words_at_their_bounds_are_answered_as_described(case: schemathesis.Case) -> None:
    if zlib.crc32(f"{case.path_parameters} {case.query}".encode("utf-8", "replace")) % SAMPLE == 0:
        ask(case)


def ask(case: schemathesis.Case) -> None:
    """Send it, and hold the answer against the description."""
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

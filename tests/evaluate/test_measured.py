"""The figures that ship with the package are those of docs/quality.md and the README."""

import re
from pathlib import Path

from dragoman.evaluate.measured import read_measured

ROOT = Path(__file__).parents[2]


def test_the_figures_are_those_of_the_docs() -> None:
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    measured = read_measured()
    assert f"{measured.reports} news reports, {measured.events} events" in page
    assert f"{measured.low:.2f} to {measured.high:.2f}" in page
    rows = re.findall(r"^\| (?:\*\*)?([^|*]+?)(?:\*\*)?(?: \([^|]*\))? \| (?:\*\*)?(\d\.\d\d)", page, re.M)
    stated = dict(rows)
    assert [figure.value for figure in measured.figure if figure.kind == "F1"] == [
        float(stated[name]) for name in ("a sentence has an event", "type", "type, actor", "type, actor, recipient")
    ]
    error = re.search(r"Expected calibration error on the \d+ reports: (0\.\d+)", page)
    assert error
    assert [f.value for f in measured.figure if f.kind == "error"] == [round(float(error[1]), 2)]
    assert [f.value for f in measured.figure if f.headline] == [float(stated["type, actor, recipient"])]

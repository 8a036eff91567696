"""Rows: a report, and which of its known names are left, each with its code."""

from datetime import date

import pytest

from dragoman.codebook.roles import load_roles
from dragoman.record.document import Document
from dragoman.resolve.report import place_report, read_report
from dragoman.segment import split_sentences
from dragoman.world.load import load_world

ASIA = "Japan, Chad and Mali met. "
ROWS = [
    (ASIA + "Japan’s Financial Services Agency ruled. The FSA fined it.", [], "an acronym that is another's here"),
    (ASIA + "Syria’s FSA fought.", ["Free Syrian Army"], "its country is spoken of"),
    (ASIA + "The Department of Education paid.", [], "a plain name of a country that nobody speaks of"),
    (ASIA + "US envoys met the Department of Education.", ["US Department of Education"], "somebody does"),
    (ASIA + "The CIA paid.", ["Central Intelligence Agency"], "an acronym is no plain name"),
    ("The Department of Education met Chad.", ["US Department of Education"], "of one other country nothing follows"),
]


def list_names(text: str) -> list[tuple[str, str]]:
    """The bodies that a report names, and their codes."""
    document = Document(id="t", text=text, published=date(2018, 3, 1))
    report = read_report(document, split_sentences(document), load_world(), load_roles())
    names = [h.entry for h in place_report(report, []).names]
    return [(e.name, e.code) for e in names if e.kind not in ("name", "demonym")]


@pytest.mark.parametrize(("text", "names", "reason"), ROWS)
def test_names_mean_what_the_report_speaks_of(text, names, reason):
    assert [name for name, _ in list_names(text)] == names, reason


def test_a_company_is_of_its_country_at_home():
    assert list_names("America slept. US envoys met Boeing.") == [("Boeing", "USA")]
    assert list_names("Chad slept. Chad met Boeing.") == [("Boeing", "MNC")]
    assert list_names("Chad slept. Chad met Airbus.") == [("Airbus", "MNC")], "of no one country"

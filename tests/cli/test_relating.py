"""`dragoman relations`, `actor`, `network` and `stories` as a person uses them, on an invented archive."""

import io
import json
import re
from pathlib import Path

import msgspec
import networkx
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from ask.made import make_archive
from dragoman.archive import Archive
from dragoman.cli.main import app
from dragoman.errors import UsageError
from dragoman.export.course import write_relation_page
from dragoman.relations import relate_parties
from relations.make import happen, party, tell

PAGES = {
    "relations": ["relations", "EGY", "LBY"],
    "actor": ["actor", "EGY"],
    "network": ["network"],
    "stories": ["stories"],
}


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    return make_archive(tmp_path_factory.mktemp("archive") / "made.duckdb")


def run(db: Path, *words: object):
    return CliRunner().invoke(app, [*map(str, words), "--db", str(db)])


def test_two_parties_in_words_each_deed_with_its_source(db: Path) -> None:
    told = run(db, "relations", "EGY", "Libya")
    assert told.exit_code == 0
    assert "between Egypt and Libya" in told.stdout
    assert "Karim Déby (Libya) accused Egypt" in told.stdout
    notes = re.findall(r"^\[(\d+)\] (\S+), (.+), report ([^\s:]+)", told.stdout, re.M)
    assert ("2020-12-02", "Gazeta Póranna", "gazeta") in [note[1:] for note in notes]
    pointed = set(re.findall(r"\[(\d+)\]", told.stdout))
    assert pointed == {note[0] for note in notes}
    assert "expel" not in told.stdout  # it did not take place
    assert "1 of material conflict" in run(db, "relations", "LBY", "EGY", "--status", "future").stdout


def test_a_name_is_a_party_too(db: Path) -> None:
    told = run(db, "relations", "Salma Nour", "LBY")
    assert "On record from 2020-12-01 to 2020-12-01 between Salma Nour and Libya" in told.stdout


def test_one_party_and_how_it_stands_with_others(db: Path) -> None:
    told = run(db, "relations", "TCD")
    assert told.stdout.startswith("Sudan −")
    ties = json.loads(run(db, "relations", "TCD", "--format", "json").stdout)
    assert [tie["name"] for tie in ties] == ["SDN"]


def test_nothing_found_is_no_error_and_is_told(db: Path) -> None:
    told = run(db, "relations", "EGY", "NOR")
    assert (told.exit_code, told.stdout) == (0, "")
    assert "nothing between Egypt and Norway is on record" in told.stderr
    assert "takes part in nothing" in run(db, "actor", "Nobody at All").stderr
    assert "no storylines" in run(db, "stories", "--least", 50, "--format", "jsonl").stderr
    assert "no ties" in run(db, "network", "--since", 2030, "--format", "jsonl").stderr


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["relations", "EGY", "LBY", "--by", "fortnight"], "fortnight"),
        (["relations", "EGY", "LBY", "--format", "csv"], "csv"),
        (["relations", "EGY", "--format", "html"], "second party"),
        (["relations", "EGY", "Egypt"], "two sides"),
        (["relations", "EGY", "NOR", "--plot", "nothing.svg"], "nothing to draw"),
        (["relations", "EGY", "LBY", "--plot", "course.gif"], "gif"),
        (["network", "--by", "colour"], "colour"),
        (["network", "--format", "gexf"], "gexf"),
        (["stories", "--since", "yesterday"], "yesterday"),
    ],
)
def test_what_there_is_not_is_told_in_one_line(db: Path, words: list[str], reason: str) -> None:
    error = run(db, *words).exception
    assert isinstance(error, UsageError)
    assert reason in str(error)


def test_a_profile_tells_offices_ties_deeds_and_sources(db: Path) -> None:
    told = run(db, "actor", "EGY").stdout
    for title in ("Called", "Adversaries", "Recent deeds", "Sources"):
        assert f"\n{title}\n" in told
    assert "as of 2021-01-15" in told
    early = run(db, "actor", "EGY", "--as-of", "2020-12-03").stdout
    assert "Derna" in told
    assert "Derna" not in early


def test_the_network_as_rows_graph_and_table(db: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in run(db, "network", "--format", "jsonl").stdout.splitlines()]
    assert {(r["first"], r["second"]): r["happenings"] for r in rows} == {
        ("EGY", "LBY"): 4,
        ("NOR", "TCD"): 1,
        ("SDN", "TCD"): 1,
    }
    run(db, "network", "--out", tmp_path / "n.parquet")
    assert pq.read_table(tmp_path / "n.parquet").num_rows == 3
    run(db, "network", "--out", tmp_path / "n.graphml")
    graph = networkx.read_graphml(tmp_path / "n.graphml")
    assert graph.edges["NOR", "TCD"]["sign"] == -1
    assert graph.nodes["EGY"]["name"] == "Egypt"
    assert "no three all have ties with each other" in run(db, "network", "--format", "table").stdout


def test_storylines_as_rows(db: Path) -> None:
    rows = [json.loads(line) for line in run(db, "stories", "--least", 1, "--format", "jsonl").stdout.splitlines()]
    told = [id for row in rows for id in row["happenings"]]
    assert len(told) == len(set(told)) == 5  # each once; one has no day, one is yet to come
    only = [
        json.loads(line)
        for line in run(db, "stories", "--least", 1, "--actor", "SDN", "--format", "jsonl").stdout.splitlines()
    ]
    assert [row["happenings"] for row in only] == [["h-warn"]]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_the_same_again_and_asks_nothing_of_the_network(db: Path, tmp_path: Path, name: str) -> None:
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    for path in (first, second):
        assert run(db, *PAGES[name], "--out", path).exit_code == 0
    page = first.read_text(encoding="utf-8")
    assert first.read_bytes() == second.read_bytes()
    assert page.rstrip().endswith("</html>")
    assert "<script" not in page
    assert not re.search(
        r'(?:src|href)="https?://(?!www\.harbour-post\.example|gazeta\.example)', page.replace('xlink:href="#', "")
    )
    assert "@import" not in page
    if name in ("relations", "network"):
        assert "<svg" in page
        assert "<table>" in page
    for number in re.findall(r'href="#note-(\d+)"', page):
        assert f'id="note-{number}"' in page


def test_pictures_are_written_whole_and_alike(db: Path, tmp_path: Path) -> None:
    for words in (PAGES["relations"], PAGES["network"]):
        for name in ("a.svg", "b.svg", "c.png"):
            assert run(db, *words, "--plot", tmp_path / name, "--out", tmp_path / "words.json").exit_code == 0
        assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
        assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


def test_words_of_reports_cannot_write_into_a_page() -> None:
    evil = happen("e", "ACCUSE", ["<b>Ada/NOR"], ["TCD"])
    told = {"e-e": tell(evil, "<script>alert(1)</script>")}
    out = io.BytesIO()
    write_relation_page(relate_parties([evil], told, party("NOR"), party("TCD")), out)
    assert b"<script>" not in out.getvalue()
    assert b"<b>Ada" not in out.getvalue()


def test_the_numbers_are_those_of_dyad(db: Path) -> None:
    with Archive(db) as archive:
        asked = archive.dyad("EGY", "LBY", by="week")
    told = json.loads(run(db, "relations", "EGY", "LBY", "--by", "week", "--format", "json").stdout)
    assert told["series"]["periods"] == list(msgspec.to_builtins(asked.periods))
    assert asked.periods

"""The page shows everything that is wrong, quotes it safely and needs nothing from outside."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.evaluate.against import compare
from dragoman.evaluate.gold import find_files, read_gold
from dragoman.evaluate.page import cut_sentence, write_page
from dragoman.evaluate.run import Judged, judge_coded, judge_records, list_quads
from dragoman.evaluate.summary import summarise
from dragoman.evaluate.told import Report, Told
from dragoman.kit import Kit

QUADS = list_quads(load_codebook())


@pytest.fixture
def report(gold_folder: Path) -> Report:
    return read_gold(*find_files(gold_folder, None), QUADS)[0]


def page_of(judged: list[Judged], **more: object) -> str:
    out = io.BytesIO()
    write_page(judged, summarise(judged, **more), "made <gold>", out)  # type: ignore[arg-type]
    return out.getvalue().decode("utf-8")


def test_every_miss_and_every_false_event_is_listed_under_its_stage(kit: Kit, report: Report) -> None:
    judged = list(judge_coded([report], kit))
    page = page_of(judged, draws=20)
    cases = judged[0].cases
    assert len(cases) >= 2, "the gold misses one event and has one that cannot be found"
    assert page.count("<article") == len(cases)
    for case in cases:
        assert case.verdict is not None
        section = page.split(f'<h2 id="{case.verdict.stage}"')[1].split("<h2")[0]
        told = case.gold or case.ours
        assert told is not None
        assert f"‘{told.trigger}’" in section
    assert "‘dovrefjelled’" in page.split('<h2 id="trigger"')[1]


def test_the_page_is_escaped_and_needs_nothing_from_outside(kit: Kit, report: Report) -> None:
    evil = replace(report.gold[1], trigger="<script>alert(1)</script>", mode='"><img src=x>')
    page = page_of(list(judge_coded([replace(report, gold=(evil,))], kit)))
    assert "<script" not in page
    assert "<img" not in page
    assert "A &lt;quarrel&gt;" in page
    assert "made &lt;gold&gt;" in page
    assert not re.search(r"(src|href)\s*=\s*[\"'](?!#)|url\(|@import|https?:", page)


def test_without_stages_the_page_says_so(report: Report) -> None:
    judged = list(judge_records([report], {}, QUADS))
    page = page_of(judged, coded=False)
    assert "cannot be told" in page
    assert page.count("<article") == len(report.gold)


def test_what_could_not_be_coded_is_listed_too(kit: Kit, report: Report) -> None:
    class Broken:
        def parse_sentences(self, *_: object) -> None:
            raise RuntimeError("no parser today")

    page = page_of(list(judge_coded([report], replace(kit, parser=Broken(), strict=False))))  # type: ignore[arg-type]
    assert page.split('<h2 id="uncoded"')[1].count("<article") == len(report.gold)


def test_changes_stand_on_the_page(report: Report) -> None:
    before = list(judge_records([report], {}, QUADS))
    after = list(judge_records([report], {"made-1": report.gold}, QUADS))
    page = page_of(after, coded=False, change=compare(before, after))
    assert page.split('<h2 id="fixed"')[1].split("<h2")[0].count("<article") == 2
    assert "<article" not in page.split('<h2 id="broken"')[1]


def test_pieces_are_the_sentence_again(report: Report) -> None:
    start, end = report.sentences[0]
    text = report.document.text
    gold = report.gold[0]
    ours = Told(sentence=0, type="ACCUSE", mode="", trigger="condemned Chad", start=text.index("condemned"))
    pieces = cut_sentence(report, 0, gold, ours)
    assert "".join(p.text for p in pieces) == text[start:end]
    parts = {p.text: (p.gold, p.ours) for p in pieces}
    assert parts["Norway"] == ("actor", "")
    assert parts["condemned"] == ("trigger", "trigger")
    assert parts["Chad"] == ("recipient", "trigger")

"""Reports are coded and judged one by one; one that fails is told and counts as coded with nothing in it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.evaluate.gold import find_files, read_gold
from dragoman.evaluate.run import judge_coded, judge_records, list_quads
from dragoman.evaluate.told import Report
from dragoman.kit import Kit

QUADS = list_quads(load_codebook())


@pytest.fixture
def reports(gold_folder: Path) -> list[Report]:
    return read_gold(*find_files(gold_folder, None), QUADS)


def test_a_report_is_judged_with_its_verdicts(kit: Kit, reports: Sequence[Report]) -> None:
    (judged,) = judge_coded(reports, kit)
    assert judged.fault is None
    assert [(g.trigger, o.trigger) for g, o in judged.right] == [("condemned", "condemned")]
    assert {c.gold.trigger for c in judged.cases if c.gold} == {"dovrefjelled"}
    assert "shelled" in {c.ours.trigger for c in judged.cases if c.ours}
    assert all(c.verdict for c in judged.cases)
    # Every gold event and every record is either right or in one case.
    assert len(judged.right) + sum(c.gold is not None for c in judged.cases) == judged.counts.gold
    assert len(judged.right) + sum(c.ours is not None for c in judged.cases) == judged.counts.ours


def test_a_report_that_fails_is_told_and_counted(kit: Kit, reports: Sequence[Report]) -> None:
    class Broken:
        def parse_sentences(self, *_: object) -> None:
            raise RuntimeError("no parser today")

    (judged,) = judge_coded(reports, replace(kit, parser=Broken(), strict=False))  # type: ignore[arg-type]
    assert judged.fault is not None
    assert "no parser today" in judged.fault.reason
    assert (judged.counts.gold, judged.counts.ours, len(judged.cases)) == (2, 0, 2)
    assert all(c.verdict is None for c in judged.cases)


def test_records_have_no_verdict(reports: Sequence[Report]) -> None:
    (judged,) = judge_records(reports, {"made-1": reports[0].gold[:1]}, QUADS)
    assert [c.verdict for c in judged.cases] == [None]
    assert len(judged.right) == 1

"""A parsed `check` command comes in; gold is read, coded and compared, figures and page are written; an exit code goes out."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.cli.output import open_out, pick_reader, show_progress, spare
from dragoman.codebook import load_codebook
from dragoman.errors import SourceError, UsageError
from dragoman.evaluate.against import Change, compare
from dragoman.evaluate.gold import find_files, read_gold
from dragoman.evaluate.page import write_page
from dragoman.evaluate.records import read_records
from dragoman.evaluate.run import Judged, judge_coded, judge_records, list_quads
from dragoman.evaluate.summary import summarise, to_json
from dragoman.evaluate.text import write_text
from dragoman.evaluate.told import Report
from dragoman.kit import load_kit
from dragoman.record.jsonl import encode_event


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the user asked `dragoman check` for."""

    gold: Path
    docs: Path | None
    records: Path | None
    against: Path | None
    out: Path | None
    html: Path | None
    as_json: bool
    draws: int
    only: frozenset[str]
    reader: str
    debug: bool


def run_check(question: Question) -> int:
    """Run `dragoman check`; 0 where every report was coded, 1 where some failed.

    Raises:
        UsageError: a choice that there is not.
        SourceError: gold, documents or records are wrong (file, line, reason), or an output cannot be written.
    """
    if question.records and question.out:
        raise UsageError("--out writes the records that are made; with --records none are")
    # What can be wrong is told before minutes are spent on coding.
    for path in filter(None, (question.out, question.html)):
        if not path.parent.is_dir():
            raise SourceError(str(path), "cannot be written: there is no such folder")
    gold, docs = find_files(question.gold, question.docs)
    for path in filter(None, (question.out, question.html)):
        spare(path, [p for p in (gold, docs, question.records, question.against) if p])
    codebook = load_codebook()
    reports = read_gold(gold, docs, codebook.types, question.only)
    quads = list_quads(codebook)
    before = _judge_file(question.against, reports, quads) if question.against else None
    if question.records:
        judged = _judge_file(question.records, reports, quads)
    else:
        judged = list(judge_coded(show_progress(reports), load_kit(reader=pick_reader(question.reader))))
    change = compare(before, judged) if before is not None else None
    _write(question, judged, change, gold)
    return _tell_faults(judged, question.debug)


def _judge_file(path: Path, reports: Sequence[Report], quads: dict[str, int]) -> list[Judged]:
    return list(judge_records(reports, read_records(path, reports), quads))


def _write(question: Question, judged: Sequence[Judged], change: Change | None, gold: Path) -> None:
    summary = summarise(judged, draws=question.draws, change=change, coded=question.records is None)
    if question.out:
        with open_out(question.out) as out:
            out.writelines(encode_event(event) + b"\n" for one in judged for event in one.events)
    if question.html:
        with open_out(question.html) as out:
            write_page(judged, summary, str(gold), out)
    if question.as_json:
        sys.stdout.write(json.dumps(to_json(summary), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in write_text(summary))


def _tell_faults(judged: Sequence[Judged], debug: bool) -> int:
    faults = [one.fault for one in judged if one.fault is not None]
    for fault in faults:
        sys.stderr.write(f"failed: {fault.document}: {' '.join(fault.reason.split())}\n")
        if debug and fault.detail:
            sys.stderr.write(fault.detail)
    return 1 if faults else 0

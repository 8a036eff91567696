"""Judged reports and their Summary come in; one self-contained HTML page goes out: all figures, then every case by stage."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, BinaryIO

from jinja2 import Environment, select_autoescape

from dragoman.evaluate.figures import NOTHING, Counts
from dragoman.evaluate.run import Case, Judged
from dragoman.evaluate.stages import STAGES, find_trigger, find_words
from dragoman.evaluate.summary import Summary
from dragoman.evaluate.text import FIELD_WORDS, LEVEL_WORDS, matrix_names
from dragoman.evaluate.told import Party, Report, Told

STAGE_WORDS = {
    "segment": "The sentence was cut wrongly: the trigger or a party stands elsewhere.",
    "trigger": "The word that names the event was not known, not let through, or read as something else; or no event was there.",
    "parse": "The grammar was read wrongly: the word's class, or the phrase of a party.",
    "mention": "A party was not found as anybody.",
    "resolve": "A party was found, and taken for the wrong country or none.",
    "frame": "All parties were known; the role went to somebody else or to nobody.",
    "filter": "Rightly proposed and left out; or written where it is only a repetition or a content.",
    "": "Nothing was coded (records were given, or the report failed): which stage failed cannot be told.",
}
CHANGE_WORDS = {
    "fixed": "Right now, missed before.",
    "broken": "Right before, missed now.",
    "gone": "False before, no longer written.",
    "new": "False now, not written before.",
}
# Of parts that overlap, the first wins.
PARTS = ("trigger", "actor", "recipient")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence, with the part that it plays in the gold event and in ours ("" for none)."""

    text: str
    gold: str
    ours: str


def write_page(judged: Sequence[Judged], summary: Summary, name: str, out: BinaryIO) -> None:
    """Write the page. `name` is what the reader calls the gold."""
    environment = Environment(autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)
    environment.filters["told"] = lay_out_told
    template = environment.from_string((files("dragoman.evaluate") / "page.html.j2").read_text(encoding="utf-8"))
    stream = template.stream(
        name=name,
        summary=summary,
        counts=summary.counts,
        level_words=LEVEL_WORDS,
        field_words=FIELD_WORDS,
        names=matrix_names(summary.counts),
        heat=_heat(summary.counts),
        nothing=NOTHING,
        changes=list(_lay_out_changes(summary)),
        stages=list(_lay_out_stages(judged, summary)),
    )
    stream.enable_buffering(50)
    for chunk in stream:
        out.write(chunk.encode("utf-8", "replace"))


def _lay_out_stages(judged: Sequence[Judged], summary: Summary) -> Iterator[dict[str, Any]]:
    # What was missed altogether first, type by type: a codebook is mended by type.
    cases = sorted((case for one in judged for case in one.cases), key=_order)
    for stage in (*STAGES, "") if summary.stages is not None else ("",):
        here = [c for c in cases if (c.verdict.stage if c.verdict else "") == stage]
        if not stage and not here and summary.stages is not None:
            continue
        yield {
            "name": stage or "uncoded",
            "words": STAGE_WORDS[stage],
            "missed": sum(c.gold is not None for c in here),
            "false": sum(c.ours is not None for c in here),
            "cards": [lay_out_case(c) for c in here],
        }


def _order(case: Case) -> tuple[bool, bool, str]:
    told = case.gold or case.ours
    return case.gold is None, case.ours is not None, told.type if told else ""


def _lay_out_changes(summary: Summary) -> Iterator[dict[str, Any]]:
    for name, words in CHANGE_WORDS.items() if summary.change else ():
        cases: tuple[Case, ...] = getattr(summary.change, name)
        yield {"name": name, "words": words, "cards": [lay_out_case(c, right=name == "fixed") for c in cases]}


def lay_out_case(case: Case, *, right: bool = False) -> dict[str, Any]:
    """One case as the page shows it; `right` marks a pair that is no fault."""
    kind = "right" if right else "missed" if not case.ours else "false" if not case.gold else "wrong"
    return {
        "id": case.report.document.id,
        "title": case.report.document.cite_info.title or "",
        "sentence": case.sentence,
        "kind": kind,
        "pieces": cut_sentence(case.report, case.sentence, case.gold, case.ours),
        "gold": case.gold,
        "ours": case.ours,
        "reason": case.verdict.reason if case.verdict else "",
    }


def lay_out_told(told: Told) -> str:
    """One event in plain words."""
    parts = [f"{told.type}{'/' + told.mode if told.mode else ''} ‘{told.trigger}’"]
    parts.append(f"{_tell_parties(told.actors) or 'nobody'} → {_tell_parties(told.recipients) or 'nobody'}")
    parts += [told.status] if told.status != "actual" else []
    parts += [f"confidence {told.confidence:.2f}"] if told.confidence is not None else []
    return ", ".join(parts)


def _tell_parties(parties: Iterable[Party]) -> str:
    return " and ".join(
        f"{p.name or p.mention} [{' '.join(filter(None, (p.country or '---', p.sector)))}]" for p in parties
    )


def cut_sentence(report: Report, number: int, gold: Told | None, ours: Told | None) -> list[Piece]:
    """Cut a sentence into pieces by the part that each plays in the two events; put together they are the sentence."""
    start, end = report.sentences[number]
    text = report.document.text
    theirs = _own(_gold_parts(report, gold, ours), start, end) if gold else [""] * (end - start)
    found = _own(_our_parts(ours), start, end) if ours else [""] * (end - start)
    pieces: list[Piece] = []
    at = 0
    while at < end - start:
        stop = at
        while stop < end - start and (theirs[stop], found[stop]) == (theirs[at], found[at]):
            stop += 1
        pieces.append(Piece(text[start + at : start + stop], theirs[at], found[at]))
        at = stop
    return pieces


def _own(parts: Iterable[tuple[str, int, int]], start: int, end: int) -> list[str]:
    """For each character of a sentence the part that it plays."""
    owner = [""] * (end - start)
    for part, a, b in sorted(parts, key=lambda p: -PARTS.index(p[0])):
        owner[max(a - start, 0) : max(min(b, end) - start, 0)] = [part] * max(min(b, end) - max(a, start), 0)
    return owner


def _gold_parts(report: Report, told: Told, ours: Told | None) -> Iterator[tuple[str, int, int]]:
    """Where an annotator's words stand: of several places the one nearest to our trigger, or to the trigger."""
    bounds = report.sentences[told.sentence]
    triggers = find_trigger(told, report)
    if ours and ours.start is not None:
        triggers.sort(key=lambda place: abs(place[0] - (ours.start or 0)))
    yield from (("trigger", a, b) for a, b in triggers[:1])
    near = triggers[0][0] if triggers else bounds[0]
    for part, parties in (("actor", told.actors), ("recipient", told.recipients)):
        for party in parties:
            places = find_words(report.document.text, *bounds, party.mention)
            yield from ((part, a, b) for a, b in sorted(places, key=lambda p: abs(p[0] - near))[:1])


def _our_parts(told: Told) -> Iterator[tuple[str, int, int]]:
    if told.start is not None:
        yield "trigger", told.start, told.start + len(told.trigger)
    for part, parties in (("actor", told.actors), ("recipient", told.recipients)):
        yield from ((part, p.start, p.end) for p in parties if p.start is not None and p.end is not None)


def _heat(counts: Counts) -> dict[tuple[str, str], float]:
    """For each cell of the confusion matrix its share of its row, for the shade."""
    rows: dict[str, int] = {}
    for (gold, _), n in counts.confusion.items():
        rows[gold] = rows.get(gold, 0) + n
    return {(gold, ours): n / rows[gold] for (gold, ours), n in counts.confusion.items()}

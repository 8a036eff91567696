"""Comes in: tests/data/storylines/*.toml. Goes out: Storyline, and every fault of the files told with file and storyline."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from dragoman.record.document import CiteInfo, Document
from dragoman.segment import split_sentences

FOLDER = Path(__file__).resolve().parents[1] / "data" / "storylines"
KINDS = ("promise", "agreement", "offer", "demand", "ultimatum", "threat", "warning", "refusal")
# A state, and the kinds that can come to be in it.
STATES: Mapping[str, tuple[str, ...]] = {
    "open": KINDS,
    "due": KINDS,
    "overdue": KINDS,
    "condition met": ("promise", "offer", "ultimatum", "threat", "warning"),
    "kept": ("promise", "agreement", "offer", "demand", "ultimatum"),
    "partly kept": ("promise", "agreement", "offer", "demand", "ultimatum"),
    "carried out": ("ultimatum", "threat", "warning"),
    "broken": ("promise", "agreement", "offer"),
    "refused": ("offer", "demand", "ultimatum"),
    "withdrawn": KINDS,
    "superseded": KINDS,
    "unknown": KINDS,
}
# What the calendar alone can bring about; every other state is shown by a report.
SILENT = frozenset({"open", "due", "overdue"})
DUE_DAYS = 7
# Key, the type that its value must have, whether it may not be left out.
Keys = Mapping[str, tuple[type, bool]]
STORYLINE_KEYS: Keys = {"id": (str, True), "about": (str, True), "report": (list, True), "commitment": (list, True)}
REPORT_KEYS: Keys = {"id": (str, True), "published": (date, True), "publication": (str, True), "text": (str, True)}
COMMITMENT_KEYS: Keys = {
    "report": (str, True),
    "sentence": (int, True),
    "trigger": (str, True),
    "kind": (str, True),
    "by": (list, True),
    "to": (list, True),
    "content": (str, True),
    "condition": (str, False),
    "deadline": (date, False),
    "states": (list, True),
    "again": (list, False),
    "shown_by": (list, False),
    "lookalikes": (list, False),
}
STATE_KEYS: Keys = {"on": (date, True), "state": (str, True)}
CUE_KEYS: Keys = {"report": (str, True), "sentence": (int, True), "trigger": (str, True)}


class StorylineError(Exception):
    """A file of storylines is wrong; the message begins with file: storyline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as it was printed."""

    id: str
    published: date
    publication: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The state of a commitment to a reader of all reports published up to and on a day."""

    on: date
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A sentence of a report that says something about a commitment, and the words by which it does."""

    report: str
    sentence: int
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A commitment as a person annotated it: the header of each file says what the fields mean.

    `again` repeat it, `shown_by` show a change of its state, `lookalikes` seem to show one and do not.
    """

    report: str
    sentence: int
    trigger: str
    kind: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    content: str
    states: tuple[Known, ...]
    condition: str | None = None
    deadline: date | None = None
    again: tuple[Cue, ...] = ()
    shown_by: tuple[Cue, ...] = ()
    lookalikes: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """A few reports about one matter, in order of publication, and the commitments that they tell of."""

    id: str
    file: str
    about: str
    reports: tuple[Report, ...]
    commitments: tuple[Pledge, ...]


def load_storylines(folder: Path = FOLDER) -> tuple[Storyline, ...]:
    """All storylines of a folder, in order of file name and place.

    Raises:
        StorylineError: a file is no TOML, or a key is unknown, missing or of a wrong type.
    """
    found: list[Storyline] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise StorylineError(f"{path.name}: {error}") from error
        if set(tables) != {"storyline"}:
            raise StorylineError(f"{path.name}: only [[storyline]] tables are known here")
        found += [_make_storyline(path.name, table) for table in tables["storyline"]]
    return tuple(found)


def make_document(report: Report) -> Document:
    """The report as the stages know it."""
    origin = CiteInfo(publication=report.publication, published=report.published)
    return Document(id=report.id, text=report.text, published=report.published, cite_info=origin)


def find_faults(storylines: Sequence[Storyline]) -> Iterator[str]:
    """What is wrong with storylines that loaded: one line each, none where all is well."""
    names = Counter(s.id for s in storylines) + Counter(r.id for s in storylines for r in s.reports)
    for name, times in names.items():
        if times > 1:
            yield f"{name}: {times} storylines or reports have this id"
    for storyline in storylines:
        place = f"{storyline.file}: {storyline.id}"
        yield from (f"{place}: {fault}" for fault in _faults_of_reports(storyline))
        for pledge in storyline.commitments:
            yield from (f"{place}: {pledge.trigger}: {fault}" for fault in _faults_of_pledge(storyline, pledge))


def count_all(storylines: Sequence[Storyline]) -> dict[str, int]:
    """How much there is of each kind and state, in the words and order of the folder's README."""
    pledges = [p for s in storylines for p in s.commitments]
    kinds = Counter(p.kind for p in pledges)
    states = Counter(known.state for p in pledges for known in p.states)
    return {
        "storylines": len(storylines),
        "storylines with lookalikes": sum(any(p.lookalikes for p in s.commitments) for s in storylines),
        "reports": sum(len(s.reports) for s in storylines),
        "commitments": len(pledges),
        "commitments with a condition": sum(p.condition is not None for p in pledges),
        "commitments with a deadline": sum(p.deadline is not None for p in pledges),
        "commitments said again": sum(bool(p.again) for p in pledges),
        "states at a day": sum(states.values()),
        **{f"kind {kind}": kinds[kind] for kind in KINDS},
        **{f"state {state}": states[state] for state in STATES},
    }


def _make_storyline(file: str, table: Mapping[str, Any]) -> Storyline:
    place = f"{file}: {table.get('id', '?')}"
    _check_keys(place, table, STORYLINE_KEYS)
    for number, report in enumerate(table["report"]):
        _check_keys(f"{place}: report {number}", report, REPORT_KEYS)
    return Storyline(
        id=table["id"],
        file=file,
        about=table["about"],
        reports=tuple(Report(**(report | {"text": report["text"].strip()})) for report in table["report"]),
        commitments=tuple(_make_pledge(f"{place}: commitment {n}", p) for n, p in enumerate(table["commitment"])),
    )


def _make_pledge(place: str, table: Mapping[str, Any]) -> Pledge:
    _check_keys(place, table, COMMITMENT_KEYS)
    made: dict[str, Any] = dict(table)
    for known in table["states"]:
        _check_keys(f"{place}: states", known, STATE_KEYS)
    made["states"] = tuple(Known(**known) for known in table["states"])
    for key in ("again", "shown_by", "lookalikes"):
        for cue in table.get(key, ()):
            _check_keys(f"{place}: {key}", cue, CUE_KEYS)
        made[key] = tuple(Cue(**cue) for cue in table.get(key, ()))
    return Pledge(**(made | {"by": tuple(table["by"]), "to": tuple(table["to"])}))


def _check_keys(place: str, table: Mapping[str, Any], keys: Keys) -> None:
    for key, value in table.items():
        if key not in keys:
            raise StorylineError(f"{place}: unknown key {key}")
        # bool is a kind of int to Python, and no number to us.
        if not isinstance(value, keys[key][0]) or isinstance(value, bool):
            raise StorylineError(f"{place}: {key} = {value!r} is not of type {keys[key][0].__name__}")
    if missing := [key for key, (_, needed) in keys.items() if needed and key not in table]:
        raise StorylineError(f"{place}: missing {', '.join(missing)}")


def _faults_of_reports(storyline: Storyline) -> Iterator[str]:
    if not 2 <= len(storyline.reports) <= 8:
        yield f"{len(storyline.reports)} reports, where there may be 2 to 8"
    days = [report.published for report in storyline.reports]
    if days != sorted(days):
        yield "reports are not in order of publication"
    if not any(2 <= len(pledge.states) <= 5 for pledge in storyline.commitments):
        yield "no commitment has states on 2 to 5 days"


def _faults_of_pledge(storyline: Storyline, pledge: Pledge) -> Iterator[str]:
    reports = {report.id: report for report in storyline.reports}
    cues = (Cue(report=pledge.report, sentence=pledge.sentence, trigger=pledge.trigger), *pledge.again)
    cues = (*cues, *pledge.shown_by, *pledge.lookalikes)
    if strange := [cue.report for cue in cues if cue.report not in reports]:
        yield f"there is no report {', '.join(strange)} in this storyline"
        return
    for cue in cues:
        yield from _faults_of_words(reports[cue.report], cue.sentence, cue.trigger)
    for words in filter(None, (pledge.content, pledge.condition)):
        yield from _faults_of_words(reports[pledge.report], pledge.sentence, words)
    if pledge.kind not in KINDS:
        yield f"kind {pledge.kind} is not known"
    for code in (*pledge.by, *pledge.to):
        if not re.fullmatch("[A-Z]{3}", str(code)):
            yield f"{code!r} is no code"
    made = reports[pledge.report].published
    if any(reports[cue.report].published < made for cue in (*pledge.again, *pledge.shown_by)):
        yield "it is shown or said again before it was made"
    days = [known.on for known in pledge.states]
    if not days or days[0] < made or any(b <= a for a, b in pairwise(days)):
        yield "its states have no days, are not in order, or begin before it was made"
    shown = [reports[cue.report].published for cue in pledge.shown_by]
    for known in pledge.states:
        yield from (f"{known.on} {known.state}: {fault}" for fault in _faults_of_state(pledge, known, shown))


def _faults_of_state(pledge: Pledge, known: Known, shown: Sequence[date]) -> Iterator[str]:
    if known.state not in STATES:
        yield "is not known"
        return
    if pledge.kind not in STATES[known.state]:
        yield f"no {pledge.kind} can be in this state"
    if known.state == "condition met" and pledge.condition is None:
        yield "it has no condition"
    if (known.state in SILENT) == any(day <= known.on for day in shown):
        yield "a report shows otherwise" if known.state in SILENT else "no report has shown it by then"
    left = None if pledge.deadline is None else (pledge.deadline - known.on).days
    if known.state == "due" and (left is None or not 0 <= left <= DUE_DAYS):
        yield "its deadline is not near"
    if known.state == "overdue" and (left is None or left >= 0):
        yield "its deadline has not passed"
    if known.state == "open" and left is not None and left <= DUE_DAYS:
        yield "its deadline is near or past"


def _faults_of_words(report: Report, number: int, words: str) -> Iterator[str]:
    sentences = split_sentences(make_document(report))
    if not 0 <= number < len(sentences):
        yield f"{report.id} has no sentence {number}"
        return
    sentence = report.text[sentences[number].start : sentences[number].end]
    # Whole words only: "reopen it" does not stand in "reopen its mission".
    if not re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence):
        yield f"{words!r} does not stand in sentence {number} of {report.id}: {sentence!r}"

"""Comes in: tests/data/happenings/*.toml. Goes out: Report and Tell, and every fault of the files told with file and report."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.record.document import CiteInfo, Document
from dragoman.segment import split_sentences

FOLDER = Path(__file__).resolve().parents[1] / "data" / "happenings"
TYPES = frozenset(
    "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT SANCTION "
    "SUPPORT THREATEN".split()
)
STATUSES = frozenset({"actual", "future", "hypothetical", "negated"})
DERIVED = frozenset({"copy", "wire", "translation", "correction"})
# Key, the type that its value must have, whether it may not be left out.
REPORT_KEYS: Mapping[str, tuple[type, bool]] = {
    "id": (str, True),
    "published": (date, True),
    "publication": (str, True),
    "republished_from": (str, False),
    "chain": (str, False),
    "derived": (str, False),
    "resembles": (list, False),
    "text": (str, True),
    "tells": (list, True),
}
TELL_KEYS: Mapping[str, tuple[type, bool]] = {
    "sentence": (int, True),
    "trigger": (str, True),
    "event": (str, True),
    "happening": (str, True),
    "day": (date, False),
    "status": (str, False),
    "background": (bool, False),
    "toll": (int, False),
    "place": (str, False),
}


class ToldError(Exception):
    """A file of reports is wrong; the message begins with file: report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """One sentence's telling of one happening.

    `day`, `toll` (people killed, unless the report counts something else) and `place` are what this report says or plainly
    means, None where it leaves them open; reports of one happening may differ in them.
    """

    sentence: int
    trigger: str
    event: str
    happening: str
    day: date | None = None
    status: str = "actual"
    background: bool = False
    toll: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as it was printed, and what it tells.

    `provenance` is the chain it belongs to, its own id where it stands alone. `derived` says how it was made from the chain's
    first report. `resembles` names reports that share words with it and are no copy of it.
    """

    id: str
    file: str
    published: date
    publication: str
    text: str
    tells: tuple[Tell, ...]
    provenance: str
    republished_from: str | None = None
    derived: str | None = None
    resembles: tuple[str, ...] = ()


def load_reports(folder: Path = FOLDER) -> tuple[Report, ...]:
    """All reports of a folder, in order of file name and place.

    Raises:
        ToldError: a file is no TOML, or a key is unknown, missing or of a wrong type.
    """
    reports: list[Report] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ToldError(f"{path.name}: {error}") from error
        if set(tables) != {"report"}:
            raise ToldError(f"{path.name}: only [[report]] tables are known here")
        reports += [_make_report(path.name, table) for table in tables["report"]]
    return tuple(reports)


def make_document(report: Report) -> Document:
    """The report as the stages know it, with its origin where the text credits one."""
    origin = CiteInfo(
        publication=report.publication, published=report.published, republished_from=report.republished_from
    )
    return Document(id=report.id, text=report.text, published=report.published, cite_info=origin)


def find_faults(reports: Sequence[Report]) -> Iterator[str]:
    """What is wrong with reports that loaded: one line each, none where all is well."""
    for name, times in Counter(r.id for r in reports).items():
        if times > 1:
            yield f"{name}: {times} reports have this id"
    for report in reports:
        yield from (f"{report.file}: {report.id}: {fault}" for fault in _faults_of_report(report))
    known = {r.id: r for r in reports}
    for report in reports:
        for other in report.resembles:
            if other not in known:
                yield f"{report.file}: {report.id}: resembles {other}, which is not here"
            elif known[other].provenance == report.provenance:
                yield f"{report.file}: {report.id}: resembles {other}, but is in one chain with it"
    yield from _faults_of_chains(reports)
    yield from _faults_of_happenings(reports)


def gather_tells(reports: Sequence[Report]) -> dict[str, list[tuple[Report, Tell]]]:
    """Each happening with all that tells it, in order of the reports."""
    found: dict[str, list[tuple[Report, Tell]]] = defaultdict(list)
    for report in reports:
        for tell in report.tells:
            found[tell.happening].append((report, tell))
    return found


def pick_lookalikes(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports that are printed again or only look so: those in chains, and both sides of every resemblance.

    Republication is best measured on these. Most other reports are like none, and leaving each alone scores high on them.
    """
    chains = Counter(r.provenance for r in reports)
    resembled = {other for r in reports for other in r.resembles}
    return tuple(r for r in reports if chains[r.provenance] > 1 or r.resembles or r.id in resembled)


def find_disagreements(reports: Sequence[Report]) -> dict[str, dict[str, set[Any]]]:
    """Happenings of which reports say different days, tolls or places, with the values of each such field."""
    found: dict[str, dict[str, set[Any]]] = {}
    for happening, told in gather_tells(reports).items():
        values: dict[str, set[Any]] = {"day": set(), "toll": set(), "place": set()}
        for _, tell in told:
            for field in values:
                values[field] |= {getattr(tell, field)} - {None}
        if unlike := {field: said for field, said in values.items() if len(said) > 1}:
            found[happening] = unlike
    return found


def count_all(reports: Sequence[Report]) -> dict[str, int]:
    """How much there is of each kind, in the words and order of the folder's README."""
    happenings = gather_tells(reports)
    chains = Counter(r.provenance for r in reports)
    told_by = {name: {r.provenance for r, _ in told} for name, told in happenings.items()}
    return {
        "reports": len(reports),
        "tells": sum(len(r.tells) for r in reports),
        "background tells": sum(tell.background for r in reports for tell in r.tells),
        "happenings": len(happenings),
        "happenings told from two to six origins": sum(2 <= len(origins) <= 6 for origins in told_by.values()),
        "happenings told in one report": sum(len({r.id for r, _ in told}) == 1 for told in happenings.values()),
        "happenings with disagreements": len(find_disagreements(reports)),
        "chains": sum(times > 1 for times in chains.values()),
        "reports in chains": sum(times for times in chains.values() if times > 1),
        "reports to measure chains on": len(pick_lookalikes(reports)),
        "pairs that resemble each other": len({frozenset((r.id, other)) for r in reports for other in r.resembles}),
    }


def count_shared_words(one: str, other: str) -> int:
    """How many words the longest run of words that stands in both texts has; case and punctuation do not count."""
    a, b = (re.findall(r"\w+", text.casefold()) for text in (one, other))
    best = 0
    row = [0] * (len(b) + 1)
    for word in a:
        row = [0] + [row[i] + 1 if word == b[i] else 0 for i in range(len(b))]
        best = max(best, *row)
    return best


def _make_report(file: str, table: Mapping[str, Any]) -> Report:
    place = f"{file}: {table.get('id', '?')}"
    _check_keys(place, table, REPORT_KEYS)
    for number, tell in enumerate(table["tells"]):
        _check_keys(f"{place}: tell {number}", tell, TELL_KEYS)
    return Report(
        id=table["id"],
        file=file,
        published=table["published"],
        publication=table["publication"],
        text=table["text"].strip(),
        tells=tuple(Tell(**tell) for tell in table["tells"]),
        provenance=table.get("chain", table["id"]),
        republished_from=table.get("republished_from"),
        derived=table.get("derived"),
        resembles=tuple(table.get("resembles", ())),
    )


def _check_keys(place: str, table: Mapping[str, Any], keys: Mapping[str, tuple[type, bool]]) -> None:
    for key, value in table.items():
        if key not in keys:
            raise ToldError(f"{place}: unknown key {key}")
        # bool is a kind of int to Python, and no number to us.
        if not isinstance(value, keys[key][0]) or (isinstance(value, bool) and keys[key][0] is int):
            raise ToldError(f"{place}: {key} = {value!r} is not of type {keys[key][0].__name__}")
    if missing := [key for key, (_, needed) in keys.items() if needed and key not in table]:
        raise ToldError(f"{place}: missing {', '.join(missing)}")


def _faults_of_report(report: Report) -> Iterator[str]:
    sentences = split_sentences(make_document(report))
    if report.derived is not None and report.derived not in DERIVED:
        yield f"derived {report.derived} is not known"
    if report.derived is not None and report.provenance == report.id:
        yield "derived, but from no chain"
    credited = report.republished_from
    if credited is not None and credited not in report.text:
        yield f"its text does not credit {credited}"
    for tell in report.tells:
        if tell.event not in TYPES:
            yield f"{tell.happening}: event {tell.event} is not known"
        if tell.status not in STATUSES:
            yield f"{tell.happening}: status {tell.status} is not known"
        if not 0 <= tell.sentence < len(sentences):
            yield f"{tell.happening}: there is no sentence {tell.sentence}"
            continue
        words = report.text[sentences[tell.sentence].start : sentences[tell.sentence].end]
        if tell.trigger not in words:
            yield f"{tell.happening}: {tell.trigger!r} does not stand in sentence {tell.sentence}: {words!r}"


def _faults_of_chains(reports: Sequence[Report]) -> Iterator[str]:
    chains: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        chains[report.provenance].append(report)
    ids = {r.id for r in reports}
    for name, members in chains.items():
        if name in ids:
            if len(members) > 1:
                yield f"{name}: a chain has the id of a report"
            continue
        if len(members) < 2:
            yield f"{members[0].file}: {members[0].id}: is alone in chain {name}"
        # The original of a translation need not be here; there are never two originals.
        if sum(m.derived is None for m in members) > 1:
            yield f"chain {name}: two reports are derived from none"


def _faults_of_happenings(reports: Sequence[Report]) -> Iterator[str]:
    for happening, told in gather_tells(reports).items():
        for field in ("event", "status"):
            values = {getattr(tell, field) for _, tell in told}
            if len(values) > 1:
                yield f"{happening}: told with {field} {' and '.join(sorted(values))}"
        if all(tell.background for _, tell in told) and len({report.provenance for report, _ in told}) > 1:
            yield f"{happening}: only background, never told as news"

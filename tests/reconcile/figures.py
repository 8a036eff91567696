"""The reports of tests/data/happenings come in; how well they are joined goes out.

    PYTHONPATH=tests python -m reconcile.figures

prints the figures of docs/happenings.md. Every report is coded by the real coder; what is scored are the tells that it finds
(same sentence, same type). The halves are those of `is_tuned`: errors were read, and weights chosen, on the one alone.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

from dragoman.flow import code_document
from dragoman.kit import Kit, load_kit
from dragoman.reconcile import compare_reports, head_chains, sign_report
from dragoman.record.document import Document
from dragoman.record.event import Event
from dragoman.record.happening import Happening, Telling
from reconcile.bcubed import BCubed, score_bcubed
from reconcile.shelf import join_all
from reconcile.told import Report, Tell, load_reports, make_document, pick_lookalikes

# Draws of the bootstrap.
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A tell that the coder found: the report, what it tells, the event, and the happening that it was joined to."""

    report: Report
    tell: Tell
    event: Event
    happening: Happening


@dataclass(frozen=True, slots=True)
class Measured:
    """Every report, its chain's head, and the tells that were found."""

    reports: tuple[Report, ...]
    roots: Mapping[str, str]
    found: tuple[Found, ...]


def is_tuned(report: Report) -> bool:
    """Whether the report's file is of the half on which weights were chosen: its name without .toml has an even CRC-32."""
    return crc32(report.file.removesuffix(".toml").encode()) % 2 == 0


def measure(kit: Kit) -> Measured:
    """Code and join all reports."""
    reports = load_reports()
    documents = {r.id: make_document(r) for r in reports}
    roots = find_roots(documents)
    tellings: list[Telling] = []
    events: dict[str, tuple[Event, ...]] = {}
    for document in documents.values():
        events[document.id] = code_document(document, kit).events
        for event in events[document.id]:
            sentence = document.text[event.sentence.start : event.sentence.end]
            root = roots[document.id]
            first = documents[root].published
            tellings.append(Telling(event=event, sentence=sentence, root=root, first_published=first))
    home = {event: h for h in join_all(tellings) for event in h.events}
    found = [Found(r, t, e, home[e.id]) for r in reports for t, e in match_tells(r, events[r.id])]
    return Measured(reports, roots, tuple(found))


def find_roots(documents: Mapping[str, Document]) -> dict[str, str]:
    """The head of each report's chain, as an archive finds it: by bands first."""
    index: dict[tuple[int, int], list[str]] = defaultdict(list)
    for document in documents.values():
        for pair in sign_report(document):
            index[pair].append(document.id)
    candidates = {pair for ids in index.values() for pair in combinations(sorted(set(ids)), 2)}
    pairs = [p for p in candidates if compare_reports(documents[p[0]], documents[p[1]]) is not None]
    return head_chains({d.id: d.published for d in documents.values()}, pairs)


def match_tells(report: Report, events: Sequence[Event]) -> list[tuple[Tell, Event]]:
    """Each tell with an event of its sentence and type, the one on its trigger before any other; no event twice."""
    free = list(events)
    matched = []
    for tell in report.tells:
        same = [e for e in free if (e.sentence.sequence, e.event) == (tell.sentence, tell.event)]
        if same:
            same.sort(key=lambda e: tell.trigger not in e.trigger.text and e.trigger.text not in tell.trigger)
            free.remove(same[0])
            matched.append((tell, same[0]))
    return matched


def score_happenings(found: Sequence[Found]) -> BCubed:
    """B³ of happenings over tells."""
    return score_bcubed([f.tell.happening for f in found], [f.happening.id for f in found])


def score_chains(reports: Sequence[Report], roots: Mapping[str, str]) -> BCubed:
    """B³ of chains over reports."""
    return score_bcubed([r.provenance for r in reports], [roots[r.id] for r in reports])


def find_false_days(found: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Pairs of tells wrongly joined though each states a day, and the coder read both days rightly."""
    homes: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        e = one.event
        if e.date_basis == "stated" and e.date == e.enddate == one.tell.day:
            homes[one.happening.id].append(one)
    pairs = (pair for home in homes.values() for pair in combinations(home, 2))
    return [(a, b) for a, b in pairs if a.tell.happening != b.tell.happening and a.event.date != b.event.date]


def find_founded(found: Sequence[Found]) -> list[Happening]:
    """Happenings that only recalled tells make up, and that are taken to have been on the day of publication."""
    homes: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        homes[one.happening.id].append(one)
    return [
        home[0].happening
        for home in homes.values()
        if all(one.tell.background for one in home) and home[0].happening.date_basis == "published"
    ]


def draw_interval(found: Sequence[Found]) -> tuple[float, float]:
    """The middle 95 % of B³ F1 over draws of stories, with replacement; seeded. A story drawn twice is two stories.

    A story is what hangs together: reports that tell, or were joined to, one happening.
    """
    reports: dict[str, set[str]] = defaultdict(set)
    for one in found:
        reports["told " + one.tell.happening].add(one.report.id)
        reports["joined " + one.happening.id].add(one.report.id)
    linked = ((min(ids), other) for ids in reports.values() for other in ids)
    heads = head_chains({one.report.id: None for one in found}, linked)
    stories: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        stories[heads[one.report.id]].append(one)
    chance = random.Random(1)
    names = sorted(stories)
    figures = []
    for _ in range(DRAWS):
        drawn = [(i, f) for i, name in enumerate(chance.choices(names, k=len(names))) for f in stories[name]]
        gold, joined = [(i, f.tell.happening) for i, f in drawn], [(i, f.happening.id) for i, f in drawn]
        figures.append(score_bcubed(gold, joined).f1)
    figures.sort()
    return figures[DRAWS // 40], figures[-DRAWS // 40 - 1]


def make_table(measured: Measured) -> str:
    """The figures of docs/happenings.md as Markdown."""
    found = measured.found
    parts = {
        "tuned half": [f for f in found if is_tuned(f.report)],
        "other half": [f for f in found if not is_tuned(f.report)],
        "all": list(found),
    }
    lines = [
        f"{len(found)} of {sum(len(r.tells) for r in measured.reports)} tells are found.",
        "| happenings | tells | precision | recall | F1 | 95 % | dates stated apart joined | recalled, taken for news |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, part in parts.items():
        b = score_happenings(part)
        low, high = draw_interval(part)
        recalled = sum(f.tell.background for f in part)
        lines.append(
            f"| {name} | {len(part)} | {b.precision:.3f} | {b.recall:.3f} | {b.f1:.3f} | {low:.2f} to {high:.2f} "
            f"| {len(find_false_days(part))} | {len(find_founded(part))} of {recalled} |"
        )
    lines += ["| chains | reports | precision | recall | F1 |", "|---|---|---|---|---|"]
    for name, reports in {"look-alikes": pick_lookalikes(measured.reports), "all reports": measured.reports}.items():
        b = score_chains(reports, measured.roots)
        lines.append(f"| {name} | {len(reports)} | {b.precision:.3f} | {b.recall:.3f} | {b.f1:.3f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(make_table(measure(load_kit(strict=True))))

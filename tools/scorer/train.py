"""Fit the learned weights (src/dragoman/code/weights/) on annotated reports.

usage: python -m tools.scorer.train GOLD_FOLDER [FURTHER_FOLDER ...] [--own 1] [--glances FILE] [--folds 5] [--out FILE]

A folder holds docs.json and gold.jsonl in the annotators' form; figures are given for the first ones (--own: how many), the
others only teach (about events, counting less: FURTHER, and corrected by the first ones; roles are learned from these alone).
With --glances (tools/reader/train.py --folds) the weights are for rules and learned reader together, else for rules alone.
Three things are learned. (1) Roles, by a conditional logit: of all options for the actor
and the recipient of a proposal that means a gold event, which share a country with the gold. (2) Events, by logistic
regression: whether a proposal's sentence holds a gold event of its type, and one whose parties it names too. (3) The
confidence of what is written. All is cross-validated by report, each stage on what the one before made of reports
that it had not seen. The threshold is the one with the best sum of F1 at which precision is not more than 0.05 below
recall. Only weights are written, no text.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from dragoman.code.coder import give_roles
from dragoman.code.features import describe
from dragoman.code.rank import Ranker
from dragoman.code.score import QUESTIONS, Scorer, weigh
from dragoman.code.settle import keep_acts, turn_future
from dragoman.kit import load_kit
from dragoman.record.candidate import Candidate

from ..reader.ask import GlanceFile
from ..reader.data import list_modes
from .fit import fit_calibration, fit_events, fit_ranker
from .proposals import ROLES, Gold, Group, codes_of, collect, find_counterpart, fits, gold_codes, shares

OUT = Path(__file__).parent.parent.parent / "src" / "dragoman" / "code" / "weights"
FURTHER = 0.5
ASKED = {"type": (), "all": ROLES}
Weights = Mapping[str, dict[str, float]]


@dataclass
class Row:
    """A proposal after ranking, by a ranker that had not seen its report."""

    group: Group
    fold: int
    chosen: Candidate
    features: dict[str, float]
    right: dict[str, bool]
    answers: dict[str, float] = field(default_factory=dict)


def rank_group(group: Group, ranker: Ranker, fold: int) -> list[Row]:
    """Choose the roles of a sentence's proposals and describe them, as the coder does."""
    raw = [give_roles(ranker, c, group.view, group.cast) for c in group.proposed]
    turned = [turn_future(c) for c in raw]
    return [
        Row(group, fold, t, describe(c, group.scene, raw, group.cast), {q: any(fits(t, g, roles) for g in group.gold) for q, roles in ASKED.items()})
        for c, t in zip(raw, turned, strict=True)
    ]  # fmt: skip


def fit_questions(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """The weights of each question."""
    own = np.array([r.group.counts for r in rows])
    importance = np.where(own, 1.0, FURTHER)
    return {
        q: fit_events([r.features for r in rows], np.array([r.right[q] for r in rows]), importance, own)
        for q in QUESTIONS
    }


def settle(rows: Sequence[Row], threshold: float) -> dict[tuple[str, int], list[Row]]:
    """What would be written, by report and sentence, at a threshold."""
    by_sentence: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        by_sentence[row.group.report, row.group.sentence].append(row)
    written = {}
    for key, here in by_sentence.items():
        scored = [(replace(r.chosen, scores=r.answers), r) for r in here if r.answers["belief"] >= threshold]
        number = {id(c): r for c, r in scored}
        kept = keep_acts([c for c, _ in scored])
        if kept:
            written[key] = [number[id(c)] for c in kept]
    return written


def pair(rows: Sequence[Row], gold: Sequence[Gold], roles: Sequence[str]) -> list[bool]:
    """One to one, the more believed first: which records are right."""
    free = list(gold)
    found = [False] * len(rows)
    for k in sorted(range(len(rows)), key=lambda k: -rows[k].answers["belief"]):
        hit = next((g for g in free if fits(rows[k].chosen, g, roles)), None)
        if hit is not None:
            free.remove(hit)
            found[k] = True
    return found


def measure(
    written: Mapping[tuple[str, int], Sequence[Row]], gold: Sequence[Gold]
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of sentences, types, and types with both parties."""
    by_sentence: dict[tuple[str, int], list[Gold]] = defaultdict(list)
    for event in gold:
        by_sentence[event["report"], event["s"]].append(event)
    records = sum(map(len, written.values()))
    counts = {"sentence": (sum(key in by_sentence for key in written), len(written), len(by_sentence))}
    for name, roles in (("type", ()), ("+both", ROLES)):
        hits = sum(sum(pair(rows, by_sentence.get(key, ()), roles)) for key, rows in written.items())
        counts[name] = (hits, records, len(gold))
    return {name: (h / max(n, 1), h / g, 2 * h / max(n + g, 1)) for name, (h, n, g) in counts.items()}


def choose_threshold(rows: Sequence[Row], gold: Sequence[Gold]) -> float:
    """Print figures at several thresholds and return the best."""
    steps = {round(float(x), 2): measure(settle(rows, float(x)), gold) for x in np.arange(0.1, 0.6, 0.02)}
    balanced = [x for x, levels in steps.items() if levels["type"][0] >= levels["type"][1] - 0.05]
    best = max(balanced, key=lambda x: steps[x]["type"][2] + steps[x]["+both"][2])
    for threshold in sorted({best, 0.2, 0.24, 0.28, 0.32, 0.36, 0.4}):
        told = "  ".join(f"{name} P {p:.3f} R {r:.3f} F1 {f1:.3f}" for name, (p, r, f1) in steps[threshold].items())
        print(f"threshold {threshold:.2f}{'*' if threshold == best else ' '} {told}")
    return best


def log_odds(answers: Mapping[str, float]) -> dict[str, float]:
    """The log odds of the answers to the questions."""
    return {q: math.log(answers[q] / (1 - answers[q])) for q in QUESTIONS}


def calibrate(rows: Sequence[Row], gold: Sequence[Gold], threshold: float) -> dict[str, float]:
    """Fit the confidence of written records, and print how well it holds on reports left out of that fit too."""
    by_sentence: dict[tuple[str, int], list[Gold]] = defaultdict(list)
    for event in gold:
        by_sentence[event["report"], event["s"]].append(event)
    seen = [
        (row, ok)
        for key, here in settle(rows, threshold).items()
        for row, ok in zip(here, pair(here, by_sentence.get(key, ()), ROLES), strict=True)
    ]
    chances: list[tuple[float, bool]] = []
    for k in sorted({row.fold for row, _ in seen}):
        weights = fit_calibration(
            [log_odds(r.answers) for r, _ in seen if r.fold != k], [ok for r, ok in seen if r.fold != k]
        )
        chances += [(weigh(log_odds(r.answers), weights), ok) for r, ok in seen if r.fold == k]
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        part = [(p, ok) for p, ok in chances if low <= p < low + 0.1]
        if part:
            said, right = float(np.mean([p for p, _ in part])), float(np.mean([ok for _, ok in part]))
            error += abs(said - right) * len(part) / len(chances)
            print(f"said {low:.1f} to {low + 0.1:.1f}: {said:.2f}, right {right:.2f} of {len(part)}")
    print(f"expected calibration error {error:.3f}")
    return fit_calibration([log_odds(r.answers) for r, _ in seen], [ok for _, ok in seen])


def report_roles(rows: Sequence[Row]) -> None:
    """Print how often each role is right, given a gold event that the proposal means."""
    right: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        g = find_counterpart(row.chosen, row.group) if row.group.counts else None
        if g is not None:
            found = [shares(codes_of(row.chosen, role), gold_codes(g, role)) for role in ROLES]
            for name, ok in zip((*ROLES, "both"), (*found, all(found)), strict=True):
                right[name].append(ok)
    print("; ".join(f"{name} right {sum(oks) / len(oks):.3f} of {len(oks)}" for name, oks in right.items()))


def main() -> None:
    """Fit, report out-of-fold figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--own", type=int, default=1, help="how many of the folders are of the news that is to be read")
    parser.add_argument("--glances", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    kit = load_kit(strict=True, reader="rules")
    types = {name: {"modes": list(kind.modes)} for name, kind in kit.codebook.types.items()}
    glances = GlanceFile(options.glances, list_modes(types)) if options.glances else None
    groups: list[Group] = []
    gold: list[Gold] = []
    for k, folder in enumerate(options.gold):
        found, events = collect(folder, kit, glances, k < options.own)
        groups += found
        gold += events if k < options.own else []
    fold = {report: k % options.folds for k, report in enumerate(sorted({g.report for g in groups}))}
    rows: list[Row] = []
    for k in range(options.folds):
        ranker = Ranker(fit_ranker([g for g in groups if g.counts and fold[g.report] != k]))
        rows += [row for g in groups if fold[g.report] == k for row in rank_group(g, ranker, k)]
    report_roles(rows)
    for k in range(options.folds):
        scorer = Scorer(fit_questions([r for r in rows if r.fold != k]), 0.0, {})
        for row in rows:
            if row.fold == k:
                row.answers = scorer.score(row.features)
    own = [r for r in rows if r.group.counts]
    right = {q: sum(r.right[q] for r in own) for q in QUESTIONS}
    print(
        f"{len(own)} proposals, {right['type']} of a right type, {right['all']} with both parties; {len(gold)} gold events"
    )
    threshold = choose_threshold(own, gold)
    model = {
        "calibration": calibrate(own, gold, threshold),
        "events": {q: dict(sorted(w.items())) for q, w in fit_questions(rows).items()},
        "roles": {role: dict(sorted(w.items())) for role, w in fit_ranker([g for g in groups if g.counts]).items()},
        "threshold": threshold,
    }
    out = options.out or OUT / ("both.json" if glances else "rules.json")
    out.write_text(json.dumps(model, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

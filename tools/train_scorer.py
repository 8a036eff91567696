"""Fit the scorer's weights (src/dragoman/code/weights.json) on annotated reports.

usage: python tools/train_scorer.py GOLD_FOLDER [--folds 10]

GOLD_FOLDER holds docs.json and gold.jsonl in the annotators' form. Every event that the rules propose is an
example; it is right if it can be paired, one to one, with a gold event of its sentence that has the same type
and shares an actor country and a recipient country. The weights are a logistic regression; the threshold is
the one that gives the best F1 on reports left out of the fit (cross-validation by report); out-of-fold
figures are printed. Only weights are written, no text.
"""

import argparse
import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from dragoman.code.settle import turn_future
from dragoman.find import find_mentions
from dragoman.kit import Kit, load_kit
from dragoman.read import make_document
from dragoman.record.candidate import Candidate
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences

OUT = Path(__file__).parent.parent / "src" / "dragoman" / "code" / "weights.json"
RARE = 6


def propose_all(kit: Kit, given: dict[str, Any]) -> tuple[Document, list[Candidate]]:
    """All candidates of one annotated report, future acts turned."""
    document = make_document(given["text"], published=date.fromisoformat(given["published"]), title=given["title"] or None, id=given["id"])
    assert isinstance(document, Document)
    worth = [s for s in split_sentences(document) if kit.sieve.can_hold_event(document.text[s.start : s.end])]
    parsed = {s.sequence: s for s in kit.parser.parse_sentences(document.text, worth)}
    sentences = tuple(parsed.get(s.sequence, s) for s in split_sentences(document))
    known = resolve_mentions(document, sentences, find_mentions(document, sentences, kit.world), kit.world)
    return document, [turn_future(c) for s in sentences for c in kit.coder.weigh_candidates(document, s, known, len(sentences))]


def countries(candidate: Candidate, role: str) -> set[str]:
    """The country codes of a role's fillers."""
    return {r.actor.code for f in getattr(candidate, role) for r in f.references if r.actor.code}


def label(candidates: list[Candidate], gold: list[dict[str, Any]], level: str = "both") -> list[int]:
    """1 for each candidate that pairs with a gold event (best trigger match first), else 0; all of one sentence."""
    def alike(c: Candidate, g: dict[str, Any]) -> bool:
        if c.event != g["type"]:
            return False
        for role in {"type": (), "actor": ("actor",), "both": ("actor", "recipient")}[level]:
            theirs = {x["country"] for x in g[role + "s"] if x["country"] not in ("", "---")}
            ours = countries(c, role)
            if not (ours & theirs or (not ours and not theirs)):
                return False
        return True

    pairs = [(c.trigger.text.lower() != g["trigger"].lower(), i, j) for i, c in enumerate(candidates) for j, g in enumerate(gold) if alike(c, g)]
    labels, used = [0] * len(candidates), set()
    for _, i, j in sorted(pairs):
        if not labels[i] and j not in used:
            labels[i] = 1
            used.add(j)
    return labels


def collect(folder: Path) -> tuple[list[dict[str, float]], np.ndarray, np.ndarray, list[str], int]:
    """Features, labels (+both and type) and report ids of all candidates, and how many gold events there are."""
    kit = load_kit(strict=True)
    docs = {d["id"]: d for d in json.loads((folder / "docs.json").read_text(encoding="utf-8"))}
    rows, labels, types, ids, total = [], [], [], [], 0
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        given = docs[gold["id"]]
        _, candidates = propose_all(kit, given)
        by_sentence: dict[int, list[Candidate]] = defaultdict(list)
        for c in candidates:
            at = next((k for k, (a, b) in enumerate(given["sentences"]) if a <= c.trigger.start < b), None)
            if at is not None:
                by_sentence[at].append(c)
        total += len(gold["events"])
        for s, group in by_sentence.items():
            there = [e for e in gold["events"] if e["s"] == s]
            labels += label(group, there)
            types += label(group, there, "type")
            rows += [c.features for c in group]
            ids += [gold["id"]] * len(group)
    return rows, np.array(labels), np.array(types), ids, total


def vectorise(rows: list[dict[str, float]]) -> tuple[np.ndarray, list[str]]:
    """A matrix of the features that are not rare, and their names."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in row:
            counts[name] += 1
    names = sorted(n for n, k in counts.items() if k >= RARE and n not in ("bias", "confidence"))
    column = {n: k for k, n in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                matrix[i, column[name]] = value
    return matrix, names


def fit(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    """A regularised logistic regression; deterministic."""
    return LogisticRegression(C=0.05, max_iter=3000).fit(x, y)


def main() -> None:
    """Fit, report out-of-fold figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=10)
    options = parser.parse_args()
    rows, y, types, ids, total = collect(options.gold)
    x, names = vectorise(rows)
    groups = {d: k % options.folds for k, d in enumerate(sorted(set(ids)))}
    fold = np.array([groups[d] for d in ids])
    held = np.zeros(len(y))
    for k in range(options.folds):
        held[fold == k] = fit(x[fold != k], y[fold != k]).predict_proba(x[fold == k])[:, 1]
    best = (0.0, 0.0)
    for threshold in np.arange(0.02, 0.8, 0.01):
        kept = held >= threshold
        f1 = 2 * y[kept].sum() / (kept.sum() + total)
        best = max(best, (f1, round(float(threshold), 2)))
    print(f"{len(y)} candidates, {types.sum()} right by type, {y.sum()} right with both parties, {total} gold events")
    for threshold in sorted({best[1], 0.05, 0.1, 0.15, 0.2, 0.25, 0.3}):
        kept = held >= threshold
        print(f"threshold {threshold:.2f}: kept {kept.sum()}, +both F1 {2 * y[kept].sum() / (kept.sum() + total):.3f}, "
              f"type P {types[kept].mean():.3f} R {types[kept].sum() / total:.3f} F1 {2 * types[kept].sum() / (kept.sum() + total):.3f}")
    for low in np.arange(0, 1, 0.1):
        bin_ = (held >= low) & (held < low + 0.1)
        if bin_.sum():
            print(f"said {low:.1f}-{low + 0.1:.1f}: right {y[bin_].mean():.2f} of {bin_.sum()}")
    model = fit(x, y)
    weights = {n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.005}
    weights["bias"] = round(float(model.intercept_[0]), 4)
    OUT.write_text(json.dumps({"threshold": best[1], "weights": dict(sorted(weights.items()))}, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Fit the learned weights (src/dragoman/code/weights/) on annotated reports.

usage: python -m tools.train_scorer GOLD_FOLDER [FURTHER_FOLDER ...] [--glances FILE] [--folds 10] [--out FILE]

A folder holds docs.json and gold.jsonl in the annotators' form; figures are given for the first, the others only teach.
With --glances (tools/reader/train.py --folds) the weights are for rules and learned reader together, else for rules alone. Two things are learned, both by regularised
logistic regression. (1) Roles: of all options for the actor and the recipient of a proposed event that has a gold
event of its type beside it, which share a country with the gold. (2) Events: for each
proposal whether its sentence reports any event, whether its type is right, and whether it can be paired one to one with
a gold event with a shared actor and recipient country too. All is cross-validated by report, the second on roles
chosen by rankers that had not seen the report; the threshold is the one with the best sum of F1 out of fold at which
precision is not more than 0.05 below recall. Only weights are written, no text.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dragoman.code.cast import Cast, Scene
from dragoman.code.features import describe
from dragoman.code.rank import Choice, Ranker, list_choices
from dragoman.code.score import QUESTIONS
from dragoman.code.settle import drop_contents, drop_duplicates, turn_future
from dragoman.code.view import View
from dragoman.find import find_mentions
from dragoman.kit import Kit, load_kit
from dragoman.record.candidate import Candidate
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences

from .reader.ask import GlanceFile, open_report
from .reader.data import list_modes

OUT = Path(__file__).parent.parent / "src" / "dragoman" / "code" / "weights"
RARE = 5
ROLES = ("actor", "recipient")
ROLE_STRENGTH = 0.2
EVENT_STRENGTH = 0.05

Gold = dict[str, Any]


@dataclass
class Group:
    """The proposals of one sentence, and the gold events beside them."""

    report: str
    scene: Scene
    cast: Cast
    counts: bool
    proposed: list[Candidate]
    gold: list[Gold] = field(default_factory=list)

    @property
    def view(self) -> View:
        """The sentence with its grammar."""
        return self.scene.view


@dataclass
class Total:
    """How much the gold holds."""

    events: int = 0
    sentences: int = 0


def collect(folder: Path, kit: Kit, glances: GlanceFile | None, counts: bool) -> tuple[list[Group], Total]:
    """All proposals of all reports by sentence, and how many gold events there are."""
    docs = {d["id"]: d for d in json.loads((folder / "docs.json").read_text(encoding="utf-8"))}
    groups: list[Group] = []
    total = Total()
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        total.events += len(gold["events"])
        total.sentences += len({event["s"] for event in gold["events"]})
        groups.extend(propose_all(kit, docs[gold["id"]], gold["events"], glances, counts))
    return groups, total


def propose_all(
    kit: Kit, given: Gold, events: Sequence[Gold], glances: GlanceFile | None, counts: bool
) -> Iterable[Group]:
    """The proposals of one annotated report, put together by the annotators' sentences."""
    document = open_report(given)
    sentences = split_sentences(document)
    worth = [s for s in sentences if kit.sieve.can_hold_event(document.text[s.start : s.end])]
    parsed = {s.sequence: s for s in kit.parser.parse_sentences(document.text, worth)}
    sentences = tuple(parsed.get(s.sequence, s) for s in sentences)
    known = resolve_mentions(document, sentences, find_mentions(document, sentences, kit.world), kit.world)
    seen = glances.glance_sentences(document.id, worth) if glances else {}
    scenes = kit.coder.propose_scenes(document, sentences, known, seen)
    cast = Cast(scenes, known, len(sentences))
    for scene in scenes:
        at = {
            c.token: next((k for k, (a, b) in enumerate(given["sentences"]) if a <= c.trigger.start < b), None)
            for c in scene.proposed
        }
        inside = [c for c in scene.proposed if at[c.token] is not None]
        if inside:
            here = [e for e in events if e["s"] == at[inside[0].token]]
            yield Group(given["id"], scene, cast, counts, inside, here)


def codes_of(candidate: Candidate, role: str) -> set[str]:
    """The country codes of a role's fillers."""
    return {r.actor.code for f in getattr(candidate, role) for r in f.references if r.actor.code}


def gold_codes(event: Gold, role: str) -> set[str]:
    """The country codes of a gold role."""
    return {x["country"] for x in event[role + "s"] if x["country"] not in ("", "---")}


def shares(ours: set[str] | frozenset[str], theirs: set[str]) -> bool:
    """Score.py's test: a common country, or none on both sides."""
    return bool(ours & theirs) or (not ours and not theirs)


def label(candidates: Sequence[Candidate], gold: Sequence[Gold], roles: Sequence[str]) -> list[int]:
    """1 for each candidate that pairs with a gold event (same trigger first), else 0."""
    pairs = []
    for i, c in enumerate(candidates):
        for j, g in enumerate(gold):
            if c.event == g["type"] and all(shares(codes_of(c, r), gold_codes(g, r)) for r in roles):
                pairs.append((c.trigger.text.lower() != g["trigger"].lower(), i, j))
    labels, used = [0] * len(candidates), set()
    for _, i, j in sorted(pairs):
        if not labels[i] and j not in used:
            labels[i] = 1
            used.add(j)
    return labels


def role_examples(groups: Sequence[Group], role: str, ranker: Ranker | None) -> list[tuple[list[Choice], list[int]]]:
    """The options of each proposal that means a gold event, and which of them are right."""
    examples = []
    for group in groups:
        for candidate in group.proposed:
            g = find_counterpart(candidate, group)
            if g is None:
                continue
            if role == "recipient" and ranker is not None:
                candidate = ranker.choose_roles(candidate, group.view, group.cast)
            choices = list_choices(candidate, role, group.view, group.cast)
            examples.append((choices, [int(shares(c.codes, gold_codes(g, role))) for c in choices]))
    return examples


def find_counterpart(candidate: Candidate, group: Group) -> Gold | None:
    """The gold event that a proposal means: of its type and on its words, or the only one of the type on both sides."""
    event = turn_future(candidate).event
    same = [g for g in group.gold if g["type"] == event]
    words = set(candidate.trigger.text.lower().split())
    on_words = [g for g in same if words & set(g["trigger"].lower().split())]
    if on_words:
        return on_words[0]
    alone = len(same) == 1 and sum(turn_future(c).event == event for c in group.proposed) == 1
    return same[0] if alone else None


def fit_ranker(groups: Sequence[Group]) -> dict[str, dict[str, float]]:
    """Weights for the options of each role; the recipient's are learned on actors already chosen."""
    weights: dict[str, dict[str, float]] = {}
    for role in ROLES:
        examples = role_examples(groups, role, Ranker(weights) if weights else None)
        weights[role] = fit_choice([(choices, right) for choices, right in examples if 0 < sum(right) < len(right)])
    return weights


def fit_choice(examples: Sequence[tuple[list[Choice], list[int]]]) -> dict[str, float]:
    """A conditional logit: the weights under which the right options of each proposal are likeliest together."""
    counts: dict[str, int] = defaultdict(int)
    for choices, _ in examples:
        for choice in choices:
            for name in choice.features:
                counts[name] += 1
    column = {n: k for k, n in enumerate(sorted(n for n, k in counts.items() if k >= RARE))}
    cells = [
        (i, column[n])
        for i, c in enumerate(c for choices, _ in examples for c in choices)
        for n in c.features
        if n in column
    ]
    sizes = np.array([len(choices) for choices, _ in examples])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(examples)), sizes)
    right = np.array([y for _, ys in examples for y in ys], dtype=float)
    x = csr_matrix((np.ones(len(cells)), tuple(np.array(cells).T)), shape=(len(right), len(column)))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ w
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        chance = scores / np.add.reduceat(scores, starts)[group]
        good = np.add.reduceat(chance * right, starts)
        gradient = x.T @ (chance - chance * right / good[group]) + w / ROLE_STRENGTH
        return float(-np.log(good).sum() + (w @ w) / 2 / ROLE_STRENGTH), gradient

    best = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B").x
    return {n: round(float(best[k]), 4) for n, k in column.items() if abs(best[k]) >= 0.003}


def fit(rows: Sequence[dict[str, float]], labels: np.ndarray, strength: float) -> dict[str, float]:
    """A regularised logistic regression as a map of feature to weight, rare features left out; deterministic."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in row:
            counts[name] += 1
    names = sorted(n for n, k in counts.items() if k >= RARE and n != "bias")
    column = {n: k for k, n in enumerate(names)}
    entries = [(i, column[n], v) for i, row in enumerate(rows) for n, v in row.items() if n in column]
    i, j, v = zip(*entries, strict=True)
    model = LogisticRegression(C=strength, max_iter=3000).fit(
        csr_matrix((v, (i, j)), shape=(len(rows), len(names))), labels
    )
    weights = {n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.003}
    return {**weights, "bias": round(float(model.intercept_[0]), 4)}


def apply(groups: Sequence[Group], weights: dict[str, dict[str, float]]) -> list[tuple[Group, list[Candidate]]]:
    """Choose roles and turn future acts; features are described on what was chosen."""
    ranker = Ranker(weights)
    done = []
    for group in groups:
        chosen = [ranker.choose_roles(c, group.view, group.cast) for c in group.proposed]
        done.append((group, [turn_future(c) for c in chosen]))
    return done


def features_of(
    group: Group, chosen: Sequence[Candidate], weights: dict[str, dict[str, float]]
) -> list[dict[str, float]]:
    """Features as the coder computes them: before future acts are turned."""
    ranker = Ranker(weights)
    raw = [ranker.choose_roles(c, group.view, group.cast) for c in group.proposed]
    assert len(raw) == len(chosen)
    return [describe(c, group.scene, raw, group.cast) for c in raw]


def weigh(row: dict[str, float], weights: dict[str, float]) -> float:
    """The probability that a logistic regression gives."""
    total = weights["bias"] + sum(weights.get(n, 0.0) * v for n, v in row.items())
    return float(1 / (1 + np.exp(-total)))


@dataclass
class Rows:
    """All proposals after ranking, each by rankers that had not seen its report: features, answers, fold."""

    features: list[dict[str, float]] = field(default_factory=list)
    labels: dict[str, list[int]] = field(default_factory=lambda: {question: [] for question in QUESTIONS})
    folds: list[int] = field(default_factory=list)
    counts: list[bool] = field(default_factory=list)
    shown: list[list[Candidate]] = field(default_factory=list)
    by_rules: int = 0


def rank_held_out(groups: Sequence[Group], fold: dict[str, int], folds: int) -> Rows:
    """Rank every report's roles with weights fitted on the other folds."""
    rows = Rows()
    for k in range(folds):
        weights = fit_ranker([g for g in groups if fold[g.report] != k])
        held = [g for g in groups if fold[g.report] == k]
        rows.by_rules += sum(sum(label([turn_future(c) for c in g.proposed], g.gold, ROLES)) for g in held if g.counts)
        for group, chosen in apply(held, weights):
            rows.features += features_of(group, chosen, weights)
            rows.labels["sentence"] += [int(bool(group.gold))] * len(chosen)
            rows.labels["type"] += label(chosen, group.gold, ())
            rows.labels["all"] += label(chosen, group.gold, ROLES)
            rows.folds += [k] * len(chosen)
            rows.counts += [group.counts] * len(chosen)
            rows.shown.append(chosen)
    return rows


def main() -> None:
    """Fit, report out-of-fold figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--glances", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    kit = load_kit(strict=True, learned=False)
    types = {name: {"modes": list(kind.modes)} for name, kind in kit.codebook.types.items()}
    glances = GlanceFile(options.glances, list_modes(types)) if options.glances else None
    groups, total = collect(options.gold[0], kit, glances, True)
    for folder in options.gold[1:]:
        groups += collect(folder, kit, glances, False)[0]
    fold = {report: k % options.folds for k, report in enumerate(sorted({g.report for g in groups}))}
    rows = rank_held_out(groups, fold, options.folds)
    y = {question: np.array(found) for question, found in rows.labels.items()}
    f, own = np.array(rows.folds), np.array(rows.counts)
    report_roles(groups, fold, options.folds)
    print(
        f"{own.sum()} proposals, {y['type'][own].sum()} right by type, with both parties {rows.by_rules} by the rules alone, "
        f"{y['all'][own].sum()} after ranking; {total.events} gold events in {total.sentences} sentences"
    )
    held_out = {question: np.zeros(len(f)) for question in QUESTIONS}
    for question in QUESTIONS:
        for k in range(options.folds):
            part = [r for r, g in zip(rows.features, f, strict=True) if g != k]
            fitted = fit(part, y[question][f != k], EVENT_STRENGTH)
            held_out[question][f == k] = [weigh(r, fitted) for r, g in zip(rows.features, f, strict=True) if g == k]
    ends = np.cumsum([0, *map(len, rows.shown)])
    shown = [g for g, at in zip(rows.shown, ends, strict=False) if g and own[at]]
    threshold = report({q: h[own] for q, h in held_out.items()}, {q: a[own] for q, a in y.items()}, shown, total)
    model = {
        "events": {q: dict(sorted(fit(rows.features, y[q], EVENT_STRENGTH).items())) for q in QUESTIONS},
        "roles": {role: dict(sorted(w.items())) for role, w in fit_ranker(groups).items()},
        "threshold": threshold,
    }
    out = options.out or OUT / ("both.json" if glances else "rules.json")
    out.write_text(json.dumps(model, indent=0) + "\n", encoding="utf-8")


def report_roles(groups: Sequence[Group], fold: dict[str, int], folds: int) -> None:
    """Print how often each role is right, given a gold event of the type, by rules alone and ranked out of fold."""
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for k in range(folds):
        weights = fit_ranker([g for g in groups if fold[g.report] != k])
        ranker = Ranker(weights)
        for group in (g for g in groups if fold[g.report] == k and g.counts):
            for candidate in group.proposed:
                same = [g for g in group.gold if g["type"] == turn_future(candidate).event]
                if same:
                    g = min(same, key=lambda g: g["trigger"].lower() != candidate.trigger.text.lower())
                    for name, one in (
                        ("rules", candidate),
                        ("ranked", ranker.choose_roles(candidate, group.view, group.cast)),
                    ):
                        found = [shares(codes_of(one, role), gold_codes(g, role)) for role in ROLES]
                        for role, ok in zip((*ROLES, "both"), (*found, all(found)), strict=True):
                            right[name, role].append(ok)
    for (name, role), oks in right.items():
        print(f"{name:7} {role:10} {sum(oks) / len(oks):.3f} of {len(oks)}")


def report(
    held_out: dict[str, np.ndarray], y: dict[str, np.ndarray], shown: Sequence[Sequence[Candidate]], total: Total
) -> float:
    """Print out-of-fold figures, as the coder would write the records, and calibration; the threshold."""
    belief = np.prod([held_out[question] for question in QUESTIONS], axis=0) ** (1 / len(QUESTIONS))
    scored: list[list[Candidate]] = []
    number: dict[int, int] = {}
    for group in shown:
        start = len(number)
        scored.append([replace(c, scores={"all": held_out["all"][start + i]}) for i, c in enumerate(group)])
        number.update({id(c): start + i for i, c in enumerate(scored[-1])})

    def figures(threshold: float) -> dict[str, tuple[float, float, float]]:
        believed = [[c for c in group if belief[number[id(c)]] >= threshold] for group in scored]
        written = [[number[id(c)] for c in drop_duplicates(drop_contents(group))] for group in believed if group]
        kept = [i for group in written for i in group]
        pairs = {
            "sentence": (sum(int(y["sentence"][group[0]]) for group in written), len(written), total.sentences),
            "type": (int(y["type"][kept].sum()), len(kept), total.events),
            "+both": (int(y["all"][kept].sum()), len(kept), total.events),
        }
        return {name: (hit / n, hit / gold, 2 * hit / (n + gold)) for name, (hit, n, gold) in pairs.items()}

    # All levels count; and a record that invents much more than it misses is of no use to anybody.
    steps = {round(float(x), 2): figures(float(x)) for x in np.arange(0.05, 0.6, 0.01)}
    balanced = [x for x, levels in steps.items() if levels["type"][0] >= levels["type"][1] - 0.05]
    best = max(balanced, key=lambda x: sum(f1 for _, _, f1 in steps[x].values()))
    for threshold in sorted({best, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4}):
        told = "  ".join(f"{name} P {p:.3f} R {r:.3f} F1 {f1:.3f}" for name, (p, r, f1) in steps[threshold].items())
        print(f"threshold {threshold:.2f}{'*' if threshold == best else ' '} {told}")
    for low in np.arange(0, 1, 0.1):
        part = (held_out["all"] >= low) & (held_out["all"] < low + 0.1)
        if part.sum():
            print(f"said {low:.1f} to {low + 0.1:.1f}: right {y['all'][part].mean():.2f} of {part.sum()}")
    return best


if __name__ == "__main__":
    main()

"""Examples come in; weights go out: a conditional logit for each role, logistic regressions for the questions about events."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dragoman.code.options import Choice, list_choices
from dragoman.code.rank import Ranker

from .proposals import ROLES, Gold, Group, find_counterpart, gold_codes, match_parties, shares

RARE = 5
ROLE_STRENGTH = 0.2
EVENT_STRENGTH = 0.05
# How right it is to name somebody else of the right country (measured: at 0 a right country is missed more often, at 1 the right name is).
COUNTRY = 0.7
# How freely the reports for whose like weights are meant may correct what all reports teach (measured: 0.3 and 1.0 were no better).
OWN = 0.5


def list_examples(groups: Sequence[Group], role: str, ranker: Ranker | None) -> list[tuple[list[Choice], list[float]]]:
    """The options of each proposal that means a gold event, and how right each of them is."""
    examples = []
    for group in groups:
        for candidate in group.proposed:
            g = find_counterpart(candidate, group)
            if g is None:
                continue
            if role == "recipient" and ranker is not None:
                candidate = ranker.choose_roles(candidate, group.view, group.cast)
            choices = list_choices(candidate, role, group.view, group.cast)
            examples.append((choices, [rate(c, g, role) for c in choices]))
    return examples


def rate(choice: Choice, gold: Gold, role: str) -> float:
    """How right an option is, from 0 to 1: nothing where its countries are others than the gold's, else from COUNTRY up, as far as it names its parties.

    In a report on politics at home all options are of one country. Where the gold has no country, an option without one shares it.
    """
    if not shares(choice.codes, gold_codes(gold, role)):
        return 0.0
    named = match_parties([r.actor for f in choice.fillers for r in f.references], gold[role + "s"])
    return COUNTRY + (1 - COUNTRY) * named


def fit_ranker(groups: Sequence[Group]) -> dict[str, dict[str, float]]:
    """Weights for the options of each role; the recipient's are learned on actors already chosen."""
    weights: dict[str, dict[str, float]] = {}
    for role in ROLES:
        examples = list_examples(groups, role, Ranker(weights) if weights else None)
        weights[role] = fit_choice([(choices, right) for choices, right in examples if min(right) < max(right)])
    return weights


def fit_choice(examples: Sequence[tuple[list[Choice], list[float]]]) -> dict[str, float]:
    """A conditional logit: the weights under which the right options of each proposal, each as far as it is right, are likeliest together."""
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


def fit_events(
    rows: Sequence[dict[str, float]], labels: np.ndarray, importance: np.ndarray, own: np.ndarray
) -> dict[str, float]:
    """A regularised logistic regression as a map of feature to weight, rare features left out; deterministic.

    `own` marks the reports for whose like the weights are meant. Others teach what holds of both: each feature has a weight
    for all and a correction that only own reports move (Daumé 2007, "Frustratingly easy domain adaptation"); their sum is returned.
    In the corpus 41 of 100 events that the reader alone proposes are right, in annotated news 28: one weight would not do for both.
    """
    marked = [(i, {**row, "bias": 1.0}) for i, (row, mine) in enumerate(zip(rows, own, strict=True)) if mine]
    common, ours = _number_names(rows), _number_names([row for _, row in marked])
    entries = [(i, common[n], v) for i, row in enumerate(rows) for n, v in row.items() if n in common]
    entries += [(i, len(common) + ours[n], OWN * v) for i, row in marked for n, v in row.items() if n in ours]
    i, j, v = zip(*entries, strict=True)
    model = LogisticRegression(C=EVENT_STRENGTH, max_iter=3000).fit(
        csr_matrix((v, (i, j)), shape=(len(rows), len(common) + len(ours))), labels, sample_weight=importance
    )
    summed = {n: float(model.coef_[0][k]) for n, k in common.items()}
    summed["bias"] = float(model.intercept_[0])
    for name, k in ours.items():
        summed[name] += OWN * float(model.coef_[0][len(common) + k])
    return {n: round(w, 4) for n, w in summed.items() if n == "bias" or abs(w) >= 0.003}


def _number_names(rows: Sequence[dict[str, float]]) -> dict[str, int]:
    """A column for each feature that is not rare in these rows."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in row:
            counts[name] += 1
    return {n: k for k, n in enumerate(sorted(n for n, times in counts.items() if times >= RARE))}


def fit_calibration(odds: Sequence[dict[str, float]], right: Sequence[bool]) -> dict[str, float]:
    """Platt's scaling: how the log odds of the answers tell the chance that a written record is right."""
    names = sorted(odds[0])
    model = LogisticRegression(C=100.0).fit([[row[n] for n in names] for row in odds], right)
    weights = {n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True)}
    return {**weights, "bias": round(float(model.intercept_[0]), 4)}

"""Candidates come in; how likely each is right, from 0 to 1, goes out.

Each question is a logistic regression over the features of code/features.py, fitted by tools/train_scorer.py and
shipped in weights/: a sum and a sigmoid, so that the same candidate always scores the same.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dragoman.code.rank import Ranker

# What is asked of a proposal, each harder than the one before: does its sentence report any event, is the type right,
# are type, actor and recipient right.
QUESTIONS = ("sentence", "type", "all")


class Scorer:
    """Weighs a proposal's features for each question; `threshold` is the belief from which a proposal is an event."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]], threshold: float, version: str) -> None:
        self._weights = weights
        self._threshold = threshold
        self.version = version

    def score(self, features: Mapping[str, float]) -> dict[str, float]:
        """The probability of each answer; "all" is the event's confidence, calibrated on reports left out of the fit."""
        return {question: _weigh(features, self._weights[question]) for question in QUESTIONS}

    def believes(self, scores: Mapping[str, float]) -> bool:
        """Whether the three answers together (their geometric mean) suffice.

        Tried and not kept: "all" alone, which leaves out true events whose recipient is hard to know.
        """
        return math.prod(scores[question] for question in QUESTIONS) >= self._threshold ** len(QUESTIONS)


def _weigh(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_scorer(name: str) -> tuple[Scorer, Ranker]:
    """Read the weights that ship with dragoman: of events, and of the options of each role.

    `name` is "both" (rules and the learned reader) or "rules".
    """
    text = (files("dragoman.code") / "weights" / f"{name}.json").read_text(encoding="utf-8")
    data = json.loads(text)
    version = hashlib.sha256(text.encode()).hexdigest()[:8]
    return Scorer(data["events"], data["threshold"], version), Ranker(data["roles"])

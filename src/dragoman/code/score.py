"""Candidates come in; how likely each is right, from 0 to 1, goes out.

The model is a logistic regression over the features of code/features.py, fitted by tools/train_scorer.py and
shipped as weights.json: a sum and a sigmoid, so that the same candidate always scores the same.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dragoman.code.rank import Ranker


class Scorer:
    """Weighs a candidate's features; `threshold` is the score from which a candidate is believed."""

    def __init__(self, weights: Mapping[str, float], threshold: float, version: str) -> None:
        self._weights = weights
        self.threshold = threshold
        self.version = version

    def score(self, features: Mapping[str, float]) -> float:
        """The probability that the event and both its parties are right, calibrated on held-out reports."""
        total = sum(self._weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_scorer() -> tuple[Scorer, Ranker]:
    """Read the weights that ship with dragoman: of events, and of the options of each role."""
    text = (files("dragoman.code") / "weights.json").read_text(encoding="utf-8")
    data = json.loads(text)
    version = hashlib.sha256(text.encode()).hexdigest()[:8]
    return Scorer(data["weights"], data["threshold"], version), Ranker(data["roles"])

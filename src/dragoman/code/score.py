"""Candidates come in; how likely each is right, from 0 to 1, goes out.

Each question is a logistic regression over the features of code/features.py, fitted by tools/scorer and
shipped in weights/: a sum and a sigmoid, so that the same candidate always scores the same.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dragoman.code.rank import Ranker

# The belief from which an event among private persons is one, in a report that hardly speaks of others. In the annotated news of the training
# 5 of 41 such below it are right, and 28 of 36 above.
FIRMLY = 0.5
# What is asked of a proposal: does its sentence report an event of its type; are actor and recipient right too.
QUESTIONS = ("type", "all")


class Scorer:
    """Weighs a proposal's features for each question; `threshold` is the belief from which a proposal is an event."""

    def __init__(
        self, weights: Mapping[str, Mapping[str, float]], threshold: float, calibration: Mapping[str, float]
    ) -> None:
        self._weights = weights
        self._threshold = threshold
        self._calibration = calibration

    def score(self, features: Mapping[str, float]) -> dict[str, float]:
        """The probability of each answer; `belief`, their geometric mean; and `confidence`.

        `belief` decides. "all" alone would leave out true events whose recipient is hard to know. `confidence` is the
        chance that a record which is written is right in type, actor and recipient: a logistic regression on the
        answers' log odds (Platt 1999), fitted on reports that neither the weights nor the reader had seen.
        """
        answers = {question: weigh(features, self._weights[question]) for question in QUESTIONS}
        odds = {question: math.log(p / (1 - p)) for question, p in answers.items()}
        confidence = weigh(odds, self._calibration) if self._calibration else answers["all"]
        return answers | {"belief": math.prod(answers.values()) ** (1 / len(QUESTIONS)), "confidence": confidence}

    def believes(self, scores: Mapping[str, float], *, firmly: bool = False) -> bool:
        """Whether the answers together suffice; `firmly` where what is told is most likely no politics (code/private.py)."""
        return scores["belief"] >= (max(self._threshold, FIRMLY) if firmly else self._threshold)


def weigh(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that a logistic regression gives; `bias` is among its weights."""
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_scorer(name: str) -> tuple[Scorer, Ranker, str]:
    """Read the weights that ship with dragoman: of events, and of the options of each role.

    The third is their version. `name` is "both" (rules and the learned reader) or "rules".
    """
    text = (files("dragoman.code") / "weights" / f"{name}.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Scorer(data["events"], data["threshold"], data["calibration"]), Ranker(data["roles"]), _digest(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]

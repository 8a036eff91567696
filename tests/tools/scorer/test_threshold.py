"""From which threshold on a proposal is written."""

import pytest

pytest.importorskip("sklearn")

from tools.scorer import train

# Threshold → precision and F1 of types, F1 with both parties; elsewhere nothing is right.
AT = {0.2: (0.60, 0.56, 0.40), 0.3: (0.65, 0.56, 0.398), 0.4: (0.70, 0.55, 0.39)}


@pytest.mark.parametrize(
    ("at", "chosen", "reason"),
    [
        (AT, 0.3, "even with the best, and of fewer false events"),
        ({**AT, 0.3: (0.65, 0.54, 0.398)}, 0.2, "the best by far"),
        ({**AT, 0.2: (0.40, 0.60, 0.50)}, 0.3, "the best of those that do not write too much"),
    ],
)
def test_of_thresholds_that_are_even_the_highest_is_taken(monkeypatch, at, chosen: float, reason: str) -> None:
    def measure(step: float, _gold: object) -> dict[str, tuple[float, float, float]]:
        precision, f1, both = at.get(round(step, 2), (0.9, 0.0, 0.0))
        recall = 0.5
        return {"sentence": (0.0, 0.0, 0.0), "type": (precision, recall, f1), "+both": (0.0, 0.0, both)}

    monkeypatch.setattr(train, "settle", lambda _rows, step: step)
    monkeypatch.setattr(train, "measure", measure)
    assert train.choose_threshold([], []) == chosen, reason

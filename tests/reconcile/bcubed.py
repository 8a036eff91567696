"""Two labellings of the same items come in; B-cubed precision, recall and F1 go out.

A. Bagga and B. Baldwin, Algorithms for scoring coreference chains, LREC workshop on linguistic coreference, 1998.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BCubed:
    """Shares from 0 to 1.

    `precision`: of an item's predicted cluster, how much belongs with it; `recall`: of its gold cluster, how much was found with it.
    Both are means over items; `f1` is their harmonic mean.
    """

    precision: float
    recall: float
    f1: float


def score_bcubed(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> BCubed:
    """Score predicted cluster labels against gold ones; the nth label of each belongs to the nth item.

    An item that the prediction knows nothing of must come with a label of its own.

    Raises:
        ValueError: there are no items, or not as many labels on one side as on the other.
    """
    if not gold or len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} gold labels for {len(predicted)} predicted ones")
    of_gold, of_predicted = Counter(gold), Counter(predicted)
    both = Counter(zip(gold, predicted, strict=True))
    # The n items that share both labels each see n of their cluster's items rightly beside them.
    precision = sum(n * n / of_predicted[p] for (_, p), n in both.items()) / len(gold)
    recall = sum(n * n / of_gold[g] for (g, _), n in both.items()) / len(gold)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))

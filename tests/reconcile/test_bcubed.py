"""B-cubed gives what is worked out by hand."""

import pytest

from reconcile.bcubed import score_bcubed

# The example of Bagga and Baldwin (1998): twelve mentions of three chains of 5, 2 and 5.
GOLD = "aaaaabbccccc"


@pytest.mark.parametrize(
    ("gold", "predicted", "precision", "recall"),
    [
        (GOLD, "111112233333", 1.0, 1.0),
        # The small chain is joined to a large one: 5 see 5 of 5, 2 see 2 of 7, 5 see 5 of 7.
        (GOLD, "111112222222", (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12, 1.0),
        # The two large chains are joined: 10 see 5 of 10, 2 see 2 of 2. The paper holds it to be worse, and so it is.
        (GOLD, "111112211111", (10 * 5 / 10 + 2) / 12, 1.0),
        # Nothing is joined: all that is predicted is right, and each finds itself alone: (5/5 + 2/2 + 5/5) / 12.
        (GOLD, "abcdefghijkl", 1.0, 3 / 12),
        # One item strays: two see 2 of 2 and find 2 of 3, the stray sees 1 of 2 and finds 1 of 3, its host sees 1 of 2 and finds all.
        ("xxxy", "1122", (2 + 2 * 1 / 2) / 4, (2 * 2 / 3 + 1 / 3 + 1) / 4),
    ],
)
def test_bcubed_is_what_the_hand_finds(gold: str, predicted: str, precision: float, recall: float) -> None:
    score = score_bcubed(gold, predicted)
    assert score.precision == pytest.approx(precision)
    assert score.recall == pytest.approx(recall)
    assert score.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_names_of_labels_do_not_matter() -> None:
    assert score_bcubed([1, 1, 2], ["q", "q", None]) == score_bcubed(["u", "u", "v"], [0, 0, 7])


@pytest.mark.parametrize(("gold", "predicted"), [("", ""), ("ab", "a")])
def test_labels_that_do_not_pair_are_refused(gold: str, predicted: str) -> None:
    with pytest.raises(ValueError, match="gold labels"):
        score_bcubed(gold, predicted)

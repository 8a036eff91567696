"""How likely a proposal is right: numbers from 0 to 1 that rise with what speaks for it."""

import math

import pytest

from dragoman.code.score import QUESTIONS, Scorer, load_scorer, weigh

WEIGHTS = {"type": {"bias": 0.0, "rule": 1.0}, "all": {"bias": -1.0, "rule": 1.0, "named": 2.0}}
CALIBRATION = {"type": 0.2, "all": 0.8, "bias": -0.3}
RISING = [-50.0, -3.0, -1.0, 0.0, 0.5, 1.0, 3.0, 50.0]

# features, weights, the sum before the sigmoid, reason
SUMS = [
    ({}, {}, 0.0, "nothing known: one half"),
    ({}, {"bias": -2.0}, -2.0, "the bias counts without a feature"),
    ({"a": 1.0}, {"bias": 1.0, "a": 2.0}, 3.0, "weight and bias"),
    ({"a": 0.5, "b": 2.0}, {"a": 2.0, "b": -1.0}, -1.0, "a feature counts as often as it is worth"),
    ({"unheard of": 9.0}, {"a": 2.0}, 0.0, "a feature without a weight says nothing"),
    ({"a": 1000.0}, {"a": 1.0}, 30.0, "no sum is so high that the sigmoid becomes 1"),
    ({"a": -1000.0}, {"a": 1.0}, -30.0, "or so low that it becomes 0"),
]


@pytest.mark.parametrize(("features", "weights", "total", "reason"), SUMS)
def test_weigh(features: dict[str, float], weights: dict[str, float], total: float, reason: str) -> None:
    chance = weigh(features, weights)
    assert chance == pytest.approx(1 / (1 + math.exp(-total)), rel=1e-9), reason
    assert 0 < chance < 1, reason


@pytest.mark.parametrize("rule", RISING)
@pytest.mark.parametrize("calibration", [CALIBRATION, {}, {"type": 40.0, "all": 40.0}, {"bias": -99.0}])
def test_every_answer_is_a_probability(rule: float, calibration: dict[str, float]) -> None:
    scores = Scorer(WEIGHTS, 0.5, calibration).score({"rule": rule, "named": 1.0})
    assert set(scores) == {*QUESTIONS, "belief", "confidence"}
    assert all(0 < p < 1 for p in scores.values()), scores


def test_belief_lies_between_the_answers() -> None:
    scores = Scorer(WEIGHTS, 0.5, CALIBRATION).score({"rule": 1.0})
    assert scores["belief"] == pytest.approx(math.sqrt(scores["type"] * scores["all"]))
    assert scores["all"] < scores["belief"] < scores["type"]


def test_confidence_rises_with_what_speaks_for_a_proposal() -> None:
    scorer = Scorer(WEIGHTS, 0.5, CALIBRATION)
    found = [scorer.score({"rule": x})["confidence"] for x in RISING]
    assert found == sorted(found)
    assert found[0] < 0.01
    assert found[-1] > 0.99


# weights of the calibration, confidence as a function of the log odds "type" 1 and "all" 0, reason
CALIBRATIONS = [
    ({"all": 1.0}, 0.0, "the answer itself"),
    ({"all": 1.0, "bias": -1.0}, -1.0, "everything less sure by as much"),
    ({"type": 0.5, "all": 1.0}, 0.5, "a sure type helps"),
    ({"type": 1.0, "all": 1.0, "bias": 0.5}, 1.5, "all three"),
]


@pytest.mark.parametrize(("calibration", "odds", "reason"), CALIBRATIONS)
def test_calibration_weighs_the_log_odds_of_the_answers(
    calibration: dict[str, float], odds: float, reason: str
) -> None:
    found = Scorer(WEIGHTS, 0.5, calibration).score({"rule": 1.0})["confidence"]
    assert math.log(found / (1 - found)) == pytest.approx(odds, abs=1e-9), reason


def test_a_greater_weight_or_bias_in_the_calibration_never_lowers_confidence_of_what_is_likely() -> None:
    likely = {"rule": 2.0, "named": 1.0}
    for name in ("type", "all", "bias"):
        found = [Scorer(WEIGHTS, 0.5, {**CALIBRATION, name: x}).score(likely)["confidence"] for x in RISING]
        assert found == sorted(found), name


def test_without_calibration_confidence_is_the_answer_itself() -> None:
    scores = Scorer(WEIGHTS, 0.5, {}).score({"rule": 1.0})
    assert scores["confidence"] == scores["all"]


@pytest.mark.parametrize(
    ("belief", "threshold", "believed", "reason"),
    [
        (0.31, 0.3, True, "above"),
        (0.3, 0.3, True, "at the threshold is enough"),
        (0.29, 0.3, False, "below"),
        (0.0001, 0.0, True, "a threshold of nothing lets all pass"),
    ],
)
def test_believes(belief: float, threshold: float, believed: bool, reason: str) -> None:
    scores = {"type": 0.9, "all": 0.9, "belief": belief, "confidence": 0.9}
    assert Scorer({}, threshold, {}).believes(scores) is believed, f"only belief decides: {reason}"


@pytest.mark.parametrize("name", ["both", "rules"])
def test_the_weights_that_ship(name: str) -> None:
    scorer, _, version = load_scorer(name)
    assert load_scorer.__wrapped__(name)[2] == version, "the version is of the file, not of the day"
    calibration = scorer._calibration
    assert set(calibration) == {*QUESTIONS, "bias"}
    assert 0 < scorer._threshold < 1
    both = [weigh(dict.fromkeys(QUESTIONS, odds), calibration) for odds in RISING]
    assert both == sorted(both), "the surer the answers, the surer the record"
    assert both[0] < 0.05
    assert both[-1] > 0.95
    nothing = scorer.score({})
    assert not scorer.believes(nothing), "a proposal for which nothing speaks is no event"


def test_rules_and_both_are_told_apart() -> None:
    assert load_scorer("both")[2] != load_scorer("rules")[2]

"""Weights of events: reports for whose like they are meant correct what further reports teach."""

import numpy as np
import pytest

sklearn = pytest.importorskip("sklearn")

from tools.scorer.fit import fit_events  # noqa: E402


def make_rows(own: int, further: int) -> tuple[list[dict[str, float]], np.ndarray, np.ndarray]:
    """In own reports "seen" speaks for an event and most proposals are wrong; in further ones both are the other way round."""
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    for k in range(own):
        rows.append({"seen": 1.0} if k % 3 == 0 else {"heard": 1.0})
        right.append(k % 3 == 0)
    for k in range(further):
        rows.append({"seen": 1.0} if k % 3 == 0 else {"heard": 1.0})
        right.append(k % 3 != 0)
    return rows, np.array(right), np.array([k < own for k in range(own + further)])


def test_own_reports_correct_what_many_more_others_teach() -> None:
    rows, right, own = make_rows(300, 600)
    corrected = fit_events(rows, right, np.ones(len(rows)), own)
    plain = fit_events(rows, right, np.ones(len(rows)), np.zeros(len(rows), dtype=bool))
    assert plain["seen"] < plain["heard"]
    assert corrected["seen"] > corrected["heard"]
    assert corrected["bias"] < plain["bias"]


def test_where_no_further_report_is_given_all_weights_are_the_own() -> None:
    rows, right, own = make_rows(300, 0)
    assert fit_events(rows, right, np.ones(len(rows)), own)["seen"] > 0


def test_what_only_few_proposals_show_gets_no_weight() -> None:
    rows, right, own = make_rows(300, 300)
    rows[0] = {**rows[0], "once": 1.0}
    assert "once" not in fit_events(rows, right, np.ones(len(rows)), own)

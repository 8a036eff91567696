"""Deeds stand in the order in which reports tell them."""

from dataclasses import replace

import pytest

from dragoman.ledger.deeds import make_deeds
from ledger.made import day, happen, tell


@pytest.mark.parametrize("ids", [("a", "b"), ("b", "a")])
def test_acts_of_one_day_stand_as_in_the_report_whatever_their_ids(ids):
    sentence = "Norway condemned Chad and expelled its envoy."
    tellings = [
        replace(one, event=replace(one.event, id=id))
        for id, verb in zip(ids, ("condemned", "expelled"), strict=True)
        for one in [tell(0, "ACCUSE", sentence, by=["NOR"], to=["TCD"], trigger=verb, name="one")]
    ]
    happenings = [replace(happen(t), id=t.event.id) for t in tellings]
    deeds = make_deeds(happenings, {t.event.id: t for t in tellings}, day(1))
    assert [d.best.event.trigger.text for d in deeds] == ["condemned", "expelled"]

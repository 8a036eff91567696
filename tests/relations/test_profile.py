"""Who somebody is, as reports tell it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.record.commitment import Commitment
from dragoman.record.happening import Happening
from dragoman.relations.profile import HALF_LIFE, decay, make_profile, weigh_ties
from relations.make import day, happen, party, tell, tell_all, who

BERG = party("Ada Berg")
MINISTER, LEADER = "Ada Berg/NOR/Foreign Minister", "Ada Berg/NOR/Prime Minister"


def promise(id: str, by: str, to: str, state: str) -> Commitment:
    return Commitment(
        id=id,
        kind="promise",
        by=(who(by),),
        to=(who(to),),
        content=None,
        condition=None,
        deadline=None,
        made_on=day(0),
        attribution=(),
        expects=None,
        state=state,
        state_since=day(0),
        history=(),
        reports=(),
        events=(),
        confidence=0.5,
    )


def test_half_is_left_after_a_half_life() -> None:
    assert decay(day(0), day(0)) == 1.0
    assert decay(day(0), day(HALF_LIFE)) == 0.5
    assert decay(day(0), day(2 * HALF_LIFE)) == 0.25


def test_old_quarrels_fade_beside_new_help() -> None:
    happenings = [
        happen("war", "ASSAULT", ["TCD"], [MINISTER], on=0),  # −9 × 0.5, an eighth of it left
        happen("aid", "AID", [MINISTER], ["TCD"], on=3 * HALF_LIFE),  # +10 × 0.5
    ]
    (tie,) = weigh_ties(BERG, happenings, day(3 * HALF_LIFE))
    assert (tie.name, tie.cooperation, tie.conflict, tie.happenings) == ("TCD", 5.0, -0.5625, 2)
    assert tie.stands == 1
    (then,) = weigh_ties(BERG, happenings, day(1))
    assert then.stands == -1  # what was not yet does not count


def test_abroad_by_country_at_home_by_name() -> None:
    happenings = [
        happen("a", "ACCUSE", [MINISTER], ["Ole Dahl/NOR"]),
        happen("b", "ACCUSE", [MINISTER], ["Karim Deby/TCD"]),
        happen("c", "CONSULT", [MINISTER, "Karim Deby/TCD"]),
    ]
    ties = {tie.name: tie for tie in weigh_ties(BERG, happenings, day(0))}
    assert set(ties) == {"Ole Dahl [NOR]", "TCD"}
    assert ties["TCD"].happenings == 2
    assert ties["TCD"].stands == 0  # −1.5 and +1.25 are about equal


def test_allies_adversaries_and_what_is_neither() -> None:
    happenings = [
        happen("a", "AID", [MINISTER], ["MLI"]),
        happen("b", "ASSAULT", ["TCD"], [MINISTER]),
        happen("c", "CONSULT", [MINISTER], ["GHA"]),
        happen("d", "ACCUSE", ["GHA"], [MINISTER]),
    ]
    profile = make_profile(BERG, happenings, tell_all(happenings), [], day(1))
    assert [t.name for t in profile.allies] == ["MLI"]
    assert [t.name for t in profile.adversaries] == ["TCD"]
    assert [t.name for t in profile.mixed] == ["GHA"]
    assert [h.id for h in profile.deeds] == ["c", "a"]  # its own, latest first


def test_offices_with_the_days_on_which_reports_saw_them() -> None:
    happenings = [
        happen("a", "CONSULT", [MINISTER], ["TCD"], on=0),
        happen("b", "CONSULT", [MINISTER.lower().replace("ada berg/nor", "Ada Berg/NOR")], ["TCD"], on=40),
        happen("c", "CONSULT", [LEADER], ["TCD"], on=90),
    ]
    profile = make_profile(BERG, happenings, tell_all(happenings), [], day(100))
    assert [(p.office, p.since, p.until, p.events) for p in profile.posts] == [
        ("Foreign Minister", day(0), day(40), 2),
        ("Prime Minister", day(90), day(90), 1),
    ]
    assert profile.names == (("Ada Berg", 3),)
    assert profile.codes == ("NOR",)
    early = make_profile(BERG, happenings, tell_all(happenings), [], day(50))
    assert [p.office for p in early.posts] == ["Foreign Minister"]


@pytest.mark.parametrize(("state", "still"), [("open", True), ("overdue", True), ("kept", False), ("withdrawn", False)])
def test_only_what_is_still_to_come_is_open(state: str, still: bool) -> None:
    ledger = [
        promise("made", MINISTER, "TCD", state),
        promise("got", "TCD", MINISTER, state),
        promise("no", "MLI", "TCD", state),
    ]
    profile = make_profile(BERG, [], {}, ledger, day(0))
    assert [c.id for c in profile.made] == ["made"] * still
    assert [c.id for c in profile.received] == ["got"] * still


MANY = [
    happen(f"{n}", ("AID", "ACCUSE", "CONSULT")[n % 3], [MINISTER], [("TCD", "MLI")[n % 2]], on=9 * n)
    for n in range(12)
]


@settings(deadline=None, max_examples=30)
@given(st.permutations(MANY))
def test_the_order_of_happenings_does_not_matter(happenings: list[Happening]) -> None:
    told = {h.events[0]: tell(h) for h in happenings}
    assert make_profile(BERG, happenings, told, [], day(120)) == make_profile(BERG, MANY, told, [], day(120))

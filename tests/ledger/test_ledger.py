"""What becomes of commitments: each state from the least evidence that brings it, and from what must not bring it."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record.mention import Actor
from ledger.made import day, expect, keep, passage, remark, tell

REOPEN = "Egypt promised to reopen its embassy in Tripoli."


def promise(**more):
    return tell(
        0,
        "AGREE",
        REOPEN,
        by=["EGY"],
        to=["LBY"],
        content="reopen its embassy in Tripoli",
        expected=expect("SUPPORT", by=["EGY"], to=["LBY"]),
        **more,
    )


def reopened(number=10, by=("EGY",), to=("LBY",), sentence="Egypt reopened its embassy in Tripoli.", **more):
    return tell(number, "SUPPORT", sentence, by=by, to=to, **more)


def state_of(found):
    (one,) = [c for c in found if c.kind != "refusal"]
    return one.state


def test_a_promise_is_open_until_something_comes_of_it():
    (one,) = keep([promise()])
    assert (one.kind, one.state, one.state_since, one.made_on) == ("promise", "open", day(0), day(0))
    assert [a.code for a in one.by] == ["EGY"]
    assert one.content is not None
    assert REOPEN[one.content.start : one.content.end] == one.content.text


@pytest.mark.parametrize(
    ("as_of", "state"),
    [(1, "open"), (12, "open"), (13, "due"), (20, "due"), (21, "overdue"), (90, "overdue")],
)
def test_the_calendar_makes_it_due_and_overdue_and_never_broken(as_of, state):
    assert state_of(keep([promise(deadline=day(20))], as_of=as_of)) == state


@pytest.mark.parametrize("deadline", [date.min, date.max])
def test_a_deadline_may_stand_at_either_end_of_the_calendar(deadline):
    assert state_of(keep([promise(deadline=deadline)])) == ("overdue" if deadline == date.min else "open")


def test_the_act_keeps_it_and_a_late_act_keeps_it_too():
    assert state_of(keep([promise(), reopened()])) == "kept"
    (late,) = keep([promise(deadline=day(5)), reopened()])
    assert [c.state for c in late.history] == ["open", "due", "overdue", "kept"]


def test_the_ledger_of_an_earlier_day_does_not_know_the_act():
    assert state_of(keep([promise(), reopened()], as_of=9)) == "open"


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        (reopened(by=["SDN"], sentence="Sudan reopened its embassy in Tripoli."), "another did it"),
        (reopened(to=["TCD"], sentence="Egypt reopened its embassy in Chad."), "it was done towards another"),
        (reopened(sentence="Egypt praised a football match."), "it was about something else"),
        (reopened(status="future"), "it is still to come"),
        (tell(10, "ACCUSE", "Egypt criticised its embassy in Tripoli.", by=["EGY"], to=["LBY"]), "only words"),
    ],
)
def test_what_only_looks_like_the_act_changes_nothing(deed, reason):
    assert state_of(keep([promise(), deed])) == "open", reason


def test_an_act_before_the_promise_changes_nothing():
    before = tell(0, "SUPPORT", "Egypt reopened its embassy in Tripoli.", by=["EGY"], to=["LBY"])
    later = tell(
        5,
        "AGREE",
        REOPEN,
        by=["EGY"],
        to=["LBY"],
        content="reopen its embassy in Tripoli",
        expected=expect("SUPPORT", by=["EGY"], to=["LBY"]),
    )
    assert state_of(keep([before, later])) == "open"


def test_a_part_keeps_it_in_part():
    deed = reopened(sentence="Egypt partly reopened its embassy in Tripoli.")
    assert state_of(keep([promise(), deed])) == "partly kept"


def test_a_sentence_that_says_it_was_broken_breaks_it():
    said = remark(12, "broken", "Egypt broke its promise to reopen the embassy in Tripoli.", "EGY")
    (one,) = keep([promise()], [said])
    assert one.state == "broken"
    assert said.text in one.history[-1].why
    assert keep([promise()], [said], as_of=11)[0].state == "open"


@pytest.mark.parametrize(
    ("text", "codes", "reason"),
    [
        ("Norway broke its promise to reopen the embassy in Tripoli.", ("NOR",), "another's promise"),
        ("Egypt broke its promise to cut the price of bread.", ("EGY",), "another promise"),
    ],
)
def test_a_sentence_about_another_promise_breaks_nothing(text, codes, reason):
    assert state_of(keep([promise()], [remark(12, "broken", text, *codes)])) == "open", reason


def truce(number=0):
    return tell(
        number,
        "AGREE",
        "Chad and Sudan agreed on a ceasefire.",
        by=["TCD", "SDN"],
        trigger="agreed",
        content="a ceasefire",
        expected=expect("RETREAT", "ceasefire", by=["TCD", "SDN"]),
    )


def test_an_attack_between_its_parties_breaks_a_truce_and_no_other_does():
    attack = tell(4, "ASSAULT", "Sudan shelled a post in Chad.", by=["SDN"], to=["TCD"])
    other = tell(4, "ASSAULT", "Sudan shelled a post in Eritrea.", by=["SDN"], to=["ERI"])
    assert keep([truce()])[0].kind == "agreement"
    assert state_of(keep([truce(), attack])) == "broken"
    assert state_of(keep([truce(), other])) == "open"


def test_a_truce_that_held_can_still_be_broken():
    held = tell(3, "RETREAT", "The ceasefire held in Chad and Sudan.", by=["TCD", "SDN"], mode="ceasefire")
    attack = tell(9, "ASSAULT", "Sudan shelled a post in Chad.", by=["SDN"], to=["TCD"])
    (one,) = keep([truce(), held, attack])
    assert [c.state for c in one.history] == ["open", "broken"], "that it holds so far is not yet that it was kept"


def demand(event="REQUEST", **more):
    return tell(
        0,
        event,
        "Kenya demanded that Uganda release the fishermen.",
        by=["KEN"],
        to=["UGA"],
        trigger="demanded",
        content="release the fishermen",
        expected=expect("RETREAT", "release", by=["UGA"]),
        **more,
    )


def test_a_demand_is_refused_granted_in_words_or_met():
    no = tell(
        3,
        "REJECT",
        "Uganda refused to release the fishermen.",
        by=["UGA"],
        to=["KEN"],
        content="release the fishermen",
        expected=expect("RETREAT", "release", by=["UGA"], negated=True),
    )
    yes = tell(
        3,
        "CONCEDE",
        "Uganda agreed to release the fishermen.",
        by=["UGA"],
        to=["KEN"],
        content="release the fishermen",
        expected=expect("RETREAT", "release", by=["UGA"]),
    )
    done = tell(6, "RETREAT", "Uganda released the fishermen.", by=["UGA"], mode="release")
    kinds = {c.kind: c.state for c in keep([demand(), no])}
    assert kinds == {"demand": "refused", "refusal": "open"}
    kinds = {c.kind: c.state for c in keep([demand(), no, done])}
    assert kinds == {"demand": "kept", "refusal": "withdrawn"}
    states = [c.state for c in keep([demand(), yes])]
    assert states == ["partly kept", "open"], "the demand is granted, the promise is open"
    assert {c.state for c in keep([demand(), yes, done])} == {"kept"}


def threat(**more):
    return tell(
        0,
        "THREATEN",
        "Mali warned that it would expel the envoy of Niger if the raids went on.",
        by=["MLI"],
        to=["NER"],
        trigger="warned",
        content="expel the envoy of Niger",
        expected=expect("SANCTION", "expel", by=["MLI"], to=["NER"]),
        **more,
    )


def test_a_threat_is_carried_out_and_never_kept():
    done = tell(8, "SANCTION", "Mali expelled the envoy of Niger.", by=["MLI"], to=["NER"], mode="expel")
    assert keep([threat()])[0].kind == "warning"
    assert state_of(keep([threat(), done])) == "carried out"


def test_its_condition_is_met_before_it_is_carried_out():
    raid = tell(5, "ASSAULT", "Raids from Niger went on in Mali.", by=["NER"], to=["MLI"])
    done = tell(8, "SANCTION", "Mali expelled the envoy of Niger.", by=["MLI"], to=["NER"], mode="expel")
    wait = threat(condition="if the raids went on", awaited=expect("ASSAULT", by=["NER"], to=["MLI"]))
    (one,) = keep([wait, raid, done])
    assert [c.state for c in one.history] == ["open", "condition met", "carried out"]


def test_the_same_with_another_deadline_replaces_it():
    again = tell(
        9,
        "AGREE",
        "Egypt said it would reopen its embassy in Tripoli in May.",
        by=["EGY"],
        to=["LBY"],
        trigger="said",
        content="reopen its embassy in Tripoli",
        deadline=day(80),
        expected=expect("SUPPORT", by=["EGY"], to=["LBY"]),
    )
    found = keep([promise(deadline=day(30)), again], as_of=60)
    assert [c.state for c in found] == ["superseded", "open"]


def test_the_same_again_is_evidence_for_one_commitment():
    again = tell(
        9,
        "AGREE",
        "Egypt repeated that it would reopen its embassy in Tripoli.",
        by=["EGY"],
        to=["LBY"],
        trigger="repeated",
        content="reopen its embassy in Tripoli",
        expected=expect("SUPPORT", by=["EGY"], to=["LBY"]),
    )
    (one,) = keep([promise(), again])
    assert len(one.reports) == 2
    assert one.made_on == day(0)


def test_who_denies_having_promised_makes_it_unknown():
    said = remark(4, "denied", "Egypt denied having promised to reopen the embassy in Tripoli.", "EGY")
    assert state_of(keep([promise()], [said])) == "unknown"


def test_a_sentence_of_little_confidence_changes_nothing():
    assert state_of(keep([promise(), reopened(sure=0.1)])) == "open"


def test_a_truce_until_a_day_is_neither_due_nor_overdue():
    lasting = tell(
        0,
        "AGREE",
        "Chad and Sudan agreed on a ceasefire until May.",
        by=["TCD", "SDN"],
        trigger="agreed",
        content="a ceasefire until May",
        deadline=day(20),
        expected=expect("RETREAT", "ceasefire", by=["TCD", "SDN"]),
    )
    assert [state_of(keep([lasting], as_of=n)) for n in (1, 18, 60)] == ["open"] * 3


def ultimatum(sentence="Kenya told Uganda to leave the island by Friday or be attacked.", trigger="told"):
    return tell(
        0,
        "REQUEST",
        sentence,
        by=["KEN"],
        to=["UGA"],
        trigger=trigger,
        content="leave the island",
        deadline=day(5),
        expected=expect("RETREAT", "withdraw", by=["UGA"]),
    )


def test_a_demand_under_a_consequence_is_an_ultimatum():
    assert keep([ultimatum()])[0].kind == "ultimatum"
    plain = ultimatum("Kenya asked Uganda to leave the island by Friday.", "asked")
    assert keep([plain])[0].kind == "demand"


def test_an_ultimatum_whose_day_has_passed_is_overdue_until_its_maker_acts():
    before = tell(3, "ASSAULT", "Kenya shelled a post in Uganda.", by=["KEN"], to=["UGA"])
    after = tell(9, "ASSAULT", "Kenya shelled a post in Uganda.", by=["KEN"], to=["UGA"])
    other = tell(9, "ASSAULT", "Kenya shelled a post in Somalia.", by=["KEN"], to=["SOM"])
    assert state_of(keep([ultimatum(), before, other])) == "overdue"
    assert state_of(keep([ultimatum(), after])) == "carried out"


def test_a_demand_not_to_act_is_refused_by_the_act():
    asked = tell(
        0,
        "REQUEST",
        "Kenya urged Uganda not to fill the dam.",
        by=["KEN"],
        to=["UGA"],
        trigger="urged",
        content="not to fill the dam",
        expected=expect("COERCE", by=["UGA"], negated=True),
    )
    filled = tell(6, "COERCE", "Uganda filled the dam.", by=["UGA"])
    assert state_of(keep([asked, filled])) == "refused"


def test_a_threat_whose_addressee_gave_in_is_open_until_a_report_says_more():
    spared = tell(5, "RETREAT", "Niger ended the raids.", by=["NER"], to=["MLI"])
    wait = threat(condition="if the raids went on", awaited=expect("ASSAULT", by=["NER"], to=["MLI"]))
    assert state_of(keep([wait, spared])) == "open"
    said = remark(7, "withdrawn", "Mali took back its threat to expel the envoy of Niger.", "MLI", "NER")
    assert state_of(keep([wait, spared], [said])) == "withdrawn"


def test_rebels_do_not_keep_what_their_state_promised():
    def by(sector):
        done = reopened(sentence="Rebels reopened the embassy of Egypt in Tripoli.")
        actor = replace(done.event.actor[0], sector=(sector,), entity_text="Rebels")
        return replace(done, event=replace(done.event, actor=(actor,)))

    assert state_of(keep([promise(), by("REB")])) == "open"
    assert state_of(keep([promise(), by("MIL")])) == "kept"


@pytest.mark.parametrize(
    ("sentence", "content", "reason"),
    [
        ("Egypt did not promise to reopen its embassy.", "reopen its embassy", "it is denied"),
        ("Egypt promised concern to the", "concern to the", "the content breaks off"),
    ],
)
def test_what_says_nothing_makes_no_commitment(sentence, content, reason):
    trigger = "promise" if "not" in sentence else "promised"
    assert keep([tell(0, "AGREE", sentence, by=["EGY"], trigger=trigger, content=content)]) == [], reason


def test_the_order_in_which_reports_come_does_not_matter():
    told = [promise(deadline=day(5)), reopened(), truce(2), demand()]
    said = [
        remark(7, "broken", "Chad broke the truce with Sudan.", "SDN", "TCD"),
        remark(8, "kept", "As agreed.", "EGY"),
    ]
    heard = [passage(9, "Uganda released the fishermen."), passage(11, "Uganda has not released the fishermen.")]
    wanted = keep(told, said, passages=heard)
    assert [c.state for c in wanted] == ["kept", "unknown", "broken"]
    for order in permutations(told):
        for ways in ((said, heard), (said[::-1], heard[::-1])):
            assert keep(order, ways[0], passages=ways[1]) == wanted


TOLD = [
    promise(deadline=day(5)),
    reopened(),
    truce(2),
    demand(),
    threat(),
    tell(9, "ASSAULT", "Sudan shelled a post in Chad.", by=["SDN"], to=["TCD"]),
]
SAID = [
    remark(7, "broken", "Chad broke the truce with Sudan.", "SDN", "TCD"),
    remark(14, "withdrawn", "Mali dropped its threat.", "MLI"),
]
HEARD = [passage(9, "Uganda released the fishermen."), passage(11, "Uganda has not released the fishermen.")]


@given(st.sets(st.sampled_from(range(len(TOLD)))), st.integers(0, 16))
def test_what_is_published_later_changes_no_earlier_ledger(chosen, as_of):
    told = [TOLD[n] for n in sorted(chosen)]
    early = [t for t in told if t.published <= day(as_of)]
    said, heard = ([x for x in found if x.published <= day(as_of)] for found in (SAID, HEARD))
    assert keep(told, SAID, as_of, HEARD) == keep(early, said, as_of, heard)


@given(st.sets(st.sampled_from(range(len(TOLD)))), st.integers(0, 16))
def test_a_history_only_grows(chosen, as_of):
    told = [TOLD[n] for n in sorted(chosen)]
    now = {c.id: c.history for c in keep(told, SAID, as_of, HEARD)}
    later = {c.id: c.history for c in keep(told, SAID, as_of + 5, HEARD)}
    assert now.keys() <= later.keys()
    assert all(later[key][: len(history)] == history for key, history in now.items())


def test_people_of_whom_a_promise_speaks_are_part_of_its_matter():
    words = "Zambia promised to pay maize farmers by June."
    farmers = Actor(code="ZMB", sector=("AGR",), entity_text="maize farmers", start=23, end=36)
    promised = tell(0, "AGREE", words, by=["ZMB"], to=["ZMB"], trigger="promised", content="pay maize farmers")
    promised = replace(promised, event=replace(promised.event, recipient=(farmers,)))
    paid = passage(9, "Zambia paid its maize farmers on Tuesday.")
    other = passage(9, "Zambia paid its teachers on Tuesday.")
    assert [c.state for c in keep([promised], passages=[paid])] == ["kept"]
    assert [c.state for c in keep([promised], passages=[other])] == ["open"]

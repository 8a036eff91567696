"""What sentences that were not coded tell of commitments: each thing that must count, and each look-alike that must not."""

import pytest

from ledger.made import day, expect, keep, passage, tell

WARNED = "Mali warned that it would expel the envoy of Niger if the dam at Kandadji was filled."


def promise(**more):
    return tell(
        0,
        "AGREE",
        "Norway promised Chad to repair two bridges near Abeche and Faya.",
        by=["NOR"],
        to=["TCD"],
        content="repair two bridges near Abeche and Faya",
        **more,
    )


def state_after(text, before="", number=10, **more):
    (one,) = keep([promise(**more)], passages=[passage(number, text, before)])
    return one.state


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        ("Norway has repaired the bridges near Abeche and Faya.", "kept", "nearly all words return"),
        ("Norway repaired one of the two bridges near Abeche and Faya.", "partly kept", "a part"),
        ("Norway repaired bridges near Abeche.", "partly kept", "one of two places"),
        ("Denmark has repaired the bridges near Abeche and Faya.", "open", "another did it"),
        ("Norway will repair the bridges near Abeche and Faya.", "open", "to come"),
        ("Norway refused to repair the bridges near Abeche and Faya.", "open", "not done"),
        ("Norway has not repaired the bridges near Abeche and Faya.", "open", "not done, but there is still time"),
        ("Norway had repaired the bridges near Abeche and Faya in 2014.", "open", "long before"),
        ("Norway repaired the bridges near Bergen and Voss.", "open", "elsewhere"),
        ("Norway repaired a radio for Mali.", "open", "about something else"),
    ],
)
def test_a_sentence_counts_only_if_it_tells_that_the_doer_did_it(text, state, reason):
    assert state_after(text) == state, reason


def test_the_doer_may_stand_in_the_sentence_before():
    text = "The bridges near Abeche and Faya were repaired."
    assert state_after(text, "The envoy of Norway cut a ribbon.") == "kept"
    assert state_after(text, "The envoy of Denmark cut a ribbon.") == "open"
    assert state_after(text) == "open", "nobody is named"


def test_after_its_day_a_report_that_it_was_not_done_breaks_a_promise():
    text = "Norway has not repaired the bridges near Abeche and Faya."
    assert state_after(text, deadline=day(8)) == "broken"


def test_a_report_that_it_was_not_done_contradicts_one_that_it_was():
    told = [
        passage(10, "Norway has repaired the bridges near Abeche and Faya."),
        passage(12, "Norway has not repaired the bridges near Abeche and Faya."),
    ]
    (one,) = keep([promise()], passages=told)
    assert [c.state for c in one.history] == ["open", "kept", "unknown"]


def test_what_a_sentence_tells_is_less_sure_than_an_event_and_is_quoted():
    text = "Norway has repaired the bridges near Abeche and Faya."
    (one,) = keep([promise()], passages=[passage(10, text, name="b")])
    assert one.history[-1].confidence <= 0.5
    assert one.history[-1].why.endswith(f"b: {text}")


def threat():
    return tell(
        0,
        "THREATEN",
        WARNED,
        by=["MLI"],
        to=["NER"],
        trigger="warned",
        content="expel the envoy of Niger",
        condition="if the dam at Kandadji was filled",
        expected=expect("SANCTION", "expel", by=["MLI"], to=["NER"]),
    )


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Niger has filled the dam at Kandadji.", "condition met"),
        ("Niger will fill the dam at Kandadji.", "open"),
        ("Niger has not filled the dam at Kandadji.", "open"),
        ("Chad has filled the dam at Kandadji.", "open"),
    ],
)
def test_a_condition_is_met_by_a_sentence_that_repeats_it(text, state):
    (one,) = keep([threat()], passages=[passage(6, text)])
    assert one.state == state


def test_what_the_report_of_the_saying_tells_besides_is_its_background():
    (one,) = keep([threat()], passages=[passage(0, "Niger has filled the dam at Kandadji.")])
    assert one.state == "open"


def test_a_pronoun_stands_for_what_the_sentence_before_names():
    said = "It promised to let them in by Friday."
    told = tell(0, "AGREE", said, by=["TCD"], trigger="promised", content="let them in", name="a")
    here = passage(0, said, "Chad has given its word to the drivers: vaccine lorries may enter Abeche.", name="a")
    done = passage(9, "Chad let the vaccine lorries into Abeche.", name="b")
    other = passage(9, "Chad let the herdsmen into Faya.", name="b")
    assert keep([told], passages=[here, done])[0].state == "kept"
    assert keep([told], passages=[here, other])[0].state == "open"

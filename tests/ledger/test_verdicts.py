"""What remarks mean for commitments: which one they speak of, and what they say of its kind."""

from dataclasses import replace

import pytest

from ledger.made import day, expect, keep, remark, tell


def promise(number=0, by="NOR", to="TCD", matter="reopen the mission in Abeche", **more):
    return tell(
        number,
        "AGREE",
        f"It promised to {matter}.",
        by=[by],
        to=[to],
        trigger="promised",
        content=matter,
        name=f"{by}-{number}-{len(matter)}",
        **more,
    )


def state_of(found, number=0):
    return found[number].state


@pytest.mark.parametrize(
    ("said", "text", "codes", "state", "reason"),
    [
        ("broken", "Norway broke its word to Chad.", ("NOR", "TCD"), "broken", "it can mean no other"),
        (
            "broken",
            "Norway broke its promise to cut the price of fish.",
            ("NOR",),
            "open",
            "it says which one it means",
        ),
        ("broken", "Norway broke its nuclear pledge.", ("NOR",), "open", "the saying has no such word"),
        ("broken", "Norway broke its mission pledge.", ("NOR",), "broken", "the saying has that word"),
        ("broken", "Norway broke a pledge.", ("NOR",), "open", "it points at none"),
        ("broken", "Denmark broke its word.", ("DNK",), "open", "another's word"),
        ("withdrawn", "Norway took back its threat.", ("NOR",), "open", "another kind of saying"),
        ("kept", "Norway made good on its promise.", ("NOR",), "kept", "an idiom"),
        ("kept", "Norway delivered a warm promise.", ("NOR",), "open", "any promise, and not the one that was made"),
        ("denied", "Norway denied that it had promised anything.", ("NOR",), "unknown", "its maker denies it"),
        ("denied", "Chad denied that it had promised anything.", ("TCD",), "open", "its addressee denies another"),
    ],
)
def test_a_remark_that_repeats_nothing_means_the_only_saying_that_it_can(said, text, codes, state, reason):
    assert state_of(keep([promise()], [remark(12, said, text, *codes)])) == state, reason


def test_of_two_sayings_such_a_remark_means_neither():
    two = [promise(), promise(2, matter="send grain to Faya")]
    said = remark(12, "broken", "Norway broke its word.", "NOR")
    assert [c.state for c in keep(two, [said])] == ["open", "open"]


def test_of_two_sayings_it_means_the_one_whose_both_sides_it_names():
    two = [promise(), promise(2, to="MLI", matter="send grain to Gao")]
    said = remark(12, "broken", "Norway broke its word to Mali.", "NOR", "MLI")
    assert [c.state for c in keep(two, [said])] == ["open", "broken"]


def test_an_old_saying_is_not_meant():
    said = remark(500, "broken", "Norway broke its word.", "NOR")
    assert state_of(keep([promise()], [said], as_of=600)) == "open"


def test_what_is_only_demanded_is_no_demand_withdrawn():
    text = "Kenya demanded again that Uganda withdraw its guards from the island."
    demand = tell(
        0,
        "REQUEST",
        "Kenya demanded that Uganda withdraw its guards from the island.",
        by=["KEN"],
        to=["UGA"],
        trigger="demanded",
        content="Uganda withdraw its guards from the island",
        expected=expect("RETREAT", "withdraw", by=["UGA"]),
    )
    again = tell(
        5,
        "REQUEST",
        text,
        by=["KEN"],
        to=["UGA"],
        trigger="demanded",
        content="Uganda withdraw its guards from the island",
        expected=expect("RETREAT", "withdraw", by=["UGA"]),
        name="remark-005",
    )
    assert state_of(keep([demand, again], [remark(5, "withdrawn", text, "KEN", "UGA")])) == "open"


def test_a_missed_deadline_breaks_what_was_due_about_then():
    said = remark(22, "broken", "The deadline passed and Norway sent nobody to Chad.", "NOR", "TCD")
    assert state_of(keep([promise(deadline=day(20))], [said])) == "broken"
    assert state_of(keep([promise(deadline=day(60))], [said])) == "overdue"


def test_what_only_the_sentence_before_tells_is_meant_where_the_remark_points_at_it():
    before = "Norway had promised to reopen the mission in Abeche."
    pointing = remark(12, "kept", "Norway made good on that promise.", "NOR")
    another = remark(12, "kept", "Norway complied with the law on fish.", "NOR")
    assert state_of(keep([promise()], [replace(pointing, before=before)])) == "kept"
    assert state_of(keep([promise()], [replace(another, before=before)])) == "open"


@pytest.mark.parametrize(
    ("own", "text", "state", "reason"),
    [
        (True, "Norway broke that promise.", "broken", "it points at it"),
        (True, "Norway failed on its deal for the mission in Abeche.", "open", "background of the same report"),
        (False, "Norway failed on its deal for the mission in Abeche.", "broken", "a later report"),
        (False, "Norway has repeatedly broken that promise.", "open", "a habit is no change"),
        (False, "Norway has long broken that promise.", "open", "what has long been so is no change"),
    ],
)
def test_in_the_report_of_the_saying_only_what_points_at_it_counts(own, text, state, reason):
    said = promise()
    later = remark(12, "broken", text, "NOR", "TCD", weight=0.95)
    later = replace(later, document=said.event.document, start=400, end=400 + len(text)) if own else later
    assert state_of(keep([said], [later])) == state, reason

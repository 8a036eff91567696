"""Reviews laid over coded events, without an archive."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from dragoman.record.event import Event
from dragoman.record.jsonl import to_builtins
from dragoman.record.review import Anchor, Review
from dragoman.review.fold import find_anchored, fold_report, list_standing, make_anchor
from store.made import code_made, make_report

REPORT = make_report("a", "NOR ACCUSE TCD 2021-02-08. SDN ASSAULT EGY. NOR ACCUSE TCD")
CODED = code_made(REPORT, "made 1", {}).events
FIRST = make_anchor(CODED[0], CODED)


def review(
    number: int, action: str, by: str = "Ada", about: Anchor = FIRST, undoes: str | None = None, **value: Any
) -> Review:
    return Review(
        id=f"r{number}", number=number, action=action, by=by, at=datetime(2026, 1, 1, tzinfo=UTC), documents=("a",),
        about=(about,), value=value, undoes=undoes,
    )  # fmt: skip


def fold(*reviews: Review, coded: tuple[Event, ...] = CODED) -> tuple[Event, ...]:
    return fold_report("a", coded, reviews).events


def test_the_last_word_on_each_field_stands() -> None:
    now = fold(
        review(1, "correct", status="future"),
        review(2, "correct", by="Bo", status="negated"),
        review(3, "correct", mode="allege"),
    )
    assert (now[0].status, now[0].mode) == ("negated", "allege")
    assert now[1:] == CODED[1:]


def test_who_accepts_or_corrects_what_was_rejected_brings_it_back() -> None:
    assert fold(review(1, "reject")) == CODED[1:]
    assert [e.id for e in fold(review(1, "correct", status="future"), review(2, "reject"), review(3, "accept"))] == [
        e.id for e in CODED
    ]
    assert fold(review(1, "correct", status="future"), review(2, "reject"), review(3, "accept"))[0].status == "future"


def test_an_undo_that_is_undone_undoes_nothing() -> None:
    reject, undo, again = review(1, "reject"), review(2, "undo", undoes="r1"), review(3, "undo", undoes="r2")
    assert list_standing([reject, undo]) == []
    assert list_standing([again, reject, undo]) == [reject]


def test_reviews_of_others_reports_are_passed_over() -> None:
    assert fold(replace(review(1, "reject"), documents=("b",))) == CODED


def test_an_anchor_is_found_by_id_then_by_place_and_type_then_by_words_in_common() -> None:
    moved = tuple(replace(e, id=f"n{n}") for n, e in enumerate(CODED))
    assert find_anchored(FIRST, moved) == moved[0]
    shorter = tuple(replace(e, trigger=replace(e.trigger, end=e.trigger.end - 1)) for e in moved)
    assert find_anchored(FIRST, shorter) == shorter[0]
    assert find_anchored(FIRST, moved[1:]) is None
    assert find_anchored(FIRST, tuple(replace(e, event="AID") for e in moved)) is None


def test_two_of_one_type_on_one_trigger_are_told_apart_by_their_order() -> None:
    two = (CODED[0], replace(CODED[0], id="twin"))
    anchor = make_anchor(two[1], two)
    assert anchor.ordinal == 1
    later = tuple(replace(e, id=f"n{n}") for n, e in enumerate(two))
    assert find_anchored(anchor, later) == later[1]


def test_what_a_newer_coder_finds_and_a_person_had_added_is_one_event() -> None:
    added = replace(CODED[1], id="added", coder="review", status="negated")
    said = review(1, "add", about=make_anchor(added, [added]), **to_builtins(added))
    assert [e.id for e in fold(said, coded=CODED[:1])] == [CODED[0].id, "added"]
    folded = fold_report("a", CODED, [said])
    assert [(e.id, e.status) for e in folded.events if e.event == "ASSAULT"] == [("added", "negated")]
    assert {one.id: one.verdict for one in folded.judged} == {CODED[1].id: "corrected", "added": "added"}


def test_people_differ_only_by_what_each_last_saw() -> None:
    accept, correct = review(1, "accept", by="Ada"), review(2, "correct", by="Bo", status="future")
    (one,) = fold_report("a", CODED, [accept, correct]).judged
    assert one.contested
    (one,) = fold_report("a", CODED, [correct, replace(accept, number=3, id="r3")]).judged
    assert not one.contested
    assert one.reviewers == ("Bo", "Ada")

"""Ids depend on content alone and tell contents apart."""

from datetime import date

from dragoman.record.ids import document_id, event_id

EVENT = ("d", 1, 10, "ACCUSE", 0, "dragoman 1")


def test_ids_are_the_same_for_ever() -> None:
    # Written down once: a change here breaks every archive that refers to these ids.
    assert document_id("The envoys met.", date(2020, 12, 27)) == "c60d3b4a9cd2a2b8"
    assert event_id(*EVENT) == "cd039bc99f13d9c4"


def test_each_part_counts() -> None:
    changed = [
        ("e", *EVENT[1:]),
        *((*EVENT[:i], value, *EVENT[i + 1 :]) for i, value in ((1, 2), (2, 11), (3, "AID"), (4, 1), (5, "x"))),
    ]
    ids = {event_id(*parts) for parts in (EVENT, *changed)}  # type: ignore[arg-type]
    assert len(ids) == 7
    assert document_id("a", None) != document_id("a", date(2020, 1, 1)) != document_id("b", date(2020, 1, 1))


def test_parts_do_not_run_together() -> None:
    assert event_id("d", 1, 10, "A", 0, "x") != event_id("d", 11, 0, "A", 0, "x")

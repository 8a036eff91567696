"""Whatever the order and the batches in which tellings come, their happenings are the same."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dragoman.reconcile import Gist, part_by_reach
from dragoman.record.happening import Happening, Telling
from reconcile.make import make_actor, make_place, make_telling
from reconcile.plain import join_plainly
from reconcile.shelf import Shelf, join_all

START = date(2021, 2, 1)
DAYS = (date(2021, 2, 7), date(2021, 2, 9), date(2021, 3, 20))
SENTENCES = (
    ("Gunmen killed 12 soldiers near the old bridge.", "killed"),
    ("Twelve troops were shot dead at the bridge.", "shot"),
    ("A second raid killed three villagers.", "killed"),
    ("The minister spoke after the attack on the bridge.", "attack"),
)
PLACES = (None, make_place("Kano", "NGA"), make_place("Jos", "NGA"), make_place("Nigeria", "NGA", 1))


@st.composite
def draw_telling(draw: st.DrawFn) -> Telling:
    """A telling of one of few acts, so that many of them are alike; dated in one of many ways."""
    sentence, trigger = draw(st.sampled_from(SENTENCES))
    published = START + timedelta(draw(st.integers(0, 20)))
    back, length = draw(st.integers(0, 7)), draw(st.sampled_from((0, 0, 1, 6, 6, 40)))
    day = published - timedelta(back) if draw(st.integers(0, 2)) == 0 else None
    number = draw(st.integers(0, 5))
    root = draw(st.sampled_from(("", "", "", "root")))
    actors = (
        (),
        (make_actor("NGA"),),
        (make_actor("NGA"),),
        (make_actor("TCD"),),
        (make_actor("NGA"), make_actor("TCD")),
    )
    actor = draw(st.sampled_from(actors))
    return make_telling(
        sentence,
        trigger,
        document=f"{draw(st.integers(0, 40))}",
        event=draw(st.sampled_from(("ASSAULT", "ASSAULT", "ASSAULT", "CONSULT"))),
        published=published,
        day=day,
        enddate=day and day + timedelta(length),
        said=draw(st.sampled_from(("", "The", "bridge"))) if "The" in sentence and "bridge" in sentence else "",
        actor=actor,
        recipient=draw(st.sampled_from(((), (make_actor("NGA", "villagers", sector=("CVL",)),)))),
        event_loc=draw(st.sampled_from(PLACES)),
        mode=draw(st.sampled_from((None, "firearms"))),
        number=number,
        root=root or None,
        first_published=published - timedelta(draw(st.integers(0, 8))) if root else None,
    )


def draw_tellings() -> st.SearchStrategy[list[Telling]]:
    """Tellings with ids of their own."""
    return st.lists(draw_telling(), min_size=8, max_size=28, unique_by=lambda t: t.event.id)


def plainly(tellings: Iterable[Telling]) -> list[Happening]:
    """All happenings, joined by the book."""
    return sorted(join_plainly(tellings), key=lambda h: h.id)


@settings(phases=[Phase.generate], max_examples=600, deadline=None)
@given(draw_tellings(), st.randoms(use_true_random=False))
def test_every_telling_is_in_one_happening_whatever_the_order(tellings: list[Telling], chance) -> None:
    happenings = join_all(tellings)
    assert sorted(e for h in happenings for e in h.events) == sorted(t.event.id for t in tellings)
    assert len({h.id for h in happenings}) == len(happenings)
    kinds = {t.event.id: t.event.event for t in tellings}
    assert all({kinds[e] for e in h.events} == {h.event} for h in happenings)
    shuffled = list(tellings)
    chance.shuffle(shuffled)
    assert join_all(shuffled) == happenings


@settings(phases=[Phase.generate], max_examples=900, deadline=None)
@given(draw_tellings(), st.randoms(use_true_random=False))
def test_batches_end_where_all_at_once_ends(tellings: list[Telling], chance) -> None:
    """An archive that looks only at what lies in reach, and then forgets some reports, while others come."""
    shelf, coming = Shelf(), list(tellings)
    chance.shuffle(coming)
    while coming:
        size = chance.randint(1, 5)
        batch, coming = coming[:size], coming[size:]
        shelf.exchange(batch)
    assert shelf.happenings == plainly(tellings)
    gone = [t for t in tellings if chance.random() < 0.3]
    back = [t for t in gone if chance.random() < 0.3]
    shelf.exchange([], [t.event.id for t in gone])
    assert shelf.happenings == plainly(t for t in tellings if t not in gone)
    others = [t for t in tellings if t not in gone and chance.random() < 0.2]
    shelf.exchange(back, [t.event.id for t in others])
    assert shelf.happenings == plainly(t for t in tellings if t not in others and (t not in gone or t in back))


@settings(phases=[Phase.generate], max_examples=300, deadline=None)
@given(draw_tellings(), st.randoms(use_true_random=False))
def test_one_by_one(tellings: list[Telling], chance) -> None:
    """Where each comes by itself, and a telling is put in the place of one with its id (its chain has another head now)."""
    shelf = Shelf()
    for telling in tellings:
        shelf.exchange([telling])
    changed = chance.choice(tellings)
    other = replace(
        changed, root="another", first_published=(changed.published or START) - timedelta(chance.randint(0, 8))
    )
    shelf.exchange([other], [changed.event.id])
    assert shelf.happenings == plainly([other, *(t for t in tellings if t is not changed)])


def test_what_lies_apart_has_nothing_to_do_with_each_other() -> None:
    one, near, far = (Gist(make_telling(document=f"{day}", day=day)) for day in DAYS)
    ((reach, _),) = part_by_reach([one])
    assert (reach.event, reach.status) == ("ACCUSE", "actual")
    assert reach.first < DAYS[0] < reach.last
    assert (reach.last - reach.first).days <= 28
    assert [some for _, some in part_by_reach([far, one])] == [[one], [far]]
    ((both, some),) = part_by_reach([near, one])
    assert some == [one, near]
    assert (both.first, (both.last - reach.last).days) == (reach.first, 2)
    other = Gist(make_telling(day=DAYS[0], event="ASSAULT"))
    assert [some for _, some in part_by_reach([other, one])] == [[one], [other]]


def test_a_report_without_any_day_has_a_happening() -> None:
    (happening,) = join_all([make_telling(published=None)])
    assert (happening.date, happening.date_basis, happening.first_reported) == (None, "none", None)


def make_act(document: str, published: date, day: date | None = None, enddate: date | None = None) -> Telling:
    """One and the same act, told by another report."""
    return make_telling(
        *SENTENCES[0],
        document=document,
        event="ASSAULT",
        published=published,
        day=day,
        enddate=enddate,
        actor=(make_actor("NGA"),),
    )


FAR = {
    # A dated telling takes in one of "last week", whose group founded that of two days on, which another then follows.
    "a founder ten days later": (
        make_act("new", date(2021, 2, 8), date(2021, 2, 7)),
        [
            make_act("week", date(2021, 2, 15), date(2021, 2, 7), date(2021, 2, 13)),
            make_act("next", date(2021, 2, 15)),
            make_act("last", date(2021, 2, 17)),
        ],
    ),
    # What may have been on any day of a week leaves an earlier day for a later one.
    "a day six days before": (
        make_act("new", date(2021, 2, 16), date(2021, 2, 15)),
        [
            make_act("span", date(2021, 2, 16), date(2021, 2, 9), date(2021, 2, 15)),
            make_act("old", date(2021, 2, 10), date(2021, 2, 9)),
        ],
    ),
}


@pytest.mark.parametrize("case", FAR)
def test_far_happenings_change_and_are_in_reach(case: str) -> None:
    """Such cases are too rare for chance to find."""
    new, known = FAR[case]
    shelf = Shelf(known)
    before = shelf.happenings
    shelf.exchange([new])
    assert shelf.happenings == plainly([new, *known])
    assert len([h for h in shelf.happenings if h not in before]) > 1
    shelf.exchange([], [new.event.id])
    assert shelf.happenings == before

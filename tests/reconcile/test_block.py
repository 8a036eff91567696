"""Whatever the order and the batches in which tellings come, their happenings are the same."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dragoman.reconcile import join_block, join_blocks, list_blocks, reach_of
from dragoman.record.happening import Happening, Telling
from reconcile.make import make_actor, make_place, make_telling

START = date(2021, 2, 1)
# All blocks of the days in which the made tellings lie, and of some weeks around.
BLOCKS = [f"{event}|actual|{START + timedelta(day)}" for event in ("ASSAULT", "CONSULT") for day in range(-45, 65)]
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


def day_of(telling: Telling) -> date:
    """A telling's day as reach_of counts it."""
    return telling.event.date or telling.published or date.min


def within_reach(block: str, tellings: Iterable[Telling]) -> list[Telling]:
    """What an archive fetches for a block."""
    reach = reach_of(block)
    return [
        t
        for t in tellings
        if (t.event.event, t.event.status) == (reach.event, reach.status) and reach.first <= day_of(t) <= reach.last
    ]


def join_all(tellings: Sequence[Telling]) -> dict[str, list[Happening]]:
    """All at once."""
    return {block: found for block, found in join_blocks(BLOCKS, tellings).items() if found}


@settings(phases=[Phase.generate], max_examples=600, deadline=None)
@given(draw_tellings(), st.randoms(use_true_random=False))
def test_every_telling_is_in_one_happening_whatever_the_order(tellings: list[Telling], chance) -> None:
    joined = join_all(tellings)
    happenings = [h for found in joined.values() for h in found]
    assert sorted(e for h in happenings for e in h.events) == sorted(t.event.id for t in tellings)
    assert len({h.id for h in happenings}) == len(happenings)
    kinds = {t.event.id: t.event.event for t in tellings}
    assert all({kinds[e] for e in h.events} == {h.event} for h in happenings)
    shuffled = list(tellings)
    chance.shuffle(shuffled)
    assert join_all(shuffled) == joined


@settings(phases=[Phase.generate], max_examples=600, deadline=None)
@given(draw_tellings(), st.randoms(use_true_random=False))
def test_batches_end_where_all_at_once_ends(tellings: list[Telling], chance) -> None:
    """An archive that joins only the dirty blocks, each from the tellings in its reach alone, and then forgets some reports."""
    kept: list[Telling] = []
    archive: dict[str, list[Happening]] = {}

    def change(kept: list[Telling], changed: Iterable[Telling]) -> None:
        for block in {b for t in changed for b in list_blocks(t)}:
            archive[block] = join_block(block, within_reach(block, kept))

    coming = list(tellings)
    chance.shuffle(coming)
    while coming:
        size = chance.randint(1, 5)
        batch, coming = coming[:size], coming[size:]
        kept += batch
        change(kept, batch)
    assert {b: found for b, found in archive.items() if found} == join_all(tellings)
    gone = [t for t in tellings if chance.random() < 0.3]
    kept = [t for t in tellings if t not in gone]
    change(kept, gone)
    assert {b: found for b, found in archive.items() if found} == join_all(kept)


@settings(phases=[Phase.generate], max_examples=600, deadline=None)
@given(draw_tellings())
def test_what_one_more_changes_is_listed(tellings: list[Telling]) -> None:
    new, *known = tellings
    before, after = (join_blocks(BLOCKS, some) for some in (known, tellings))
    assert {block for block in BLOCKS if before[block] != after[block]} <= list_blocks(new)


def test_a_block_is_a_day_of_one_type_and_status() -> None:
    telling = make_telling("Norway condemned Chad on Sunday.", day=date(2021, 2, 7), said="Sunday")
    blocks = list_blocks(telling)
    assert "ACCUSE|actual|2021-02-07" in blocks
    assert len(blocks) <= 20
    reach = reach_of("ACCUSE|actual|2021-02-07")
    assert (reach.event, reach.status) == ("ACCUSE", "actual")
    assert reach.first < date(2021, 2, 7) < reach.last
    (happening,) = join_block("ACCUSE|actual|2021-02-07", [telling])
    assert happening.date == date(2021, 2, 7)


def test_a_report_without_any_day_has_a_block() -> None:
    telling = make_telling(published=None)
    (block,) = list_blocks(telling)
    (happening,) = join_block(block, [telling])
    assert (happening.date, happening.date_basis, happening.first_reported) == (None, "none", None)


@pytest.mark.parametrize("name", ["", "ACCUSE|actual", "ACCUSE|actual|soon"])
def test_no_name_of_a_block(name: str) -> None:
    with pytest.raises(ValueError):
        reach_of(name)


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
        "ASSAULT|actual|2021-02-17",
    ),
    # What may have been on any day of a week leaves an earlier day for a later one.
    "a day six days before": (
        make_act("new", date(2021, 2, 16), date(2021, 2, 15)),
        [
            make_act("span", date(2021, 2, 16), date(2021, 2, 9), date(2021, 2, 15)),
            make_act("old", date(2021, 2, 10), date(2021, 2, 9)),
        ],
        "ASSAULT|actual|2021-02-09",
    ),
}


@pytest.mark.parametrize("case", FAR)
def test_far_blocks_change_and_are_listed(case: str) -> None:
    """Such cases are too rare for chance to find."""
    new, known, block = FAR[case]
    assert join_all(known).get(block) != join_all([*known, new]).get(block)
    assert block in list_blocks(new)
    assert join_block(block, within_reach(block, [*known, new])) == join_all([*known, new]).get(block, [])

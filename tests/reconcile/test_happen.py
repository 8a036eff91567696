"""What is said of a happening that several tellings make up."""

from dataclasses import replace
from datetime import date

import pytest

from dragoman.reconcile.gist import Gist, order_telling
from dragoman.reconcile.happen import make_happening
from dragoman.record.happening import Disagreement, Happening, Telling, Variant
from dragoman.record.span import Span
from reconcile.make import make_actor, make_place, make_telling

DAY = date(2021, 2, 8)


def sum_up(*tellings: Telling, kind: str = "dated") -> Happening:
    """The happening of some tellings."""
    return make_happening([Gist(t) for t in sorted(tellings, key=order_telling)], DAY, kind)


def told(document: str, confidence: float = 0.5, **fields: object) -> Telling:
    """A telling of a report of its own outlet."""
    return make_telling(
        **{"document": document, "publication": f"Outlet {document}", "confidence": confidence, "day": DAY} | fields
    )


@pytest.mark.parametrize("ids", [("a", "b"), ("b", "a")])
def test_what_one_report_tells_stands_in_its_order_whatever_the_ids(ids: tuple[str, str]) -> None:
    first, second = (
        replace(one, event=replace(one.event, id=id, trigger=Span("met", start, start + 3)))
        for one, id, start in zip([told("r"), told("r")], ids, (4, 40), strict=True)
    )
    assert sorted([second, first], key=order_telling) == [first, second]


def test_all_fields_of_one_telling() -> None:
    telling = told(
        "a", mode="disapprove", context=("military",), content=Span("leave", 0, 5), event_loc=make_place("Kano", "NGA")
    )
    happening, event = sum_up(telling), telling.event
    for field in ("event", "mode", "context", "quad_code", "event_scale", "status", "actor", "recipient", "content"):
        assert getattr(happening, field) == getattr(event, field), field
    assert (happening.date, happening.enddate, happening.date_basis) == (DAY, DAY, "stated")
    assert happening.event_loc == event.event_loc
    assert (happening.reports, happening.events) == (("a",), ("a-0",))
    assert happening.first_reported == happening.last_reported == telling.published
    assert happening.confidence == 0.5
    assert happening.disagreements == ()


def test_agreement_outweighs_one_confident_voice() -> None:
    modes = [told("a", 0.8, mode="allege"), told("b", 0.5, mode="disapprove"), told("c", 0.5, mode="disapprove")]
    assert sum_up(*modes).mode == "disapprove"
    # ... but ten reports of one outlet are one voice.
    same = [told(d, 0.5, mode="disapprove", publication="The Tub") for d in "bcdefgh"]
    assert sum_up(modes[0], *same).mode == "allege"


def test_scale_and_class_are_those_of_the_mode() -> None:
    soft = told("a", 0.9, mode=None, event_scale=-2.0, quad_code=3)
    hard = [told(d, 0.6, mode="allege", event_scale=-3.5, quad_code=3) for d in "bc"]
    assert (sum_up(soft, *hard).mode, sum_up(soft, *hard).event_scale) == ("allege", -3.5)


def test_parties_in_their_best_form() -> None:
    plain, office = make_actor("NOR", "Norway"), make_actor("NOR", "Ada Berg", office="foreign minister")
    stray = make_actor("SWE", "Sweden")
    happening = sum_up(
        told("a", actor=(plain,)), told("b", actor=(office,)), told("c", actor=(plain, stray)), told("d", actor=())
    )
    assert happening.actor == (office,)  # Sweden has one source of three


def test_two_parties_of_one_country_stay_two() -> None:
    pair = (make_actor("NOR", "Norway"), make_actor("NOR", "Ada Berg"))
    assert len(sum_up(told("a", actor=pair), told("b", actor=pair)).actor) == 2


def test_the_named_and_smallest_place_wins() -> None:
    kano, nigeria = make_place("Kano", "NGA"), make_place("Nigeria", "NGA", 1)
    somewhere = make_place("the town", "NGA", geonameid=None)
    tellings = [
        told("a", event_loc=nigeria),
        told("b", event_loc=nigeria),
        told("c", event_loc=kano),
        told("d", event_loc=somewhere),
    ]
    assert sum_up(*tellings).event_loc == kano


@pytest.mark.parametrize(
    ("kind", "tellings", "days"),
    [
        ("loose", [make_telling()], (DAY, DAY, "published")),
        ("loose", [make_telling(day=date(2021, 2, 1), enddate=date(2021, 2, 7))], (date(2021, 2, 1), date(2021, 2, 7), "stated")),
        ("old", [make_telling("Norway protested after the raid.", "raid")], (None, None, "none")),
        ("apart", [make_telling(day=date(2021, 1, 1), enddate=date(2021, 1, 31))], (date(2021, 1, 1), date(2021, 1, 31), "stated")),
        ("apart", [make_telling(published=None)], (None, None, "none")),
    ],
)  # fmt: skip
def test_days(kind: str, tellings: list[Telling], days: tuple[date | None, date | None, str]) -> None:
    happening = sum_up(*tellings, kind=kind)
    assert (happening.date, happening.enddate, happening.date_basis) == days


def test_what_has_come_to_be_alone_has_no_day() -> None:
    done = make_telling("Norway has condemned Chad.", number=3)
    assert sum_up(done, kind="loose").date_basis == "none"
    assert sum_up(done, make_telling(document="b"), kind="loose").date == DAY


def test_sources_are_counted_once() -> None:
    def count(*tellings: Telling) -> int:
        return sum_up(*tellings).independent_sources

    assert count(told("a"), told("b")) == 2
    assert count(told("a"), told("b", root="a")) == 1  # one chain
    assert count(told("a", publication="The Tub"), told("b", publication="Tub ")) == 1  # one outlet
    assert count(told("a", republished_from="Agency"), told("b", republished_from="agency")) == 1  # one origin
    assert count(told("a", publication="Agency"), told("b", republished_from="Agency")) == 1
    assert (
        count(told("a"), told("b", root="a"), told("c", publication="Outlet b"), told("d")) == 2
    )  # and what hangs on it
    assert count(told("a", publication=None), told("b", publication=None)) == 2  # nothing known, nothing shared


def test_confidence_grows_with_sources_and_never_falls() -> None:
    one, two, three = (sum_up(*(told(d, 0.5) for d in "abc"[:n])).confidence for n in (1, 2, 3))
    assert 0.5 == one < two < three < 1
    assert sum_up(told("a", 0.5), told("b", 0.5, root="a")).confidence == one
    assert sum_up(told("a", 0.9), told("b", 0.1)).confidence >= 0.9


DEAD = "Gunmen killed {} people in Kano."
DIFFER = {
    "toll": (
        [told("a", sentence=DEAD.format(12), trigger="killed"), told("b", sentence=DEAD.format(15), trigger="killed")],
        Disagreement(field="toll", values=(Variant(value="12 dead", events=("a-0",)), Variant(value="15 dead", events=("b-0",)))),
    ),
    "mode": (
        [told("a", mode="allege"), told("b", mode="disapprove"), told("c", mode="disapprove"), told("d")],
        Disagreement(
            field="mode",
            values=(Variant(value="disapprove", events=("b-0", "c-0")), Variant(value="allege", events=("a-0",))),
        ),
    ),
    "recipient": (
        [told("a", recipient=(make_actor("TCD"),)), told("b", recipient=(make_actor("MLI"),))],
        Disagreement(field="recipient", values=(Variant(value="MLI", events=("b-0",)), Variant(value="TCD", events=("a-0",)))),
    ),
    "actor": (
        [told(d, actor=(make_actor("NOR", name, office="minister"),)) for d, name in (("a", "Ada Berg"), ("b", "Ole Dahl"))],
        Disagreement(field="actor", values=(Variant(value="Ada Berg", events=("a-0",)), Variant(value="Ole Dahl", events=("b-0",)))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("field", DIFFER)
def test_disagreements_are_kept(field: str) -> None:
    tellings, disagreement = DIFFER[field]
    assert sum_up(*tellings).disagreements == (disagreement,)


def test_what_one_leaves_open_is_no_disagreement() -> None:
    twice = told("b", sentence="Gunmen killed 12 people, and 15 were killed later.", trigger="killed")
    assert sum_up(told("a", sentence=DEAD.format(12), trigger="killed"), twice).disagreements == ()
    assert sum_up(told("a", mode="allege"), told("b")).disagreements == ()


def test_the_id_is_that_of_the_earliest_telling() -> None:
    early = told("z", published=date(2021, 2, 9))
    assert sum_up(early, told("a")).id == sum_up(early).id
    assert sum_up(early, told("a")).id != sum_up(told("a")).id

"""What speaks for one happening behind two tellings, and what rules it out."""

from datetime import date

import pytest
from hypothesis import given, settings

from dragoman.reconcile.compare import list_levels, load_weights, weigh_pair
from dragoman.reconcile.gist import Gist
from dragoman.record.happening import Telling
from reconcile.make import make_actor, make_place, make_telling
from reconcile.test_reach import draw_tellings

NOR, TCD, MLI = (make_actor(code) for code in ("NOR", "TCD", "MLI"))
KANO, JOS, NIGERIA = make_place("Kano", "NGA"), make_place("Jos", "NGA"), make_place("Nigeria", "NGA", 1)
MONDAY, TUESDAY = date(2021, 2, 8), date(2021, 2, 9)


def raid(document: str = "b", **fields: object) -> Telling:
    """An attack in Kano, told plainly."""
    known = {"event": "ASSAULT", "actor": (NOR,), "recipient": (TCD,), "event_loc": KANO, "day": MONDAY}
    return make_telling(
        **{"sentence": "Gunmen shelled a market.", "trigger": "shelled", "document": document} | known | fields
    )


OUT = {
    "two days, as stated": (raid("a"), raid(day=TUESDAY)),
    "actors of two countries": (raid("a"), raid(actor=(MLI,))),
    "the other way round": (raid("a"), raid(actor=(TCD,), recipient=(NOR,))),
    "two towns": (raid("a"), raid(event_loc=JOS)),
    "a meeting with another": (
        raid("a", event="CONSULT"),
        raid(event="CONSULT", recipient=(MLI,)),
    ),
    "published before the day": (raid("a"), raid(day=None, published=date(2021, 2, 6))),
}


@pytest.mark.parametrize("case", OUT)
def test_there_cannot_be_one_happening(case: str) -> None:
    assert weigh_pair(*map(Gist, OUT[case])) is None


ONE = {
    "the same words": (raid("a"), raid()),
    "the place left open": (raid("a"), raid(event_loc=None)),
    "a town and its country": (raid("a"), raid(event_loc=NIGERIA)),
    "the actor left open": (raid("a"), raid(actor=())),
    "a place that is only pointed at": (raid("a"), raid(event_loc=make_place("the town", "NGA", geonameid=None))),
    "a meeting, told from the other side": (
        raid("a", event="CONSULT"),
        raid(event="CONSULT", actor=(TCD,), recipient=(NOR,)),
    ),
    "no day": (raid("a"), raid(day=None)),
}


@pytest.mark.parametrize("case", ONE)
def test_much_speaks_for_one(case: str) -> None:
    weight = weigh_pair(*map(Gist, ONE[case]))
    assert weight is not None
    assert weight > 0


WORSE = {
    "other words": raid(sentence="A bakery was shelled by night.", trigger="shelled"),
    "another mode": raid(mode="firearms"),
    "a second raid": raid(sentence="A second time gunmen shelled a market."),
    "the people of the country, not its state": raid(actor=(make_actor("NOR", "rebels", sector=("REB",)),)),
    "a place within": raid(event_loc=NIGERIA),
    "no day": raid(day=None),
}


@pytest.mark.parametrize("case", WORSE)
def test_less_speaks_for_one(case: str) -> None:
    plain = Gist(raid("a", mode="explosives"))
    alike, worse = weigh_pair(plain, Gist(raid(mode="explosives"))), weigh_pair(plain, Gist(WORSE[case]))
    assert alike is not None
    assert worse is not None
    assert worse < alike


def test_a_name_says_more_than_a_country_and_a_rare_country_more_than_a_common_one() -> None:
    def level(one: str, other: str, code: str) -> str:
        a, b = (raid(d, actor=(make_actor(code, name),)) for d, name in (("a", one), ("b", other)))
        return list_levels(Gist(a), Gist(b))["actor"]

    order = [
        level("the army", "troops", "USA"),
        level("the army", "troops", "NOR"),
        level("Ada Berg", "Ada Berg", "NOR"),
    ]
    assert order == ["common country", "country", "named"]
    weights = [load_weights()["actor"][name] for name in order]
    assert weights == sorted(weights)


def test_two_verbs_of_a_sentence_tell_one_act_unless_done_to_another() -> None:
    sentence = "Gunmen bombed a market, killing 31."
    one, two = (raid("a", sentence=sentence, trigger=t, id=t) for t in ("bombed", "killing"))
    assert (weigh_pair(Gist(one), Gist(two)) or 0) > 0
    other = raid("a", sentence=sentence, trigger="killing", id="other", recipient=(MLI,))
    assert (weigh_pair(Gist(one), Gist(other)) or 0) < 0


@settings(max_examples=50, deadline=None)
@given(draw_tellings())
def test_symmetric(tellings: list[Telling]) -> None:
    gists = [Gist(t) for t in tellings if t.event.event == tellings[0].event.event]
    for one in gists:
        for other in gists:
            assert weigh_pair(one, other) == weigh_pair(other, one)


@pytest.mark.parametrize(
    ("shared", "level"), [("", "0"), ("bridges", "2"), ("bridges, markets", "3"), ("bridges, markets, villages", "4")]
)
def test_a_word_or_two_may_be_shared_by_chance(shared: str, level: str) -> None:
    """Short sentences share half of their words soon."""
    one = make_telling(f"Shelled {shared}.", "Shelled")
    other = make_telling(f"Bombed {shared}.", "Bombed", document="b")
    assert list_levels(Gist(one), Gist(other))["words"] == level

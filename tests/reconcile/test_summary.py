"""What is known of an identity, from the forms under which it was seen."""

import random
from datetime import date
from typing import Any

from dragoman.reconcile.summary import make_identity
from dragoman.record.identity import Seen, Term


def seen(name: str, words: str | None = None, times: int = 1, **fields: Any) -> Seen:
    day = fields.pop("day", date(2021, 2, 1))
    known = {"code": "NOR", "sector": ("GOV",), "known": None, "office": None}
    return Seen(
        name=name, words=words or name, times=times, day=day, last=day, told=day, told_last=day, **known | fields
    )


BERG = [
    seen("Ada Berg", times=3, office="foreign minister"),
    seen("Ada Berg", "she", times=9),
    seen("Ada Maria Berg", "Dr Ada Maria Berg", times=2, day=date(2022, 3, 1), office="Foreign Minister"),
    seen("Berg", times=5, day=date(2020, 3, 1), sector=("PTY",)),
    seen("Norwegian foreign minister", "the Norwegian foreign minister", office="foreign minister"),
    seen("Ada Berg", "Tuesday Ada Berg", code="SWE", sector=("CVL",)),
]


def test_a_person_is_summed_up() -> None:
    berg = make_identity("x", BERG)
    assert (berg.id, berg.name, berg.code, berg.identifier_id) == ("x", "Ada Berg", "NOR", None)
    assert berg.sector == ("GOV", "PTY")  # one sighting of 21 as a civilian is an error
    assert berg.aliases == ("Ada Maria Berg", "Berg", "Norwegian foreign minister")
    assert berg.offices == (Term(office="foreign minister", since=date(2021, 2, 1), until=date(2022, 3, 1)),)
    assert (berg.first_seen, berg.last_seen) == (date(2020, 3, 1), date(2022, 3, 1))


def test_order_changes_nothing() -> None:
    shuffled = list(BERG)
    random.Random(1).shuffle(shuffled)
    assert make_identity("x", shuffled) == make_identity("x", BERG)


def test_the_fuller_of_two_names_counts_double() -> None:
    assert make_identity("x", [seen("Ada Berg", times=3), seen("Ada Maria Berg", times=2)]).name == "Ada Maria Berg"


def test_a_state_has_the_id_of_the_world_files() -> None:
    norway = make_identity("x", [seen("Norwegian government", "the government")])
    assert norway.identifier_id == "NOR:norway"


def test_numbers_are_no_aliases_of_a_crowd() -> None:
    crowd = make_identity("x", [seen("villagers", sector=("CVL",), times=2), seen("40 villagers", sector=("CVL",))])
    assert (crowd.name, crowd.aliases) == ("villagers", ())

"""Who parties are: figures over the invented actors, and whatever the order and the batches, the same identities."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reconcile.identities import FULL, place_sighting, settle_block
from dragoman.record.identity import Place, Sighting
from reconcile.sighted import measure, read_line, read_sighted, settle_all

START = date(2021, 2, 1)
NAMES = (
    "Ada Berg", "Ada Maria Berg", "A. Berg", "Berg", "Ida Berg", "Berga", "Ada Bergh", "Norwegian foreign minister",
    "Northern Dockers Union", "Union of Northern Dockers", "NDU", "UND", "dockers", "Norwegian government",
)  # fmt: skip
SECTORS = (("GOV",), ("GOV",), ("JRN",), ("CVL",), ())


@st.composite
def draw_sighting(draw: st.DrawFn) -> Sighting:
    """A sighting under one of few names, so that many may be one."""
    name = draw(st.sampled_from(NAMES))
    sector = draw(st.sampled_from(SECTORS))
    known = "NOR:ada-berg" if name == "Ada Berg" and draw(st.booleans()) else None
    office = draw(st.sampled_from((None, "foreign minister", "President"))) if "GOV" in sector else None
    brackets = draw(st.sampled_from(("", " (UND)"))) if "Union" in name else ""
    return Sighting(
        party=("", "actor", 0),
        document=f"r{draw(st.integers(0, 12))}",
        day=START + timedelta(draw(st.sampled_from((0, 1, 5, 300, 364, 500, 900, 1500)))),
        code=draw(st.sampled_from(("NOR", "NOR", "SWE", None))),
        sector=sector,
        words=f"the {name}{brackets}",
        name=name,
        known=known,
        office="foreign minister" if name.endswith("minister") else office or ("President" if known else None),
    )


def draw_sightings() -> st.SearchStrategy[list[Sighting]]:
    """Sightings of parties of their own."""
    return st.lists(draw_sighting(), min_size=1, max_size=24).map(
        lambda found: [replace(one, party=(f"e{n}", "actor", 0)) for n, one in enumerate(found)]
    )


class Kept:
    """An archive without a store: it looks only at the blocks that are touched, as keep/identify.py does."""

    def __init__(self) -> None:
        self.there: dict[Place, Sighting] = {}

    def change(self, coming: Iterable[Sighting], gone: Iterable[Sighting] = ()) -> None:
        """Take some in and others out, and settle what that touches."""
        blocks = set[str]()
        for one in gone:
            del self.there[one.party]
            blocks |= self._blocks_of(one)
        for one in coming:
            self.there[one.party] = replace(one, actor=place_sighting(one).actor)
            blocks |= self._blocks_of(one)
        for full in (True, False):
            for block in sorted(blocks):
                if block.startswith(FULL) is full:
                    blocks |= self._settle(block)

    def _settle(self, block: str) -> set[str]:
        inside = [s for s in self.there.values() if block in self._blocks_of(s)]
        touched = set[str]()
        for party, actor in settle_block(block, inside).items():
            if self.there[party].actor != actor:
                self.there[party] = replace(self.there[party], actor=actor)
                touched |= self._blocks_of(self.there[party])
        return touched

    @staticmethod
    def _blocks_of(one: Sighting) -> set[str]:
        placing = place_sighting(one)
        return {*placing.clues, *([placing.home] if placing.home else [])}


@settings(max_examples=200, deadline=None)
@given(draw_sightings(), st.randoms(use_true_random=False))
def test_everyone_is_somebody_whatever_the_order(sightings: list[Sighting], chance: random.Random) -> None:
    settled = settle_all(sightings)
    assert set(settled) == {s.party for s in sightings}
    shuffled = list(sightings)
    chance.shuffle(shuffled)
    assert settle_all(shuffled) == settled


@settings(max_examples=200, deadline=None)
@given(draw_sightings(), st.randoms(use_true_random=False))
def test_batches_end_where_all_at_once_ends(sightings: list[Sighting], chance: random.Random) -> None:
    archive, coming = Kept(), list(sightings)
    chance.shuffle(coming)
    while coming:
        size = chance.randint(1, 5)
        batch, coming = coming[:size], coming[size:]
        archive.change(batch)
    assert {party: s.actor for party, s in archive.there.items()} == settle_all(sightings)
    gone = [s for s in sightings if chance.random() < 0.3]
    archive.change((), gone)
    left = [s for s in sightings if s not in gone]
    assert {party: s.actor for party, s in archive.there.items()} == settle_all(left)


@pytest.mark.parametrize("names", [("north", "south"), ("east", "west"), ("north", "south", "east", "west")])
def test_invented_actors_are_found_again(names: tuple[str, ...]) -> None:
    sighted = [one for name in names for one in read_sighted(name)]
    figures = measure(sighted, settle_all([s for _, s in sighted]))
    assert figures.bcubed.f1 >= 0.9, figures
    assert figures.false_merges <= 0.01, figures.merged


def test_there_are_enough_actors_in_more_than_one_form() -> None:
    forms = defaultdict(set)
    for name in ("north", "south", "east", "west"):
        for who, one in read_sighted(name):
            forms[name, who].add((one.document, one.called))
    assert len(forms) >= 60
    assert sum(len(seen) >= 2 for seen in forms.values()) >= 60


TEKIN = "a | 2020-01-01 | TUR GOV | Hulusi Tekin | Hulusi Tekin"
HOLDER = f"{TEKIN} | defence minister"
SHADOW = "a | 2020-01-01 | TUR GOV | Hulusi Tekin | the shadow defence minister, Hulusi Tekin | defence minister"
MINISTER = "TUR GOV | Turkish defence minister | the Turkish defence minister | defence minister"
TURKEY = "a | 2020-01-01 | TUR GOV | Turkey | Turkey | | TUR:turkey"
PROTESTERS = "a | 2020-01-01 | TUR CVL | protesters | protesters"
# Lines of two sightings, whether they are one, and why.
PAIRS = [
    (TEKIN, "b | 2021-01-01 | TUR GOV | Tekin | Tekin", True, "the only one"),
    (TEKIN, "b | 2023-01-01 | TUR GOV | Tekin | Tekin", False, "too long after"),
    (TEKIN, "b | 2020-01-01 | GRC GOV | Tekin | Tekin", False, "another country"),
    (TEKIN, "b | 2020-01-01 | TUR JRN | Hulusi Tekin | Hulusi Tekin", False, "another calling"),
    (TEKIN, "b | 2020-05-01 | SYR CVL | Hulusi Tekin | Hulusi Tekin", True, "a country by guess"),
    (TEKIN, "b | 2020-05-01 | GRC GOV | Hulusi Tekin | Hulusi Tekin", False, "a country by office"),
    ("a | 2020-01-01 | SYR CVL | Adnan Afrini", "b | 2020-01-01 | SYR CVL | Afrin", False, "a town"),
    ("a | 2020-01-01 | RUS GOV | Oleg Petrov", "b | 2020-01-01 | RUS GOV | Petrova", False, "a woman"),
    ("a | 2020-01-01 | UKR GOV | Olena Zelenko", "b | 2020-01-01 | UKR GOV | Zelenkko", True, "a letter twice"),
    (TURKEY, "b | 2020-01-01 | TUR MIL | Turkish army | the army", False, "a state and its army"),
    (TURKEY, "b | 2020-01-01 | TUR GOV | Turkish government | the government", True, "a state and its government"),
    (PROTESTERS, "b | 2022-01-01 | TUR CVL | 300 protesters | 300 protesters", True, "a crowd by its noun"),
    (PROTESTERS, "b | 2020-01-01 | TUR CVL | villagers | villagers", False, "another noun"),
    (HOLDER, f"b | 2020-10-01 | {MINISTER}", True, "the only holder"),
    (HOLDER, f"b | 2021-10-01 | {MINISTER}", False, "more than a year after"),
    (SHADOW, f"b | 2020-02-01 | {MINISTER}", False, "whoever shadows an office holds it not"),
    (
        f"{TEKIN} | minister",
        "b | 2020-01-01 | TUR GOV | Turkish minister | a minister | minister",
        False,
        "one of many",
    ),
]


@pytest.mark.parametrize(("one", "two", "same", "why"), PAIRS)
def test_two_sightings(one: str, two: str, same: bool, why: str) -> None:
    first, second = read_line(one, "one", "e1"), read_line(two, "two", "e2")
    settled = settle_all([first, second])
    assert (settled[first.party] == settled[second.party]) is same, why


def test_no_name_of_a_block() -> None:
    with pytest.raises(ValueError):
        settle_block("half|person|x", [])

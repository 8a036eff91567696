"""Who is listed with a party plays its part too."""

from dataclasses import replace

import pytest

from dragoman.code.lists import complete_lists
from staging import stage

BEFORE = "Ada Berg of Norway and Olaf Dahl of Sweden spoke. "
ROWS = [
    (
        "Critics, including Ada Berg and Olaf Dahl, condemned Chad.",
        ["Critics", "Ada Berg", "Olaf Dahl"],
        "a few are named",
    ),
    (
        "Critics such as Ada Berg and Olaf Dahl condemned Chad.",
        ["Critics", "Ada Berg", "Olaf Dahl"],
        "named by two words",
    ),
    ("Critics like Ada Berg condemned Chad.", ["Critics", "Ada Berg"], "one is named"),
    ("Critics including two farmers condemned Chad.", ["Critics"], "farmers are no names"),
    ("Critics, not including Ada Berg, condemned Chad.", ["Critics"], "she is none of them"),
    ("The critic, like Ada Berg, condemned Chad.", ["The critic"], "whom one is like is another"),
    ("The Swedish navy and Danish police condemned Chad.", ["The Swedish navy", "Danish police"], "coordinated"),
    (
        "The Norwegian and Danish navies condemned Chad.",
        ["The Norwegian and Danish navies"],
        "one phrase, two countries",
    ),
    ("Norway, Sweden and Denmark condemned Chad.", ["Norway", "Sweden", "Denmark"], "three"),
]


@pytest.mark.parametrize(("text", "named", "reason"), ROWS)
def test_who_is_listed_with_the_first(kit, text: str, named: list[str], reason: str) -> None:
    candidate, scene, cast = stage(kit, BEFORE + text, "ACCUSE")
    found = complete_lists(replace(candidate, actor=candidate.actor[:1]), scene.view, cast.known)
    assert [f.references[0].actor.entity_text for f in found.actor] == named, reason
    assert ("listed with it" in found.why["actor"]) is (len(named) > 1)
    assert {f.path for f in found.actor} == {candidate.actor[0].path}, "how the first was found says how surely"


def test_a_list_of_titles_and_names_is_told_from_appositions(kit) -> None:
    text = "Mali was condemned by the Norwegian foreign minister, Ada Berg, her Chadian counterpart, Amal Osman, and Peru’s Ana Diaz."
    candidate, scene, cast = stage(kit, text, "ACCUSE")
    found = complete_lists(candidate, scene.view, cast.known)
    assert {r.actor.code for f in found.actor for r in f.references} == {"NOR", "TCD", "PER"}


@pytest.mark.parametrize(
    ("text", "codes", "reason"),
    [
        ("Norway condemned Chad, Mali.", {"TCD", "MLI"}, "a list that is parsed like an apposition"),
        ("Norway condemned Chad, its neighbour.", {"TCD"}, "an apposition"),
    ],
)
def test_an_apposition_of_another_country_is_a_list(kit, text: str, codes: set[str], reason: str) -> None:
    candidate, scene, cast = stage(kit, text, "ACCUSE")
    found = complete_lists(replace(candidate, recipient=candidate.recipient[:1]), scene.view, cast.known)
    assert {r.actor.code for f in found.recipient for r in f.references} == codes, reason


def test_whoever_is_chosen_from_the_middle_of_a_list_has_its_head_beside_him(kit) -> None:
    candidate, scene, cast = stage(kit, "Norway, Sweden and Denmark condemned Chad.", "ACCUSE")
    found = complete_lists(replace(candidate, actor=candidate.actor[2:]), scene.view, cast.known)
    assert {r.actor.code for f in found.actor for r in f.references} == {"NOR", "SWE", "DNK"}


def test_who_is_on_the_other_side_is_not_listed_on_this_one(kit) -> None:
    candidate, scene, cast = stage(kit, "Norway condemned Chad and Mali.", "ACCUSE")
    first, second = candidate.recipient
    moved = replace(candidate, actor=(first,), recipient=(second,))
    found = complete_lists(moved, scene.view, cast.known)
    assert (found.actor, found.recipient) == ((first,), (second,))


def test_a_namesake_on_the_other_side_is_not_listed_either(kit) -> None:
    candidate, scene, cast = stage(kit, "Norway said that it condemned Chad and Norway.", "ACCUSE")
    found = complete_lists(replace(candidate, recipient=candidate.recipient[:1]), scene.view, cast.known)
    assert {r.actor.code for f in found.recipient for r in f.references} == {"TCD"}

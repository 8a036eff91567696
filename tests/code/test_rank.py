"""Who plays a part: the rule's own party, another mention of the sentence, nobody; and nobody twice."""

import pytest

from dragoman.code.cast import Cast, Scene
from dragoman.code.options import LEAST_SEEN, _leave_inner, list_choices
from dragoman.code.rank import NOBODY, Ranker
from dragoman.code.shape import _once_each
from dragoman.record.candidate import Candidate, Filler
from dragoman.record.mention import Actor, Reference
from staging import stage


def offered(candidate: Candidate, scene: Scene, cast: Cast, role: str) -> list[set[str]]:
    """The countries of each option."""
    return [set(c.codes) for c in list_choices(candidate, role, scene.view, cast)]


def test_only_the_sentence_itself_names_options(kit) -> None:
    candidate, scene, cast = stage(kit, "Chad and Mali were at odds. Norway condemned the raid.", "ACCUSE")
    assert {"TCD"} not in offered(candidate, scene, cast, "recipient")
    assert set() in offered(candidate, scene, cast, "recipient")


def test_whom_the_rule_has_on_the_other_side_does_not_act(kit) -> None:
    candidate, scene, cast = stage(kit, "Chad was condemned while Norway looked on.", "ACCUSE")
    assert {r.actor.code for f in candidate.recipient for r in f.references} == {"TCD"}
    options = offered(candidate, scene, cast, "actor")
    assert {"TCD"} not in options
    assert {"NOR"} in options


def test_nobody_acts_on_the_state_whose_he_is(kit) -> None:
    candidate, scene, cast = stage(kit, "The president of Chad condemned them while Norway looked on.", "ACCUSE")
    options = offered(candidate, scene, cast, "recipient")
    assert {"TCD"} not in options
    assert {"NOR"} in options


@pytest.mark.parametrize(
    ("role", "weights", "chosen", "reason"),
    [
        ("recipient", {"bias": 1.0}, {"TCD"}, "where nothing tells them apart the rule is heard"),
        ("recipient", {"source=sentence": 0.1, "source=none": -9.0}, {"MLI"}, "another is heavier"),
        ("recipient", {"source=none": NOBODY["recipient"] - 0.1}, {"TCD"}, "a rule knows whom it names"),
        ("recipient", {"source=none": NOBODY["recipient"] + 0.1}, set(), "nobody is much heavier"),
        ("actor", {"source=none": NOBODY["actor"] - 0.1}, {"NOR"}, "a rule knows who does it"),
        ("actor", {"source=none": NOBODY["actor"] + 0.1}, set(), "nobody is much heavier"),
    ],
)
def test_the_heaviest_option_wins(kit, role: str, weights: dict[str, float], chosen: set[str], reason: str) -> None:
    candidate, scene, cast = stage(kit, "Norway condemned Chad in a speech about Mali.", "ACCUSE")
    fillers = getattr(Ranker({role: weights}).choose_roles(candidate, scene.view, cast), role)
    assert {r.actor.code for f in fillers for r in f.references} == chosen, reason


def test_whom_a_rule_cannot_place_goes_for_nobody_at_once(kit) -> None:
    candidate, scene, cast = stage(kit, "Norway condemned the critics.", "ACCUSE")
    assert candidate.recipient
    weights = {"recipient": {"source=none": 0.1}}
    assert Ranker(weights).choose_roles(candidate, scene.view, cast).recipient == ()


@pytest.mark.parametrize(
    ("plays", "offered_too", "reason"),
    [
        (None, True, "no reader: grammar alone weighs her"),
        (LEAST_SEEN * 2, True, "the reader sees a little of her in the role"),
        (LEAST_SEEN / 2, False, "the reader does not see her there at all"),
    ],
)
def test_whom_the_reader_does_not_see_is_no_option(kit, monkeypatch, plays, offered_too: bool, reason: str) -> None:
    candidate, scene, cast = stage(kit, "Norway condemned Chad in a speech about Mali.", "ACCUSE")
    monkeypatch.setattr(type(scene.view.hints), "plays", lambda *_: plays)
    options = offered(candidate, scene, cast, "recipient")
    assert ({"MLI"} in options) is offered_too, reason
    assert {"TCD"} in options, "the rule's own party stays"


@pytest.mark.parametrize(
    ("text", "there", "gone"),
    [
        ("While Peruvian miners looked on, Chad's army condemned the raid.", "Peruvian miners", "Peruvian"),
        ("While Peru's miners looked on, Chad's army condemned the raid.", "Peru's miners", "Peru"),
        ("While the target was Peru's army, Chad condemned the raid.", "Peru", "Peru's army"),
    ],
)
def test_who_only_tells_whose_a_party_is_is_none_beside_it(kit, text: str, there: str, gone: str) -> None:
    candidate, scene, cast = stage(kit, text, "ACCUSE")
    choices = list_choices(candidate, "recipient", scene.view, cast)
    named = {f.references[0].actor.entity_text for c in choices for f in c.fillers}
    assert there in named
    assert gone not in named


def test_who_mediates_does_so_between_others(kit) -> None:
    candidate, scene, cast = stage(kit, "Norway mediated talks between Chad and Mali.", "CONSULT")
    assert candidate.mode == "third-party"
    assert set() not in offered(candidate, scene, cast, "recipient")


def test_who_only_tells_of_an_act_is_not_done_by_it(kit) -> None:
    candidate, scene, cast = stage(kit, "Norway told Chad that rebels attacked a bridge in Mali.", "ASSAULT")
    options = offered(candidate, scene, cast, "recipient")
    assert {"NOR"} not in options
    assert {"TCD"} in options, "who is told may be hit"


@pytest.mark.parametrize(
    ("text", "event", "kept", "reason"),
    [
        (
            "Chad backed Mali's bid for a seat beside Norway.",
            "SUPPORT",
            {"TCD", "MLI"},
            "a third inside the phrase of the rule's own",
        ),
        (
            "Chad backed Mali while Norway looked on.",
            "SUPPORT",
            {"TCD", "MLI", "NOR"},
            "a third outside it may be meant",
        ),
    ],
)
def test_whom_a_reader_sees_together_are_sorted(kit, text: str, event: str, kept: set[str], reason: str) -> None:
    candidate, scene, cast = stage(kit, text, event)
    sequence = scene.view.sentence.sequence
    seen = [
        Filler(token=t.i, references=refs, path="seen by the reader")
        for t in scene.view.tokens
        if (refs := cast.known.actors.get((sequence, t.i), ())) and t.tag == "NNP"
    ]
    assert {r.actor.code for f in seen for r in f.references} == {"TCD", "MLI", "NOR"}
    left = _leave_inner(candidate, seen, scene.view)
    assert {r.actor.code for f in left for r in f.references} == kept, reason


def reference(name: str | None, code: str | None) -> Reference:
    actor = Actor(code=code, sector=(), entity_text=name or "", start=0, end=1, identifier_text=name)
    return Reference(actor=actor, kind="state", basis="name")


@pytest.mark.parametrize(
    ("seen", "kept", "reason"),
    [
        ({1: [("Chad", "TCD")], 5: [("Chad", "TCD")]}, [1], "named, then spoken of as it"),
        ({1: [("Chad", "TCD")], 5: [("Mali", "MLI")]}, [1, 5], "two states"),
        ({1: [(None, "TCD")], 5: [(None, "TCD")]}, [1, 5], "two of whom no name is known may be two"),
    ],
)
def test_nobody_is_named_twice(seen, kept: list[int], reason: str) -> None:
    assert _once_each({j: [reference(*one) for one in who] for j, who in seen.items()}) == kept, reason

"""Pairs are one to one, as many as can be, and the most alike."""

import pytest

from dragoman.evaluate.match import LEVELS, match, overlap, pair_leftovers
from dragoman.evaluate.told import Party, Told


def told(type: str, trigger: str = "x", actor: str = "", recipient: str = "", status: str = "actual") -> Told:
    return Told(
        sentence=0,
        type=type,
        mode="",
        trigger=trigger,
        actors=(Party(mention=actor, country=actor),) if actor else (),
        recipients=(Party(mention=recipient, country=recipient),) if recipient else (),
        status=status,
    )


OVERLAPS = [
    ("", "", 1.0, "both empty"),
    ("the army", "", 0.0, "one empty"),
    ("the army", "The  Army", 1.0, "case and spacing do not count"),
    ("the army", "army", 2 / 3, "F1 over words"),
    ("a a", "a", 2 / 3, "words are counted, not only listed"),
]


@pytest.mark.parametrize(("one", "other", "share", "reason"), OVERLAPS)
def test_overlap(one: str, other: str, share: float, reason: str) -> None:
    assert overlap(one, other) == pytest.approx(share), reason
    assert overlap(other, one) == pytest.approx(share), reason


# gold, ours, the levels at which they fit
FITS = [
    (told("AID", actor="NOR", recipient="TCD"), told("AID", actor="NOR", recipient="TCD"), "type actor both status"),
    (told("AID", actor="NOR", recipient="TCD"), told("AID", actor="NOR"), "type actor"),
    (told("AID", actor="NOR"), told("AID", actor="TCD"), "type"),
    (told("AID"), told("AID"), "type actor both status"),
    (told("AID"), told("AID", actor="NOR"), "type"),
    (told("AID"), told("AID", status="future"), "type actor both"),
    (told("AID"), told("ASSAULT"), ""),
]


@pytest.mark.parametrize(("gold", "ours", "levels"), FITS)
def test_levels(gold: Told, ours: Told, levels: str) -> None:
    assert [name for name, fits in LEVELS.items() if fits(gold, ours)] == levels.split()


def test_the_matching_is_the_largest() -> None:
    """The first gold event fits both of ours, the second only the first: it gives way."""
    gold = [told("AID", actor="NOR"), told("AID", actor="TCD")]
    ours = [
        Told(
            sentence=0,
            type="AID",
            mode="",
            trigger="x",
            actors=(Party(mention="both", country="NOR"), Party(mention="two", country="TCD")),
        ),
        told("AID", actor="NOR", trigger="y"),
    ]
    assert sorted(match(gold, ours, LEVELS["both"])) == [(0, 1), (1, 0)]


def test_the_most_alike_are_paired() -> None:
    gold = [told("AID", "gave"), told("AID", "sent")]
    ours = [told("AID", "sent"), told("AID", "gave")]
    assert sorted(match(gold, ours, LEVELS["both"])) == [(0, 1), (1, 0)]


def test_leftovers_pair_by_type_then_words_then_parties() -> None:
    gold = [told("AID", "gave"), told("REJECT", "turned down"), told("COERCE", "took", "NOR", "TCD"), told("PROTEST")]
    ours = [told("AID", "sent", "NOR"), told("ACCUSE", "down"), told("ASSAULT", "hit", "NOR", "TCD"), told("RETREAT")]
    pairs = {(g.type if g else None, o.type if o else None) for g, o in pair_leftovers(gold, ours)}
    assert pairs >= {("AID", "AID"), ("COERCE", "ASSAULT")}
    # "x" is the trigger of both: the same word read as another type.
    assert ("PROTEST", "RETREAT") in pairs
    assert ("REJECT", "ACCUSE") in pairs


def test_leftovers_with_nothing_in_common_stand_alone() -> None:
    gold, ours = told("AID", "gave"), told("ASSAULT", "hit")
    assert pair_leftovers([gold], [ours]) == [(gold, None), (None, ours)]

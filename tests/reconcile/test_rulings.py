"""What people say about identities, asked of one party at a time."""

from datetime import date
from typing import Any

import pytest

from dragoman.reconcile.rulings import Rulings
from dragoman.record.identity import Edit, Identity, Term
from reconcile.sighted import read_line

BERG = read_line("a | 2021-02-01 | NOR GOV | Ada Berg | Dr Ada Berg", "line", "e")


def same(actor: str, other: str | None = None, **fields: Any) -> Edit:
    return Edit(action="same", actor=actor, other=other, **fields)


def apart(actor: str, other: str | None = None, **fields: Any) -> Edit:
    return Edit(action="apart", actor=actor, other=other, **fields)


# What was said, in order; who the party is derived to be; who it is then; and why.
DECISIONS = [
    ((), "a", "a", "nothing was said"),
    ((same("a", "b"),), "b", "a", "b is a"),
    ((same("a", "b"), same("b", "c")), "c", "a", "c is b, which is a"),
    ((same("b", "c"), same("a", "b")), "c", "a", "in any order"),
    ((same("a", "b"), same("b", "a")), "a", "b", "the last word wins"),
    ((same("a", "b"), apart("a", "b")), "b", "b", "taken back"),
    ((same("a", "b"), apart("c", "b")), "b", "a", "another pair"),
    ((same("z", value="ada berg"),), "a", "z", "whoever is so called"),
    ((same("z", value="Ada Berg", since=date(2021, 2, 2)),), "a", "a", "only from the next day"),
    ((same("z", value="Ada Berg", until=date(2021, 2, 1)),), "a", "z", "until that very day"),
    ((same("z", value="Berg"),), "a", "a", "a name is one form"),
    ((apart("a", "b", value="Ada Berg"),), "a", "b", "is another"),
    ((apart("a", "b", value="Ada Berg"),), "c", "c", "was nobody's who is spoken of"),
    ((same("z", value="Ada Berg"), same("y", value="Ada Berg")), "a", "y", "the last word wins"),
    ((same("z", value="Ada Berg"), same("y", "z")), "a", "y", "names lead on to whom they are one with"),
]


@pytest.mark.parametrize(("edits", "derived", "actor", "why"), DECISIONS)
def test_who_a_party_is(edits: tuple[Edit, ...], derived: str, actor: str, why: str) -> None:
    assert Rulings(edits).decide(BERG, derived) == actor, why


def test_who_stands_alone_has_an_id_of_its_own() -> None:
    alone = Rulings([apart("a", value="Ada Berg")]).decide(BERG, "a")
    assert alone != "a"
    assert alone == Rulings([apart("a", value="ada BERG")]).decide(BERG, "a")


def test_what_is_shown() -> None:
    identity = Identity(
        id="a",
        name="Ada Berg",
        code="NOR",
        sector=("GOV",),
        identifier_id=None,
        aliases=("Berg",),
        offices=(Term(office="Foreign Minister", since=date(2021, 1, 1), until=date(2021, 2, 1)),),
        first_seen=None,
        last_seen=None,
    )
    term = {"since": date(2020, 1, 1), "until": None}
    rulings = Rulings(
        [
            Edit(action="name", actor="a", value="Ada"),
            Edit(action="name", actor="a", value="Ada Berg-Lund"),
            Edit(action="code", actor="a", value="SWE"),
            Edit(action="office", actor="a", value="foreign minister", **term),
            Edit(action="name", actor="b", value="nobody's"),
        ]
    )
    shown = rulings.amend(identity)
    assert (shown.name, shown.code, shown.aliases) == ("Ada Berg-Lund", "SWE", ("Ada Berg", "Berg"))
    assert shown.offices == (Term(office="foreign minister", **term),)


def test_who_held_an_office() -> None:
    rulings = Rulings([Edit(action="office", actor="a", other="NOR", value="minister of finance"), same("z", "a")])
    (block,) = rulings.list_office_blocks([Edit(action="office", actor="a", other="NOR", value="finance minister")])
    assert list(rulings.list_holders(block)) == ["z"]
    assert rulings.list_holders("short|office|SWE|finance minister") == {}

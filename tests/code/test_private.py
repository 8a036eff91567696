"""What private persons do counts for less in a report that hardly speaks of anybody else."""

import pytest

from dragoman.code.private import is_private, is_private_report, is_public
from dragoman.code.score import FIRMLY, Scorer
from dragoman.flow import code_document
from dragoman.record.document import Document
from dragoman.record.mention import Actor, Reference
from staging import stage

ROBBERY = (
    "A baker was robbed in Bergen on Monday. A customer of the shop, Olaf Dahl, hit the baker with a bottle. The baker's wife called the "
    "police. Police arrested Dahl, 34, near his home. A neighbour said that Dahl had quarrelled with the baker. Dahl's brother told officers "
    "that he had been drinking. Dahl was charged with assault. A judge sent him to jail. The shop's owner thanked the police."
)
POLITICS = (
    " The prime minister condemned the attack. Ministers met the governor, and lawmakers urged the government to act. The justice minister "
    "promised the parliament a new law. The president praised the premier. Senators accused the minister of lying."
)


def make_reference(sector: str, code: str = "NOR") -> Reference:
    actor = Actor(code=code, sector=(sector,), entity_text="x", start=0, end=1)
    return Reference(actor=actor, kind="person", basis="home")


def test_police_and_courts_deal_with_everybody():
    assert [s for s in ("GOV", "LEG", "MIL", "PTY", "REB", "COP", "JUD", "CRM", "CVL", "BUS") if is_public(make_reference(s))] == [
        "GOV", "LEG", "MIL", "PTY", "REB",
    ]  # fmt: skip
    assert is_public(make_reference("", "UNO")), "the United Nations have no sector"
    assert is_public(make_reference("SOC", "NGO")), "nor are aid groups private"


@pytest.mark.parametrize(
    ("text", "private", "reason"),
    [
        ("Police arrested a baker.", True, "police and a baker"),
        ("Police arrested the foreign minister.", False, "a minister"),
        ("The army arrested a baker.", False, "an army"),
        ("Police arrested two refugees.", False, "refugees are everybody's matter"),
        ("Bakers protested against a mill.", False, "a march is politics"),
    ],
)
def test_a_public_party_makes_an_event_public(kit, text, private, reason):
    candidate, _, _ = stage(kit, text, "PROTEST" if "protested" in text else "COERCE")
    assert is_private(candidate) is private, reason


def test_a_report_of_a_robbery_is_private_until_politics_comes_in(kit):
    robbery, both = (code_document(Document(id="t", text=text), kit) for text in (ROBBERY, ROBBERY + POLITICS))
    assert is_private_report(robbery.known)
    assert not is_private_report(both.known)
    charged = [[e.trigger.text for e in coded.events if e.trigger.text == "charged"] for coded in (robbery, both)]
    assert charged == [[], ["charged"]]


def test_a_short_report_says_too_little_to_tell(kit):
    coded = code_document(Document(id="t", text="Police arrested a baker in Bergen."), kit)
    assert not is_private_report(coded.known)
    assert [e.event for e in coded.events] == ["COERCE"]


def test_firm_belief_is_enough():
    scorer = Scorer({}, 0.2, {})
    assert not scorer.believes({"belief": FIRMLY - 0.01}, firmly=True)
    assert scorer.believes({"belief": FIRMLY}, firmly=True)
    assert scorer.believes({"belief": FIRMLY - 0.01})

"""From a sentence to proposals: who, to whom, what, on which condition, by when, on whose word."""

import pytest

from dragoman.check.rules import propose_example
from dragoman.flow import code_document
from dragoman.record.candidate import Candidate
from dragoman.record.document import Document


def codes(candidate: Candidate, role: str) -> set[str | None]:
    return {r.actor.code for f in getattr(candidate, role) for r in f.references}


# sentence, type, actor codes, recipient codes, reason
ROLES = [
    ("Norway condemned Chad.", "ACCUSE", {"NOR"}, {"TCD"}, "active"),
    ("Chad was condemned by Norway.", "ACCUSE", {"NOR"}, {"TCD"}, "passive"),
    ("Norway and Mali condemned Chad.", "ACCUSE", {"NOR", "MLI"}, {"TCD"}, "compound actor"),
    ("Norway condemned Chad and Mali.", "ACCUSE", {"NOR"}, {"TCD", "MLI"}, "compound recipient"),
    (
        "Norwegian and Malian officials condemned Chad.",
        "ACCUSE",
        {"NOR", "MLI"},
        {"TCD"},
        "compound national adjectives",
    ),
    ("Norway, which condemned Chad, left.", "ACCUSE", {"NOR"}, {"TCD"}, "relative clause"),
    ("Chad, condemned by Norway, left.", "ACCUSE", {"NOR"}, {"TCD"}, "reduced relative"),
    (
        "The Norwegian foreign minister condemned Chad's government.",
        "ACCUSE",
        {"NOR"},
        {"TCD"},
        "role nouns and possessors",
    ),
    (
        "Norwegian troops shelled the Chadian town on Monday.",
        "ASSAULT",
        {"NOR"},
        {"TCD"},
        "a place stands for whose it is",
    ),
    ("The prime minister of Norway urged Chad to withdraw.", "REQUEST", {"NOR"}, {"TCD"}, "of-phrase"),
    ("A visit by the Norwegian president to Chad was announced.", "CONSULT", {"NOR"}, {"TCD"}, "nominal event"),
    ("The Norwegian president paid a visit to Chad.", "CONSULT", {"NOR"}, {"TCD"}, "light verb"),
    ("Norway launched an attack on Chad.", "ASSAULT", {"NOR"}, {"TCD"}, "light verb with a violent noun"),
    ("Norway's threats against Chad drew a reply.", "THREATEN", {"NOR"}, {"TCD"}, "possessive"),
]


@pytest.mark.parametrize(("text", "event", "actor", "recipient", "reason"), ROLES)
def test_roles(kit, text: str, event: str, actor: set[str], recipient: set[str], reason: str) -> None:
    found = [c for c in propose_example(kit, text) if c.event == event]
    assert any((codes(c, "actor"), codes(c, "recipient")) == (actor, recipient) for c in found), (
        reason,
        [(c.event, codes(c, "actor"), codes(c, "recipient")) for c in propose_example(kit, text)],
    )


def test_content_condition_and_deadline_are_stretches_of_the_text(kit) -> None:
    text = "Norway's foreign minister warned on Monday that it would expel the Chadian ambassador unless the blockade ended by 1 March, two officials said."
    threat = next(c for c in propose_example(kit, text) if c.event == "THREATEN")
    assert threat.content is not None
    assert "expel the Chadian ambassador" in threat.content.text
    assert threat.condition is not None
    assert threat.condition.text == "unless the blockade ended by 1 March"
    assert threat.deadline is not None
    assert threat.deadline.text == "by 1 March"
    assert threat.time is not None
    assert threat.time.text == "Monday"
    assert [r.actor.entity_text for r in threat.attribution] == ["two officials"]
    for span in (threat.content, threat.condition):
        assert text[span.start : span.end] == span.text


def test_a_speaker_is_not_his_own_voucher(kit) -> None:
    text = "“We condemn Chad,” the Norwegian foreign minister said."
    (proposed,) = (c for c in propose_example(kit, text) if c.trigger.text == "condemn")
    assert [r.actor.code for r in proposed.attribution] == ["NOR"], "who is a party is known only when roles are given"
    coded = code_document(Document(id="made", text=text), kit)
    found = next(e for e in coded.events if e.trigger.text == "condemn")
    assert [a.code for a in found.actor] == ["NOR"]
    assert found.attribution == ()


def test_according_to(kit) -> None:
    text = "According to the Malian army, Norway attacked Chad on Sunday."
    found = next(c for c in propose_example(kit, text) if c.event == "ASSAULT")
    assert [r.actor.code for r in found.attribution] == ["MLI"]


def test_nothing_is_coded_by_default(kit) -> None:
    assert propose_example(kit, "The river is long and the valley is green.") == []


def test_every_proposal_says_why(kit) -> None:
    for candidate in propose_example(kit, "Norway condemned Chad on Monday."):
        assert ".toml:" in candidate.why["event"]
        assert candidate.why["actor"].startswith("subject")

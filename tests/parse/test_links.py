"""Grammar is normalised: who does what to whom, in whatever form the sentence stands."""

import pytest

# sentence, predicate, slot, word that fills it
CASES = [
    # active and passive mean the same
    ("Norway attacked Chad.", "attacked", "subject", "Norway"),
    ("Norway attacked Chad.", "attacked", "object", "Chad"),
    ("Chad was attacked by Norway.", "attacked", "subject", "Norway"),
    ("Chad was attacked by Norway.", "attacked", "object", "Chad"),
    ("The village was attacked on Monday.", "attacked", "object", "village"),
    # a passive with an object left over makes its subject the receiver
    ("Chad was given weapons by Norway.", "given", "indirect", "Chad"),
    ("Chad was given weapons by Norway.", "given", "object", "weapons"),
    # a name right behind a verb of giving receives, though the parser makes a compound of it
    ("Norway will send Chad grain.", "send", "indirect", "Chad"),
    ("Norway has promised Chad new loans.", "promised", "indirect", "Chad"),
    # relative clauses, full and reduced
    ("The rebels who attacked Chad fled.", "attacked", "subject", "rebels"),
    ("The soldiers who were killed by rebels were young.", "killed", "object", "soldiers"),
    ("The soldiers killed by rebels were young.", "killed", "object", "soldiers"),
    ("The soldiers killed by rebels were young.", "killed", "subject", "rebels"),
    ("Troops shelling the town withdrew.", "shelling", "subject", "Troops"),
    # control: the one who promised reopens, the one who was urged reopens
    ("Egypt promised to reopen its embassy.", "reopen", "subject", "Egypt"),
    ("Egypt urged Libya to reopen the embassy.", "reopen", "subject", "Libya"),
    ("Egypt promised Libya to reopen the embassy.", "reopen", "subject", "Egypt"),
    ("Iran was urged to leave.", "leave", "subject", "Iran"),
    ("Police accused him of attacking Chad.", "attacking", "subject", "him"),
    # coordination shares the subject, also of a passive
    ("Police arrested and deported the envoy.", "deported", "subject", "Police"),
    ("The envoy was arrested and deported.", "deported", "object", "envoy"),
    # what the teller does next is his, though the parser puts it beside what is told; a deed of those of whom he tells is theirs
    ("Norway said Chad was wrong and called for talks.", "called", "subject", "Norway"),
    ("Norway said Chad had lied and called for talks.", "called", "subject", "Norway"),
    ("Norway said Chad lied and called for talks.", "called", "subject", "Chad"),
    ("Norway said Chad had moved its troops and attacked.", "attacked", "subject", "Chad"),
    # "its decision to withdraw": whose decision, whose withdrawal
    ("Norway's decision to withdraw troops angered Chad.", "withdraw", "subject", "Norway"),
    # participial clauses take the subject of the main clause
    ("Norway withdrew, leaving Chad alone.", "leaving", "subject", "Norway"),
    # prepositions are slots
    ("Norway protested against Chad.", "protested", "against", "Chad"),
    ("Haftar's threats against Turkey were loud.", "threats", "against", "Turkey"),
    ("Haftar's threats against Turkey were loud.", "threats", "possessor", "Haftar"),
    # a copula lends its subject to what it says
    ("Norway is critical of Chad.", "critical", "subject", "Norway"),
]


@pytest.mark.parametrize(("text", "predicate", "slot", "filler"), CASES)
def test_slot_is_filled(parse, text: str, predicate: str, slot: str, filler: str) -> None:
    sentence = parse(text)
    head = next(t.i for t in sentence.tokens if t.text == predicate)
    found = [sentence.tokens[link.dependent].text for link in sentence.links.get(head, ()) if link.slot == slot]
    assert filler in found


def test_every_derived_link_says_how_it_was_found(parse) -> None:
    sentence = parse("Chad was attacked by Norway.")
    head = next(t.i for t in sentence.tokens if t.text == "attacked")
    vias = {link.slot: link.via for link in sentence.links[head]}
    assert vias["subject"] == "agent of the passive"
    assert vias["object"] == "passive"

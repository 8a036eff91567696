"""What verbal events let one expect."""

from datetime import date

import pytest

from dragoman.flow import code_document
from dragoman.kit import load_kit
from dragoman.read import make_document
from dragoman.record.document import Document

# text, type of the event, and: type, mode, actor, recipient of the act to expect, and whether it is said not to be done
CASES = [
    ("Egypt promised on Monday to reopen its embassy in Tripoli.", "AGREE", ("SUPPORT", None, ["EGY"], ["LBY"], False)),
    # the act itself, before it was turned into the promise of it
    ("Kenya's foreign minister will visit Uganda on Friday.", "AGREE", ("CONSULT", "visit", ["KEN"], ["UGA"], False)),
    # no rule knows the noun there: expectations.toml does
    ("Chad and Sudan agreed on a ceasefire on Tuesday.", "AGREE", ("RETREAT", "ceasefire", ["TCD", "SDN"], [], False)),
    # the noun under a light verb
    ("Norway and Chad agreed to hold talks in Oslo next week.", "AGREE", ("CONSULT", None, ["NOR", "TCD"], [], False)),
    # the noun behind a preposition
    (
        "Chad and Sudan agreed to a ceasefire around the port of Suakin.",
        "CONCEDE",
        ("RETREAT", "ceasefire", ["TCD", "SDN"], [], False),
    ),
    # who is asked is to act
    (
        "The United States demanded that Turkey withdraw its troops from Syria.",
        "REQUEST",
        ("RETREAT", "withdraw", ["TUR"], None, False),
    ),
    # what is refused is said not to be done
    (
        "Peru's president refused to release the detained miners.",
        "REJECT",
        ("RETREAT", "release", ["PER"], None, True),
    ),
    (
        "Chad threatened to expel the Sudanese ambassador unless the raids stopped.",
        "THREATEN",
        ("SANCTION", "expel", ["TCD"], ["SDN"], False),
    ),
]


@pytest.mark.parametrize(("text", "event", "wanted"), CASES)
def test_a_verbal_event_lets_one_expect_an_act(text, event, wanted):
    document = make_document(text, published=date(2021, 2, 10))
    assert isinstance(document, Document)
    coded = code_document(document, load_kit(strict=True))
    found = [coded.expected[e.id] for e in coded.events if e.event == event and e.id in coded.expected]
    assert len(found) == 1
    kind, mode, actor, recipient, negated = wanted
    expected = found[0]
    assert (expected.event, expected.mode, expected.negated) == (kind, mode, negated)
    assert [a.code for a in expected.actor] == actor
    if recipient is not None:
        assert [a.code for a in expected.recipient] == recipient
    assert expected.object is not None
    assert text[expected.object.start : expected.object.end] == expected.object.text


def test_what_was_done_lets_one_expect_nothing():
    document = make_document("Norway condemned Chad on Monday.", published=date(2021, 2, 10))
    assert isinstance(document, Document)
    assert code_document(document, load_kit(strict=True)).expected == {}


def test_an_unless_clause_names_the_act_that_must_not_fail_to_come():
    text = "Chad warned that it would strike the camps unless Sudan released the hostages by 1 March."
    document = make_document(text, published=date(2021, 2, 10))
    assert isinstance(document, Document)
    coded = code_document(document, load_kit(strict=True))
    (threat,) = [e for e in coded.events if e.event == "THREATEN"]
    awaited = coded.awaited[threat.id]
    assert (awaited.event, awaited.mode, awaited.negated) == ("RETREAT", "release", True)
    assert [a.code for a in awaited.actor] == ["SDN"]

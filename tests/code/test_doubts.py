"""Which sayings are doubtful as commitments, and which are not: whose they are, whether they are said, whether they name an act."""

from datetime import date

import pytest

from dragoman.flow import code_document
from dragoman.read import make_document

# sentence, trigger, what its doubt says ("" for none), reason
DOUBTS = [
    ("Norway promised on Monday to send boats to Chad.", "promised", "", "a plain promise"),
    ("Norway will send soldiers to Chad on Friday.", "send", "", "an act to come is its own promise"),
    ("Norway rejected the Malian demand on Monday.", "rejected", "", "it says whose demand"),
    ("Norway vetoed the resolution on Chad.", "vetoed", "there and then", "nothing is left to refuse"),
    ("Norway often urged Chad to leave Mali.", "urged", "habit", "many sayings in one"),
    (
        "Chad holds a driver. The driver's family urged Chad on Monday to free him.",
        "urged",
        "private",
        "they ask for themselves",
    ),
    ("Norway suggested on Monday that Chad should leave Mali.", "suggested", "suggestion", "advice"),
    ("Chad must know that Norway will never accept the border.", "accept", "thought", "nobody said it"),
    (
        "Chad shelled Mali on Sunday. Mali's army shelled Chad. The home secretary urged Mali on Monday to leave.",
        "urged",
        "guessed",
        "of which of the two countries is not known",
    ),
    (
        "The American East Coast, liberal wing of the party urged Chad to send boats.",
        "urged",
        "place",
        "a coast says nothing",
    ),
    (
        "Norway also expressed regret at Chad's use of its guns.",
        "expressed regret",
        "there and then",
        "any word of it tells",
    ),
    (
        "The prime minister of Norway was due to meet the president of Chad, but the meeting was cancelled.",
        "due",
        "meant once",
        "it is over either way",
    ),
    (
        "Vik said that some critics had been predicting an impending Norwegian withdrawal from Chad.",
        "withdrawal",
        "foreseen",
        "the nearest verb announces nothing",
    ),
    ("Norway's president will sign the treaty on ports, a senator said.", "sign", "another says it", "no voice of his"),
    (
        "The remark raised concerns among experts and criticism that Norway was urging Chad to leave Mali.",
        "urging",
        "claimed",
        "critics say that he urged",
    ),
    ("Norway has lately started asking Chad to open its archives.", "asking", "habit", "more than once"),
    (
        "The port had been closed by Norway as it pushed for the release of the sailors.",
        "pushed for",
        "history",
        "long ago",
    ),
    (
        "Chad's foreign minister asked to be identified only by his first name.",
        "asked",
        "of the reporter",
        "a source hides his name",
    ),
    ("Chad's foreign minister will be in Norway on Friday.", "be", "nobody says", "a narrator's schedule"),
    ("Chad pushed Norway into a retreat from Mali.", "pushed", "brought about", "it is a result"),
    (
        "Norway overruled the objections of its allies on Monday.",
        "overruled",
        "there and then",
        "nothing is left to refuse",
    ),
    ("Norway said the harbour should be cleaned by Chad.", "said", "should be", "a harbour is no party"),
    ("Norway said Chad should leave Mali.", "said", "", "a party is asked"),
    ("Norway urged Chad to block the deal.", "urged", "say what", "which deal is not said"),
    ("Norway urged Chad to block the trade deal.", "urged", "", "its modifier says which"),
    ("Norway's premier appealed for the inquiry on Monday.", "appealed for", "say what", "named before, if at all"),
    ("Norway agreed on Monday to replace him in Chad.", "agreed", "say what", "whom?"),
    ("Norway urged Chad on Monday to do more.", "urged", "say what", "more of what?"),
    ("Norway pressured Chad on its debts.", "pressured", "about what", "a topic is no act"),
    ("Norway pressed Chad for boats.", "pressed", "", "boats are asked for"),
    (
        "Mali showed its missiles, which Chad has threatened to destroy.",
        "threatened",
        "say what",
        "its object stands outside",
    ),
    ("Norway announced on Monday that it would send soldiers to Chad.", "announced", "", "its own word"),
]


@pytest.mark.parametrize(("text", "trigger", "doubt", "reason"), DOUBTS)
def test_doubt(kit, text: str, trigger: str, doubt: str, reason: str) -> None:
    document = make_document(text, published=date(2021, 2, 10))
    coded = code_document(document, kit)
    event = next(e for e in coded.events if e.trigger.text == trigger)
    found = coded.doubts.get(event.id, "")
    assert (doubt in found) if doubt else not found, reason

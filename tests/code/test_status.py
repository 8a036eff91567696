"""Whether an act happened, is to come, may be or did not: the cues of status.toml, in every place where they stand."""

import re

import pytest

from dragoman.check.rules import propose_example
from dragoman.code.status import is_denied, is_plain, judge_status
from dragoman.code.view import View
from dragoman.codebook.cues import load_status_cues

# sentence with the trigger in [brackets], status, reason
CASES = [
    ("Norway [attacked] Chad.", "actual", "plain past"),
    ("Norway is [attacking] Chad.", "actual", "plain present"),
    ("Norway will [attack] Chad.", "future", "will"),
    ("Norway may [attack] Chad.", "hypothetical", "modal"),
    ("Norway did not [attack] Chad.", "negated", "negation"),
    ("Norway never [attacked] Chad.", "negated", "negative adverb"),
    ("Norway tried to [attack] Chad.", "hypothetical", "attempt"),
    ("Norway wants to [attack] Chad.", "hypothetical", "wish"),
    ("Norway failed to [attack] Chad.", "negated", "failure"),
    ("Norway denied [attacking] Chad.", "negated", "denial"),
    ("Norway did not hesitate to [attack] Chad.", "actual", "two denials make an act"),
    ("If Norway [attacks] Chad, Mali will help.", "hypothetical", "if-clause"),
    ("The minister said Norway [attacked] Chad.", "actual", "saying changes nothing"),
    ("The minister did not say that Norway [attacked] Chad.", "actual", "what is not said is not therefore untrue"),
    ("Norway planned an [attack] on Chad.", "future", "plan"),
    ("There was no [attack] on Chad.", "negated", "determiner"),
    ("A possible [attack] on Chad worries Mali.", "hypothetical", "adjective"),
    ("Norway, which [attacked] Chad, might be sanctioned.", "actual", "a relative clause states its fact by itself"),
    ("Norway will bomb and [attack] Chad.", "future", "a conjunct shares the auxiliary"),
    ("No Norwegian soldiers [attacked] Chad.", "negated", "a subject of whom there is none"),
    ("Neither Norway nor Mali [attacked] Chad.", "negated", "neither of them"),
    ("Guards prevented the rebels from [attacking] the town.", "negated", "prevented from"),
    ("The envoy said Norway would have [attacked] Chad.", "hypothetical", "would have is no future of the past"),
    (
        "Mali put forward a demand that Norway [hand] back the ship.",
        "hypothetical",
        "a bare verb behind 'that' is wanted",
    ),
]


@pytest.mark.parametrize(("marked", "status", "reason"), CASES)
def test_status(parse, kit, marked: str, status: str, reason: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    sentence = parse(text)
    at = marked.index("[")
    trigger = next(t for t in sentence.tokens if t.start == at)
    assert judge_status(View(sentence, text, kit.codebook.words), trigger.i)[0] == status, reason


def look(parse, kit, marked: str) -> tuple[View, int]:
    """The sentence, and the token that stands in [brackets]."""
    text = re.sub(r"[\[\]]", "", marked)
    sentence = parse(text)
    return View(sentence, text, kit.codebook.words), next(t.i for t in sentence.tokens if t.start == marked.index("["))


@pytest.mark.parametrize(
    ("marked", "plain", "reason"),
    [
        ("Norway will [cut] off the gas.", True, "its own will"),
        ("Norway urged the minister to [resign].", True, "an infinitive"),
        ("Norway might [attack] Chad.", True, "its own might"),
        ("Norway could [attack] Chad.", False, "who could may have"),
        ("Norway [attacked] Chad.", False, "the reader may know better"),
    ],
)
def test_what_settles_a_status(parse, kit, marked: str, plain: bool, reason: str) -> None:
    view, i = look(parse, kit, marked)
    assert is_plain(view, i, judge_status(view, i)[0]) == plain, reason


@pytest.mark.parametrize(
    ("marked", "denied", "reason"),
    [
        ("The [withdrawal] from Chad took six weeks.", False, "no word for it"),
        ("The [withdrawal] from Chad did not take long.", True, "not"),
        ("Norway refused to discuss the [withdrawal].", True, "a verb of refusing"),
        ("Norway did not only [recall] its envoy, it closed the embassy.", False, "not only"),
    ],
)
def test_a_denial_needs_a_word(parse, kit, marked: str, denied: bool, reason: str) -> None:
    assert is_denied(*look(parse, kit, marked)) == denied, reason


def test_every_cue_has_words_and_a_known_status() -> None:
    for where, words in load_status_cues().items():
        assert words, where
        for statuses in words.values():
            assert set(statuses) <= {"future", "hypothetical", "negated"}


def test_a_future_visit_is_proposed_as_future(kit) -> None:
    found = propose_example(kit, "The Norwegian president will visit Chad.")
    assert [(c.event, c.status) for c in found] == [("CONSULT", "future")]

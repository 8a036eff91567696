"""Which words of a sentence name one act, and which are the content of another."""

import re

import pytest

from dragoman.code.ties import find_bound, find_coordinated, find_holders, find_seconds, is_asked
from dragoman.code.view import View

# sentence with the trigger in [brackets], the other word, reason
BOUND = [
    ("Norway launched an [attack] on Chad.", "launched", "a light verb"),
    ("Norway [launched] an attack on Chad.", "attack", "and its noun"),
    ("Norway pulled [out] its troops.", "pulled", "a particle"),
    ("Norway did [not] attack Chad.", "attack", "a negation"),
    ("Norway took the decision to [expel] an envoy.", "decision", "a noun that only says that it is to come"),
]
SECONDS = [
    ("A roadside [bomb] killed two soldiers.", {"killed": "subject"}, "the means of it"),
    ("Gunmen opened fire, [killing] two soldiers.", {"opened": "adverbial"}, "what came of it"),
    ("Norway lifted its [ban] on fish.", {"lifted": "object"}, "what it is about"),
    ("Norway restored ties after a [break] of a year.", {"restored": "prep_object"}, "behind a preposition"),
    ("Norway [attacked] Chad.", {}, "nothing above it"),
]
HOLDERS = [
    ("Norway threatened to [attack] Chad.", {"threatened": "open_clause"}, "an infinitive"),
    ("Norway said that Mali [attacked] Chad.", {"said": "clause"}, "what is said"),
    ("Norway accused Mali of [attacking] Chad.", {"accused": "prep_clause"}, "what is blamed"),
    ("Norway told Mali to free the crew and [leave] the port.", {"told": "open_clause"}, "the second of two demands"),
    ("Norway gave Mali until Friday to [leave] the port.", {"gave": "aim"}, "what there is time for"),
    ("Norway urged Mali to stop and [warning] Chad.", {}, "no infinitive, so not asked for"),
    ("Norway condemned Mali, which [attacked] Chad.", {}, "a relative clause stands by itself"),
]


def look(kit, parse, marked: str) -> tuple[View, int]:
    text = re.sub(r"[\[\]]", "", marked)
    sentence = parse(text)
    at = marked.index("[")
    return View(sentence, text, kit.codebook.words), next(t.i for t in sentence.tokens if t.start == at)


@pytest.mark.parametrize(("marked", "other", "reason"), BOUND)
def test_words_that_name_one_act(kit, parse, marked: str, other: str, reason: str) -> None:
    view, i = look(kit, parse, marked)
    assert other in {view.tokens[j].text for j in find_bound(view, i)}, reason


@pytest.mark.parametrize(("marked", "above", "reason"), SECONDS)
def test_a_second_word_for_an_act_of_one_type(kit, parse, marked: str, above: dict[str, str], reason: str) -> None:
    view, i = look(kit, parse, marked)
    assert {view.tokens[j].text: f for j, f in find_seconds(view, i).items()} == above, reason


@pytest.mark.parametrize(("marked", "above", "reason"), HOLDERS)
def test_whose_content_it_is(kit, parse, marked: str, above: dict[str, str], reason: str) -> None:
    view, i = look(kit, parse, marked)
    assert {view.tokens[j].text: f for j, f in find_holders(view, i).items()} == above, reason


def test_coordinated_verbs_know_each_other(kit, parse) -> None:
    view, i = look(kit, parse, "Norway shelled the port, bombed the road and [seized] the town.")
    assert {view.tokens[j].text for j in find_coordinated(view, i)} == {"shelled", "bombed"}


def test_a_question_leaves_open_whether_it_is_so(kit, parse) -> None:
    assert is_asked(*look(kit, parse, "Reporters asked whether Norway had [shelled] the town."))
    assert not is_asked(*look(kit, parse, "Reporters said that Norway had [shelled] the town."))

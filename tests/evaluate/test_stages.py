"""Each missed event is put down to the first stage that failed it; gold events are bent so that one stage alone fails."""

from dataclasses import replace
from datetime import date

import pytest

from dragoman.evaluate.stages import STAGES, Workings, find_words, why_false, why_missed
from dragoman.evaluate.told import Party, Report, Told
from dragoman.flow import code_document
from dragoman.kit import Kit
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.segment import split_sentences

TEXT = "Norway condemned Chad on Monday after talks with Mali. Rain and snow everywhere."
END = TEXT.index(" Rain")
NOR = Party(mention="Norway", country="NOR")
TCD = Party(mention="Chad", country="TCD")
RIGHT = Told(sentence=0, type="ACCUSE", mode="", trigger="condemned", actors=(NOR,), recipients=(TCD,))


def make_report(*gold: Told, sentences: tuple[tuple[int, int], ...] = ((0, END), (END + 1, len(TEXT)))) -> Report:
    document = Document(id="made-1", text=TEXT, published=date(2021, 2, 10))
    return Report(document=document, source="made", sentences=sentences, gold=gold)


@pytest.fixture(scope="module")
def coded(kit: Kit) -> Coded:
    return code_document(make_report().document, kit)


def to(**change: object) -> Told:
    return replace(RIGHT, **change)  # type: ignore[arg-type]


MLI = Party(mention="Mali", country="MLI")
# gold event, stage, words of the reason, why
MISSED = [
    (RIGHT, "filter", "left out", "rightly proposed: whoever did not write it must have left it out"),
    (to(recipients=(MLI,)), "frame", "recipient is TCD", "found and resolved, and passed over"),
    (to(recipients=()), "frame", "nobody", "somebody was given a role that nobody has"),
    (to(actors=(Party(mention="Oslo", country="SWE"),)), "frame", "only implied", "not named in the sentence"),
    (to(recipients=(Party(mention="Chad", country="MLI"),)), "resolve", "resolved to TCD", "the wrong country"),
    (to(recipients=(Party(mention="Chad"),)), "resolve", "knows no country", "a country where there is none"),
    (to(actors=(Party(mention="after", country="SWE"),)), "mention", "not found", "no noun, so no mention"),
    (to(type="REJECT"), "trigger", "read as ACCUSE", "the word has another sense in our eyes"),
    (to(type="PROTEST", trigger="Mali"), "trigger", "no rule of PROTEST", "no rule names the word"),
    (to(type="COERCE", trigger="snow", sentence=1), "trigger", "was not parsed", "the sentence was never parsed"),
    (to(type="COERCE", trigger="raided"), "trigger", "do not stand in the sentence", "not the annotator's words"),
    (to(trigger="condemned Chad on Monday after talks with Mali. Rain"), "segment", "across two", "cut through"),
    # Two things are wrong: the stage that comes first in the work counts.
    (to(actors=(MLI,), recipients=(Party(mention="Chad", country="SWE"),)), "resolve", "SWE", "before the frame"),
    # Of two actors either would have sufficed: the one that came further counts.
    (to(actors=(Party(mention="Chad", country="SWE"), MLI)), "frame", "Mali", "nearest to being right"),
]


@pytest.mark.parametrize(("event", "stage", "words", "why"), MISSED)
def test_a_miss_is_put_down_to_its_stage(kit: Kit, coded: Coded, event: Told, stage: str, words: str, why: str) -> None:
    sentences = ((0, len(TEXT)),) if stage == "segment" else make_report().sentences
    workings = Workings(make_report(event, sentences=sentences), coded, kit)
    verdict = why_missed(event, workings, frozenset())
    assert (verdict.stage, words in verdict.reason) == (stage, True), f"{why}: {verdict}"


def test_a_word_of_another_class_is_the_parsers_fault(kit: Kit, coded: Coded) -> None:
    """The sentence as it would stand to rules alone, had the tagger taken the verb for a noun; the reader sees no tags."""
    first, *rest = coded.sentences
    tokens = tuple(replace(t, tag="NN") if t.text == "condemned" else t for t in first.tokens)
    misread = replace(coded, sentences=(replace(first, tokens=tokens), *rest), glances={})
    verdict = why_missed(RIGHT, Workings(make_report(RIGHT), misread, kit), frozenset())
    assert verdict.stage == "parse"
    assert "read as NN" in verdict.reason


def test_a_word_that_is_plainly_a_noun_is_not_the_parsers_fault(kit: Kit) -> None:
    text = "Chad is in a Norwegian jail."
    document = Document(id="made-2", text=text, published=date(2021, 2, 10))
    event = to(type="COERCE", trigger="jail")
    report = Report(document=document, source="made", sentences=((0, len(text)),), gold=(event,))
    sentence = kit.parser.parse_sentences(text, split_sentences(document))[0]
    unread = Coded(document=document, sentences=(sentence,))
    workings = Workings(report, unread, kit)
    workings.candidates, workings.rules = [], tuple(r for r in workings.rules if r.kind == "verb")
    verdict = why_missed(event, workings, frozenset())
    assert (verdict.stage, "here it is a noun" in verdict.reason) == ("trigger", True)


def test_a_torn_phrase_is_the_parsers_fault(kit: Kit, coded: Coded) -> None:
    # What an annotator may quote as one, and what is none in the parse: "on" and "after" hang on the verb.
    torn = to(actors=(Party(mention="Chad on Monday after talks", country="TCD"),))
    verdict = why_missed(torn, Workings(make_report(torn), coded, kit), frozenset())
    assert verdict.stage == "parse"
    assert "no one phrase" in verdict.reason


def test_a_record_that_is_right_for_another_event_is_no_proposal(kit: Kit, coded: Coded) -> None:
    start = TEXT.index("condemned")
    verdict = why_missed(RIGHT, Workings(make_report(RIGHT), coded, kit), frozenset({(start, "ACCUSE")}))
    assert verdict.stage == "trigger"
    assert "means another event" in verdict.reason


def test_stages_are_those_of_the_work() -> None:
    assert {stage for _, stage, _, _ in MISSED} | {"parse"} == set(STAGES)


# a false event, the gold beside it, stage, words of the reason
FALSE = [
    (to(sentence=1, trigger="snow", start=TEXT.index("snow")), (RIGHT,), "trigger", "reports no event"),
    (to(type="CONSULT", trigger="talks", start=TEXT.index("talks")), (RIGHT,), "trigger", "but no CONSULT"),
    (to(trigger="after"), (RIGHT,), "filter", "no ACCUSE but ‘condemned’"),
    (
        to(type="CONSULT", trigger="talks", start=TEXT.index("talks")),
        (to(type="REQUEST", content="talks with Mali"),),
        "filter",
        "only the content of REQUEST",
    ),
]


@pytest.mark.parametrize(("event", "gold", "stage", "words"), FALSE)
def test_a_false_event_is_put_down_to_its_stage(event: Told, gold: tuple[Told, ...], stage: str, words: str) -> None:
    verdict = why_false(event, make_report(*gold))
    assert (verdict.stage, words in verdict.reason) == (stage, True), verdict


PLACES = [
    ("the army", [(4, 12)], "plain"),
    ("THE  ARMY", [(4, 12)], "in whatever case and spacing"),
    ("arm", [], "whole words alone"),
    ("(s)", [(19, 22)], "brackets are no pattern"),
    ("", [], "no words stand nowhere"),
]


@pytest.mark.parametrize(("words", "places", "why"), PLACES)
def test_words_are_found(words: str, places: list[tuple[int, int]], why: str) -> None:
    assert find_words("And the army, base (s). The army", 0, 23, words) == places, why

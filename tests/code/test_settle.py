"""Which of the believed proposals of a sentence stand beside one another."""

from dataclasses import replace

import pytest

from dragoman.code.settle import (
    AGAINST,
    ALONE,
    FUTURE,
    HEAVY,
    SECOND,
    SECOND_DEED,
    drop_contents,
    drop_rivals,
    keep_acts,
    pool_scores,
    turn_future,
)
from dragoman.record.candidate import READER, SHUT, Candidate, Filler, Ties
from dragoman.record.mention import Actor, Reference
from dragoman.record.span import Span

# Ten letters a word, so that word 3 stands at 30.
WIDE = 10
FIRM, WEAK = SECOND + 0.2, SECOND - 0.2


def somebody(name: str, identified: str | None = None, code: str = "NOR") -> Filler:
    actor = Actor(code=code, sector=("GOV",), entity_text=name, start=0, end=4, identifier_text=identified)
    return Filler(token=0, references=(Reference(actor=actor, kind="state", basis="name"),), path="subject")


def words(first: int, last: int) -> Span:
    """The words from `first` to `last`."""
    return Span("x", first * WIDE, (last + 1) * WIDE)


def act(event: str, token: int, belief: float = FIRM, status: str = "actual", **more: object) -> Candidate:
    """A proposal on one word."""
    given: dict[str, object] = {
        "mode": "m",
        "rule": "r",
        "place": "p",
        "sentence": 0,
        "trigger": words(token, token),
        "weight": 1.0,
        "why": {"event": "e.toml:1"},
        **more,
    }
    return Candidate(event=event, token=token, status=status, scores={"belief": belief}, **given)  # type: ignore[arg-type]


def told(candidates: list[Candidate]) -> list[tuple[str, int]]:
    return [(c.event, c.token) for c in candidates]


def whole(first: int, last: int) -> dict[str, Span]:
    return {"content": words(first, last)}


def only_if(first: int, last: int) -> dict[str, Span]:
    return {"condition": words(first, last)}


# proposals, what is left, reason
CONTENTS = [
    (
        [act("THREATEN", 1, **whole(2, 5)), act("SANCTION", 3, status="future")],
        [("THREATEN", 1)],
        "what is threatened has not been done",
    ),
    (
        [act("AGREE", 1, **whole(2, 5)), act("AID", 3, status="hypothetical")],
        [("AGREE", 1)],
        "what is promised has not been done",
    ),
    (
        [act("ACCUSE", 1, **whole(2, 5)), act("ASSAULT", 3)],
        [("ACCUSE", 1), ("ASSAULT", 3)],
        "what one is accused of has been done",
    ),
    (
        [act("REQUEST", 1, **whole(2, 5)), act("REQUEST", 3)],
        [("REQUEST", 1)],
        "a request within a request is the same one",
    ),
    (
        [act("REQUEST", 1, **whole(2, 5)), act("AGREE", 3)],
        [("REQUEST", 1)],
        "an agreement that is asked for is not there yet",
    ),
    ([act("REQUEST", 1, **whole(2, 5)), act("CONCEDE", 3)], [("REQUEST", 1)], "nor is a concession"),
    (
        [act("THREATEN", 1, **whole(2, 5)), act("SANCTION", 6, status="future")],
        [("THREATEN", 1), ("SANCTION", 6)],
        "behind the content",
    ),
    (
        [act("THREATEN", 3, **whole(4, 5)), act("SANCTION", 2, status="future")],
        [("THREATEN", 3), ("SANCTION", 2)],
        "before the content; the order stays",
    ),
    (
        [act("ASSAULT", 1, **whole(2, 5)), act("SANCTION", 3, status="future")],
        [("ASSAULT", 1), ("SANCTION", 3)],
        "an act that is done with hands has no content",
    ),
    (
        [act("AGREE", 3, **whole(3, 5)), act("AGREE", 3, **whole(3, 5))],
        [("AGREE", 3), ("AGREE", 3)],
        "one act found twice on its word: rivals, not content",
    ),
    ([act("AGREE", 3, **whole(3, 5))], [("AGREE", 3)], "an act that is its own content stays"),
    (
        [act("THREATEN", 1, **only_if(4, 6)), act("ASSAULT", 5)],
        [("THREATEN", 1)],
        "what stands in the condition need not come to pass, however it is told",
    ),
    (
        [act("THREATEN", 1, **only_if(4, 6)), act("ASSAULT", 7)],
        [("THREATEN", 1), ("ASSAULT", 7)],
        "behind the condition",
    ),
    (
        [act("ASSAULT", 1, **only_if(4, 6)), act("COERCE", 5)],
        [("ASSAULT", 1), ("COERCE", 5)],
        "only what is said has conditions",
    ),
    (
        [act("THREATEN", 5, **only_if(4, 6)), act("ASSAULT", 4)],
        [("THREATEN", 5), ("ASSAULT", 4)],
        "a condition around the act itself says nothing of its neighbour",
    ),
    (
        [act("THREATEN", 1, **whole(2, 8)), act("REQUEST", 3, **whole(4, 8)), act("RETREAT", 5, status="hypothetical")],
        [("THREATEN", 1), ("REQUEST", 3)],
        "content of both",
    ),
    (
        [act("REQUEST", 1, **whole(2, 3)), act("SANCTION", 5, status="future", ties=Ties(holders={1: "open_clause"}))],
        [("REQUEST", 1)],
        "content by grammar, where its words end too soon",
    ),
    (
        [act("REQUEST", 1), act("RETREAT", 5, ties=Ties(holders={1: "aim"}))],
        [("REQUEST", 1)],
        "what one is given a week to do is not done",
    ),
    (
        [act("REQUEST", 1, **whole(2, 3)), act("REJECT", 5, rule=READER, ties=Ties(holders={1: "open_clause"}))],
        [("REQUEST", 1)],
        "asked to do something, as the reader sees it: not done, however it is told",
    ),
    (
        [act("AGREE", 1, **whole(2, 6)), act("COOPERATE", 5)],
        [("AGREE", 1)],
        "cooperation that is promised, however it is told",
    ),
    (
        [act("AGREE", 1, **whole(2, 6)), act("CONSULT", 2, ties=Ties(bound=frozenset({1})))],
        [("AGREE", 1), ("CONSULT", 2)],
        "a light verb and its noun: rivals, not content",
    ),
    (
        [act("ACCUSE", 1), act("AID", 3, ties=Ties(holders={1: "prep_clause"}))],
        [("ACCUSE", 1)],
        "accused of arming the rebels: the reproach alone",
    ),
    (
        [act("ACCUSE", 1), act("COERCE", 3, ties=Ties(seconds={1: "prep_object"}))],
        [("ACCUSE", 1)],
        "sued over a ban: the suit alone",
    ),
    (
        [act("ACCUSE", 1), act("CONSULT", 3, ties=Ties(seconds={1: "prep_object"}))],
        [("ACCUSE", 1), ("CONSULT", 3)],
        "criticised in a meeting",
    ),
    (
        [act("ACCUSE", 1), act("ASSAULT", 3, ties=Ties(holders={1: "prep_clause"}))],
        [("ACCUSE", 1), ("ASSAULT", 3)],
        "accused of bombing the market: violence beside the reproach",
    ),
    ([], [], "nothing proposed"),
]


@pytest.mark.parametrize(("candidates", "left", "reason"), CONTENTS)
def test_content_and_condition_are_no_events_of_their_own(
    candidates: list[Candidate], left: list[tuple[str, int]], reason: str
) -> None:
    assert told(drop_contents(candidates)) == left, reason


def test_of_two_acts_within_one_shared_content_one_at_least_stays() -> None:
    """ "Norway will visit Chad and meet its president": both promises have both verbs for content."""
    assert drop_contents([act("AGREE", 2, **whole(2, 6)), act("AGREE", 5, **whole(2, 6))])


@pytest.mark.parametrize(
    "text",
    [
        "Norway will visit Chad and meet its president on Friday.",
        "Norway will send aid to Chad and host talks with Mali next week.",
    ],
)
def test_a_promise_of_two_acts_is_a_promise(kit, text: str) -> None:
    from dragoman.flow import code_document
    from dragoman.record.document import Document

    assert "AGREE" in {e.event for e in code_document(Document(id="made", text=text), kit).events}


OSLO, MALI = somebody("Oslo"), somebody("Mali", code="MLI")


# proposals, what is left, reason
BAMAKO, LIMA = somebody("Bamako", code="MLI"), somebody("Lima", code="PER")


def visit(token: int, belief: float = FIRM, **more: object) -> Candidate:
    return replace(act("CONSULT", token, belief, **more), mode="visit")


RIVALS = [
    (
        [visit(1, 0.5, ties=Ties(aims=frozenset({4}))), act("CONSULT", 4, 0.9)],
        [("CONSULT", 1)],
        "what a visit is for is no act beside it",
    ),
    (
        [visit(1, 0.5, ties=Ties(aims=frozenset({4}))), act("AGREE", 4, 0.9)],
        [("CONSULT", 1)],
        "nor one that the reader thinks to come",
    ),
    (
        [visit(1, 0.5, ties=Ties(aims=frozenset({4}))), act("REQUEST", 4, 0.9)],
        [("CONSULT", 1), ("REQUEST", 4)],
        "who travels to demand something demands it",
    ),
    (
        [visit(1, 0.5, actor=(OSLO,), recipient=(BAMAKO,)), act("CONSULT", 4, 0.9, actor=(OSLO, BAMAKO))],
        [("CONSULT", 1)],
        "the meeting of a visit's two sides",
    ),
    (
        [visit(1, 0.9, actor=(OSLO,), recipient=(BAMAKO,)), act("CONSULT", 4, 0.8, actor=(OSLO, LIMA))],
        [("CONSULT", 1), ("CONSULT", 4)],
        "a meeting with others",
    ),
    (
        [
            replace(act("CONSULT", 1, 0.5, actor=(OSLO,), recipient=(BAMAKO, LIMA)), mode="third-party"),
            act("CONSULT", 4, 0.9, actor=(BAMAKO, LIMA)),
        ],
        [("CONSULT", 1)],
        "the talks between those between whom a third mediates",
    ),
    (
        [visit(1, 0.9, actor=(OSLO,), recipient=(BAMAKO,)), visit(4, 0.8, actor=(BAMAKO,), recipient=(OSLO,))],
        [("CONSULT", 1)],
        "two visits of the same countries",
    ),
    ([act("ACCUSE", 2)], [("ACCUSE", 2)], "nobody beside it"),
    ([act("ACCUSE", 2, WEAK)], [("ACCUSE", 2)], "the first need not be firm"),
    (
        [act("ACCUSE", 2, 0.6), act("ACCUSE", 4, 0.8)],
        [("ACCUSE", 4)],
        "one type, the same parties (nobody): the more believed",
    ),
    (
        [act("ACCUSE", 2, 0.8, actor=(OSLO,)), act("ACCUSE", 4, 0.6, actor=(MALI,))],
        [("ACCUSE", 2), ("ACCUSE", 4)],
        "one type, other parties, firmly believed",
    ),
    (
        [act("ACCUSE", 2, 0.8, actor=(OSLO,)), act("ACCUSE", 4, SECOND_DEED, actor=(MALI,))],
        [("ACCUSE", 2), ("ACCUSE", 4)],
        "just firm enough",
    ),
    (
        [act("ACCUSE", 2, 0.8, actor=(OSLO,)), act("ACCUSE", 4, WEAK, actor=(MALI,))],
        [("ACCUSE", 2)],
        "one type, other parties, hardly believed",
    ),
    (
        [act("ACCUSE", 2, 0.8, recipient=(OSLO,)), act("ACCUSE", 4, 0.6, recipient=(MALI,))],
        [("ACCUSE", 2), ("ACCUSE", 4)],
        "another recipient is another party",
    ),
    (
        [act("ACCUSE", 2, 0.8, actor=(OSLO,)), act("ACCUSE", 4, 0.6, recipient=(OSLO,))],
        [("ACCUSE", 2), ("ACCUSE", 4)],
        "who acts and who is acted on are not the same",
    ),
    (
        [
            act("ACCUSE", 2, 0.8, actor=(somebody("Oslo", "Norway"),)),
            act("ACCUSE", 4, 0.6, actor=(somebody("Norwegian officials", "Norway"),)),
        ],
        [("ACCUSE", 2)],
        "two names of one party",
    ),
    (
        [act("ACCUSE", 2, 0.8), act("REQUEST", 4, WEAK)],
        [("ACCUSE", 2), ("REQUEST", 4)],
        "another word and another type: no rival, firm or not",
    ),
    (
        [act("ACCUSE", 2, 0.8), act("REQUEST", 2, 0.6)],
        [("ACCUSE", 2), ("REQUEST", 2)],
        "one word of two types, the second firmly believed",
    ),
    ([act("ACCUSE", 2, 0.8), act("REQUEST", 2, WEAK)], [("ACCUSE", 2)], "one word, the second hardly believed"),
    (
        [act("ACCUSE", 2, 0.8, actor=(OSLO,)), act("ACCUSE", 2, 0.7, actor=(MALI,))],
        [("ACCUSE", 2)],
        "one word and one type is one act, whoever its parties",
    ),
    (
        [
            act("ACCUSE", 2, 0.6, actor=(OSLO,)),
            act("ACCUSE", 4, 0.8, actor=(MALI,)),
            act("ACCUSE", 6, 0.7, actor=(OSLO,)),
        ],
        [("ACCUSE", 4), ("ACCUSE", 6)],
        "a third must differ from all before it",
    ),
    (
        [act("REQUEST", 6, 0.9), act("ACCUSE", 4, 0.3), act("ASSAULT", 2, 0.6)],
        [("ASSAULT", 2), ("ACCUSE", 4), ("REQUEST", 6)],
        "what stays stands in the order of the text, not of belief",
    ),
    ([act("ACCUSE", 4, 0.6), act("ACCUSE", 2, 0.6)], [("ACCUSE", 2)], "of two believed alike, the earlier"),
    (
        [act("ASSAULT", 1, 0.8), act("COERCE", 4, 0.9, ties=Ties(bound=frozenset({1})))],
        [("COERCE", 4)],
        "two words that name one act, whatever their types",
    ),
    (
        [act("ASSAULT", 1, 0.8), act("ASSAULT", 4, 0.9, actor=(OSLO,), ties=Ties(seconds={1: "adverbial"}))],
        [("ASSAULT", 4)],
        "of one type, in the purpose of the other",
    ),
    (
        [act("ASSAULT", 1, 0.9, actor=(OSLO,)), act("ASSAULT", 4, 0.8, ties=Ties(seconds={1: "prep_object"}))],
        [("ASSAULT", 1), ("ASSAULT", 4)],
        "a noun behind a preposition may tell of another act",
    ),
    (
        [act("SANCTION", 1, 0.8), act("SANCTION", 4, 0.9, actor=(OSLO,), ties=Ties(holders={1: "open_clause"}))],
        [("SANCTION", 1)],
        "ordered to send home its envoys: one expulsion, by who ordered it",
    ),
    (
        [act("ASSAULT", 1, 0.8), act("ASSAULT", 4, 0.9, mode=None, ties=Ties(seconds={1: "prep_object"}))],
        [("ASSAULT", 1)],
        "took the town after heavy fighting",
    ),
    (
        [act("RETREAT", 1, 0.9), act("SANCTION", 4, 0.8, ties=Ties(seconds={1: "prep_object"}))],
        [("RETREAT", 1), ("SANCTION", 4)],
        "a rule has seen it there",
    ),
    (
        [act("RETREAT", 1, 0.9), act("SANCTION", 4, 0.8, rule=READER, ties=Ties(seconds={1: "prep_object"}))],
        [("RETREAT", 1)],
        "only the reader has seen it there",
    ),
    (
        [act("ASSAULT", 1, 0.9), act("RETREAT", 4, 0.8, rule=READER), act("AID", 7, ties=Ties(seconds={4: "subject"}))],
        [("ASSAULT", 1), ("RETREAT", 4), ("AID", 7)],
        "a verb that the reader believes more than its subject",
    ),
    (
        [act("ASSAULT", 1, 0.9, ties=Ties(seconds={4: "subject"})), act("RETREAT", 4, 0.8, rule=READER)],
        [("ASSAULT", 1)],
        "a shelling left the town in ruins: nobody left",
    ),
    (
        [act("ASSAULT", 2, 0.9, trigger=words(2, 3)), act("ASSAULT", 3, 0.8, actor=(OSLO,))],
        [("ASSAULT", 2)],
        "shot dead: one act in two overlapping triggers",
    ),
    (
        [act("SANCTION", 2, 0.9), act("SANCTION", 5, 0.8, mode="n", ties=Ties(coordinated=frozenset({2})))],
        [("SANCTION", 2), ("SANCTION", 5)],
        "coordinated verbs, of two modes, by the same parties",
    ),
    (
        [act("SANCTION", 2, 0.9), act("SANCTION", 5, 0.8, ties=Ties(coordinated=frozenset({2})))],
        [("SANCTION", 2)],
        "coordinated verbs of one mode",
    ),
    (
        [act("RETREAT", 2, 0.5), act("AID", 2, 0.6, rule=READER)],
        [("RETREAT", 2)],
        "the reader must be much surer than a rule on its word",
    ),
    (
        [act("RETREAT", 2, 0.4), act("AID", 2, 0.9, rule=READER)],
        [("AID", 2)],
        "and here it is",
    ),
    (
        [act("RETREAT", 2, 0.3, weight=HEAVY), act("AID", 2, 0.9, rule=READER)],
        [("RETREAT", 2)],
        "but a heavy rule is alone on its word",
    ),
    (
        [act("AGREE", 2, 0.3), act("AGREE", 2, 0.9, rule=READER)],
        [("AGREE", 2)],
        "seen alike by both: one record",
    ),
    ([], [], "nothing proposed"),
]


@pytest.mark.parametrize(("candidates", "left", "reason"), RIVALS)
def test_rivals(candidates: list[Candidate], left: list[tuple[str, int]], reason: str) -> None:
    assert told(drop_rivals(candidates)) == left, reason
    if len({(c.scores["belief"], c.token) for c in candidates}) == len(candidates):
        assert told(drop_rivals(candidates[::-1])) == left, f"whichever was proposed first: {reason}"


@pytest.mark.parametrize(("event", "promise"), sorted(FUTURE.items()))
def test_what_is_to_come_is_a_promise(event: str, promise: str) -> None:
    turned = turn_future(act(event, 3, status="future", **whole(3, 5)))
    assert (turned.event, turned.mode, turned.status) == (promise, None, "actual"), "the promise is made now"
    assert turned.content == words(3, 5)
    assert turned.why["event"] == f"e.toml:1; to come, so {promise}"


def test_a_promise_without_content_has_the_act_for_its_content() -> None:
    assert turn_future(act("CONSULT", 3, status="future")).content == words(3, 3)


@pytest.mark.parametrize(
    ("candidate", "reason"),
    [
        (act("CONSULT", 3), "it has been done"),
        (act("CONSULT", 3, status="negated"), "it is not to come"),
        (act("CONSULT", 3, status="hypothetical"), "nobody promises it"),
        (act("ASSAULT", 3, status="future"), "an attack to come is no promise"),
        (act("AGREE", 3, status="future"), "it is one already"),
    ],
)
def test_everything_else_stays_as_it_is(candidate: Candidate, reason: str) -> None:
    assert turn_future(candidate) is candidate, reason


def test_what_both_see_alike_is_told_by_the_rule() -> None:
    (kept,) = drop_rivals([act("AGREE", 2, 0.3), act("AGREE", 2, 0.9, rule=READER)])
    assert kept.rule == "r"


def chances(event: str, token: int, type_right: float, all_right: float) -> Candidate:
    """A proposal with its answers, and the belief that they make."""
    made = act(event, token)
    scores = {"type": type_right, "all": all_right, "belief": (type_right * all_right) ** 0.5}
    return replace(made, scores=scores)


def test_of_two_types_alike_on_one_word_the_likelier_has_the_chances_of_both() -> None:
    agree, concede = chances("AGREE", 1, 0.4, 0.2), chances("CONCEDE", 1, 0.3, 0.1)
    both = [agree, concede]
    assert pool_scores(agree, both)["belief"] == pytest.approx((0.7 * 0.3) ** 0.5)
    assert pool_scores(concede, both) == concede.scores
    assert pool_scores(agree, [agree, chances("CONCEDE", 2, 0.3, 0.1)]) == agree.scores, "on another word"
    assert pool_scores(agree, [agree, chances("REJECT", 1, 0.3, 0.1)]) == agree.scores, "another matter"
    assert pool_scores(chances("AGREE", 1, 0.9, 0.8), [chances("AGREE", 1, 0.9, 0.8)])["belief"] < 1


def test_the_choice_between_types_alike_does_not_depend_on_their_order() -> None:
    even = [chances("AGREE", 1, 0.3, 0.2), chances("CONCEDE", 1, 0.3, 0.2)]
    for order in (even, even[::-1]):
        raised = [c.event for c in order if pool_scores(c, order) != c.scores]
        assert raised == ["CONCEDE"]


def test_of_an_act_to_come_the_rule_says_what_it_is_and_the_reader_how_likely() -> None:
    release = replace(chances("RETREAT", 1, 0.3, 0.1), status="future", rule="r")
    promise = replace(chances("AGREE", 1, 0.6, 0.4), rule=READER)
    assert pool_scores(release, [release, promise])["belief"] == pytest.approx((0.9 * 0.5) ** 0.5)
    assert pool_scores(promise, [release, promise]) == promise.scores
    done = replace(release, status="actual")
    assert pool_scores(done, [done, promise]) == done.scores, "what is done is no promise"


@pytest.mark.parametrize(
    ("belief", "rule", "excerpt", "kept"),
    [
        pytest.param(ALONE - 0.05, READER, False, False, id="a guess of the reader in a report"),
        pytest.param(ALONE + 0.05, READER, False, True, id="what the reader sees clearly"),
        pytest.param(ALONE - 0.05, "r", False, True, id="what a rule finds"),
        pytest.param(ALONE - 0.05, READER, True, True, id="a sentence that stands alone tells of something"),
    ],
)
def test_a_guess_of_the_reader_is_no_event_of_a_report(belief: float, rule: str, excerpt: bool, kept: bool) -> None:
    candidates = [act("AID", 2, belief, rule=rule)]
    assert keep_acts(candidates, excerpt=excerpt) == (candidates if kept else [])


def test_against_a_rule_the_reader_must_be_firm() -> None:
    guess, firm = (act("AID", 2, b, rule=READER, features={SHUT: 1.0}) for b in (AGAINST - 0.05, AGAINST + 0.05))
    assert keep_acts([guess], excerpt=True) == []
    assert keep_acts([firm], excerpt=True) == [firm]


def test_a_guess_of_the_reader_takes_no_word_from_a_rule() -> None:
    guess = act("AGREE", 3, ALONE - 0.05, rule=READER, **whole(4, 6))
    assert told(keep_acts([act("SANCTION", 5, status="future"), guess])) == [("SANCTION", 5)]

"""What must not bring about a state: what is told as background, in words that all reports use, or of a countryman; and acts put off or called off."""

from dataclasses import replace

import pytest

from dragoman.ledger import keep_ledger
from dragoman.record.happening import ONLY_NAMED
from ledger.made import day, expect, happen, keep, passage, tell
from ledger.test_ledger import REOPEN, promise, reopened, state_of


def test_what_a_report_tells_beside_a_promise_is_its_background():
    def in_its_report(stated):
        done = reopened(number=3 if stated else 0)
        event = replace(done.event, document=promise().event.document, date_basis="stated" if stated else "published")
        return replace(done, event=replace(event, sentence=replace(event.sentence, sequence=1, start=200, end=260)))

    assert state_of(keep([promise(), in_its_report(False)])) == "open"
    assert state_of(keep([promise(), in_its_report(True)])) == "kept"


def test_words_that_every_report_uses_answer_nothing():
    asked = tell(
        0,
        "REQUEST",
        "Chad asked Mali to take action on the dam.",
        by=["TCD"],
        to=["MLI"],
        content="take action on the dam",
    )
    refused = tell(5, "REJECT", "Mali refused to take action.", by=["MLI"], content="take action")
    texts = [passage(n % 9, f"Report {n} says who will take action.", name=f"r{n}") for n in range(50)]
    assert state_of(keep([asked, refused])) == "refused"
    assert state_of([c for c in keep([asked, refused], passages=texts) if c.kind == "demand"]) == "open"


def named(telling, role, name, sector):
    party = replace(getattr(telling.event, role)[0], entity_text=name, identifier_text=name, sector=(sector,))
    return replace(telling, event=replace(telling.event, **{role: (party,)}))


def test_a_countryman_answers_for_nobody_but_himself():
    text = "Senator Berg urged Senator Dahl to repeal the fish tax."
    asked = tell(0, "REQUEST", text, by=["NOR"], to=["NOR"], content="repeal the fish tax")
    asked = named(named(asked, "actor", "Ada Berg", "LEG"), "recipient", "Nils Dahl", "LEG")
    text = "The senator refused to repeal the fish tax."
    refused = tell(5, "REJECT", text, by=["NOR"], trigger="refused", content="repeal the fish tax")
    assert state_of(keep([asked, named(refused, "actor", "Nils Dahl", "LEG")])) == "refused"
    assert state_of(keep([asked, named(refused, "actor", "Ole Lund", "LEG")])) == "open"


def test_what_was_said_long_before_its_first_report_is_no_surer_than_history():
    old = tell(400, "AGREE", REOPEN, by=["EGY"], to=["LBY"], content="reopen its embassy in Tripoli")
    (then,) = keep([replace(old, event=replace(old.event, date=day(0), enddate=day(0)))], as_of=500)
    (now,) = keep([old], as_of=500)
    assert then.history[0].confidence < 0.25 < now.history[0].confidence


@pytest.mark.parametrize(
    ("verb", "deadline", "state", "reason"),
    [
        ("refused to", None, "withdrawn", "its maker will not do it"),
        ("failed to", day(3), "broken", "its day has passed, and nothing is taken back"),
        ("postponed its plan to", None, "superseded", "it is put off, and not given up"),
    ],
)
def test_a_maker_who_does_not_do_it_takes_back_breaks_or_puts_off(verb, deadline, state, reason):
    text = f"Egypt {verb} reopen its embassy in Tripoli."
    said = tell(9, "REJECT", text, by=["EGY"], trigger=verb.split()[0], content="reopen its embassy in Tripoli")
    assert state_of(keep([promise(deadline=deadline), said])) == state, reason


def test_an_act_that_was_called_off_keeps_nothing():
    text = "Egypt cancelled its reopening of the embassy in Tripoli."
    done = reopened(sentence=text, trigger="reopening", name="off")
    off = tell(
        10,
        "REJECT",
        text,
        by=["EGY"],
        trigger="cancelled",
        content="its reopening of the embassy in Tripoli",
        name="off",
    )
    off = replace(off, event=replace(off.event, id="e-cancelled"))
    assert state_of(keep([promise(), done])) == "kept"
    assert state_of(keep([promise(), done, off])) != "kept"


@pytest.mark.parametrize(
    ("first", "then", "makers", "entries", "reason"),
    [
        ("repeal the tax on fish", "repeal the fish tax", ("Ada Berg", "Ada Berg"), 1, "the same senator"),
        ("repeal the tax on fish", "repeal the fish tax", ("Ada Berg", "Nils Dahl"), 2, "another senator"),
        ("listen to the people", "protect people and their homes", ("Ada Berg", "Ada Berg"), 2, "a word in common"),
    ],
)
def test_only_the_same_maker_says_the_same_again(first, then, makers, entries, reason):
    told = [
        tell(day, "REQUEST", f"Senator Moe urged Norway to {content}.", by=["NOR"], to=["NOR"], content=content)
        for day, content in ((0, first), (9, then))
    ]
    found = keep([named(t, "actor", name, "LEG") for t, name in zip(told, makers, strict=True)])
    assert len(found) == entries, reason


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("repeal the unfair tax on boats", "refused"),
        ("pay for harbour boats", "open"),
    ],
)
def test_an_answer_repeats_the_verb_or_a_third_of_the_words(answer, state):
    content = "repeal the unfair tax on fish, boats, nets, salt, ropes, hooks, sails and harbour dues"
    act = expect("CONCEDE", by=["UGA"])
    asked = tell(
        0, "REQUEST", f"Kenya urged Uganda to {content}.", by=["KEN"], to=["UGA"], content=content, expected=act
    )
    text = f"Uganda refused to {answer}."
    refused = tell(3, "REJECT", text, by=["UGA"], content=answer, expected=replace(act, negated=True))
    assert state_of(keep([asked, refused])) == state


def test_one_telling_alone_repeats_enough_of_the_words():
    content = "repair the harbour, the lighthouse and the quay"
    asked = tell(0, "REQUEST", f"Kenya urged Uganda to {content}.", by=["KEN"], to=["UGA"], content=content)
    texts = ["Uganda refused to repair the harbour.", "Uganda refused a quay.", "Uganda refused a lighthouse."]
    whole, one, other = (
        tell(n, "REJECT", text, by=["UGA"], trigger="refused", content=text[15:-1]) for n, text in enumerate(texts, 3)
    )

    def answered(*tellings):
        happening = replace(happen(tellings[0]), events=tuple(t.event.id for t in tellings))
        known = {t.event.id: t for t in (asked, *tellings)}
        found = keep_ledger([happen(asked), happening], known, (), day(100))
        return state_of(found)

    assert answered(whole) == "refused"
    assert answered(one, other) == "open"


def test_an_act_that_is_only_named_is_no_outcome():
    assert state_of(keep([promise(), replace(reopened(), doubt=ONLY_NAMED)])) == "open"


@pytest.mark.parametrize(("text", "state"), [("visited the harbour", "open"), ("visited Abeche", "kept")])
def test_a_verb_alone_is_no_act_in_a_named_place(text, state):
    said = tell(
        0,
        "AGREE",
        "Norway promised to visit Abeche.",
        by=["NOR"],
        content="visit Abeche",
        trigger="promised",
        expected=expect("CONSULT", "visit", by=["NOR"]),
    )
    done = tell(5, "CONSULT", f"Norway {text}.", by=["NOR"], mode="visit")
    assert state_of(keep([said, done])) == state


@pytest.mark.parametrize(
    ("matter", "text", "state"),
    [
        ("return them", "Mali agreed to return the dogs.", "open"),
        ("return the stolen money", "Mali agreed to return the stolen money.", "partly kept"),
    ],
)
def test_a_word_alone_is_no_answer_among_people_of_one_country(matter, text, state):
    asked = tell(0, "REQUEST", f"Mali asked Mali to {matter}.", by=["MLI"], to=["MLI"], content=matter)
    agreed = tell(5, "AGREE", text, by=["MLI"], to=["MLI"], content=text.partition(" to ")[2].rstrip("."))
    assert next(c.state for c in keep([asked, agreed]) if c.kind == "demand") == state

"""Whom a report opens with and names next, and openings that name nobody."""

import pytest

from dragoman.codebook.roles import load_roles
from dragoman.find.actors import find_actors
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions
from dragoman.resolve.opening import find_opening
from dragoman.resolve.parties import Tree
from dragoman.resolve.people import People
from dragoman.resolve.report import read_report
from dragoman.resolve.words import Words
from dragoman.segment import split_sentences
from dragoman.world.load import load_world

NURSE = "A Kenyan nurse was jailed in Peru on Monday. Zuri Otabe, 34, had treated protesters."
ROWS = [
    (NURSE, "Zuri Otabe", "the next sentence names her"),
    ("A Kenyan woman fled Peru. Zuri Otabe was on bail.", "Zuri Otabe", "without her age, as what is told of"),
    ("A Kenyan woman fled Peru. Zuri Otabe said that she was free.", None, "who only speaks may be anybody"),
    ("A Kenyan woman fled Peru. Officials said so. Rain fell. Zuri Otabe was on bail.", None, "too far behind"),
    ("A Kenyan man fled Peru. Mrs Zuri Otabe was on bail.", None, "a woman is no man"),
    ("A Kenyan nurse met a soldier. Zuri Otabe, 34, was on leave.", None, "it may be either"),
    ("A Kenyan nurse, Amal Rostvik, fled. Zuri Otabe, 34, was on leave.", None, "she has been named"),
    ("A Kenyan court sat on Monday. Zuri Otabe, 34, was on bail.", None, "a court is no person"),
    ("A Kenyan nurse fled Peru. The mayor, Zuri Otabe, was on leave.", None, "who has an office is another"),
    ("A Kenyan nurse died. The mayor, Amal Rostvik, heard that Zuri Otabe, 34, fell.", "Zuri Otabe", "not the mayor"),
    ("A Kenyan nurse who died in Peru has been named as Zuri Otabe. It rained.", "Zuri Otabe", "named at once"),
    ("A Kenyan nurse was called a member of a terrorist group. Zuri Otabe, 34, fled.", "Zuri Otabe", "one person, two nouns"),
    ("A Kenyan film-maker was jailed. Zuri Otabe, 34, fled.", "Zuri Otabe", "a film-maker is a person, no firm"),
    ("A Kenyan carmaker closed. Zuri Otabe, 34, fled.", None, "a carmaker is a firm"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "reason"), ROWS)
def test_openings(parser, text: str, name: str | None, reason: str) -> None:
    document = Document(id="t", text=text)
    sentences = parser.parse_sentences(text, split_sentences(document))
    report = read_report(document, sentences, load_world(), load_roles())
    trees = {s.sequence: Tree(s) for s in sentences}
    words = Words(report, load_world(), load_roles(), document)
    found = find_opening(trees, words, People(trees, words, report))
    assert (found.name if found else None) == name, reason


def test_the_phrase_has_the_name_and_the_name_the_country(parser) -> None:
    document = Document(id="t", text=NURSE)
    sentences = parser.parse_sentences(NURSE, split_sentences(document))
    mentions = find_actors(document, sentences)
    known = resolve_mentions(document, sentences, mentions, load_world())
    actors = {m.text: [r.actor for r in known.actors.get((m.sentence, m.head), ())] for m in mentions}
    assert [(a.code, a.identifier_text) for a in actors["A Kenyan nurse"]] == [("KEN", "Zuri Otabe")]
    assert [(a.code, a.sector) for a in actors["Zuri Otabe"]] == [("KEN", ("MED",))]

"""Sentences with their words, for whoever needs no parse."""

from datetime import date

from dragoman.record.document import Document
from dragoman.segment import list_passages

TEXT = "OSLO, 1 March. Norway opened a mission. It has two rooms."


def test_a_passage_quotes_its_sentence_and_the_one_before():
    found = list_passages(Document(id="a", text=TEXT, published=date(2021, 3, 1), furniture=((0, 14),)))
    assert [p.text for p in found] == ["Norway opened a mission.", "It has two rooms."]
    assert [TEXT[p.start : p.end] for p in found] == [p.text for p in found]
    assert [p.before for p in found] == ["", "Norway opened a mission."]
    assert {p.published for p in found} == {date(2021, 3, 1)}


def test_a_report_without_a_day_has_none():
    assert list_passages(Document(id="a", text=TEXT)) == ()

"""Who the named persons of a report are, from every mention of them."""

import pytest

from dragoman.codebook.roles import load_roles
from dragoman.record.document import Document
from dragoman.resolve.parties import Tree
from dragoman.resolve.people import People
from dragoman.resolve.report import read_report
from dragoman.resolve.words import Words
from dragoman.segment import split_sentences
from dragoman.world.load import load_world

ROWS = [
    ("Kenyan Finance Minister Zuri Otabe spoke. Otabe left.", "KEN", "GOV", "title before the name"),
    ("Zuri Otabe, the Kenyan police chief, spoke. Otabe left.", "KEN", "COP", "apposition behind the name"),
    ("The Kenyan envoy, Zuri Otabe, her Malian counterpart, left. Otabe left.", "KEN", "GOV", "not who is listed next"),
    ("Zuri Otabe, a general of the Kenyan army, left. Otabe slept.", "KEN", "MIL", "the of-phrase of the title"),
    ("Zuri Otabe became president of Kenya. Otabe slept.", "KEN", "GOV", "what a verb says that she became"),
    ("Zuri Otabe was elected mayor of Nairobi. Otabe slept.", "KEN", "GOV", "what she was elected"),
    ("Zuri Otabe heads the opposition in Kenya. Otabe slept.", "KEN", "OPP", "whom she leads"),
    ("Zuri Otabe, who commands the Kenyan army, left. Otabe slept.", "KEN", "MIL", "the same in a relative clause"),
    ("Zuri Otabe told her cabinet to wait. Otabe slept.", None, "GOV", "whose cabinet it is"),
]


@pytest.mark.parametrize(("text", "code", "sector", "reason"), ROWS)
def test_a_surname_means_the_person_described(parser, text, code, sector, reason):
    document = Document(id="t", text=text)
    sentences = parser.parse_sentences(text, split_sentences(document))
    report = read_report(document, sentences, load_world(), load_roles())
    trees = {s.sequence: Tree(s) for s in sentences}
    people = People(trees, Words(report, load_world(), load_roles(), document), report)
    last = trees[1]
    surname = next(t for t in last.tokens if t.text == "Otabe")
    found = people.find(last.left(surname.i))
    assert found is not None, reason
    assert (found.name, found.code, found.sector[0]) == ("Zuri Otabe", code, sector), reason


UNSAID = [
    ("Zuri Otabe is not the president of Kenya. Otabe slept.", "a denial"),
    ("Zuri Otabe may become president of Kenya. Otabe slept.", "a chance"),
    ("Zuri Otabe was president of Kenya. Otabe slept.", "what she was she may be no more"),
    ("Zuri Otabe told the cabinet to wait. Otabe slept.", "another's cabinet"),
]


@pytest.mark.parametrize(("text", "reason"), UNSAID)
def test_a_title_that_is_not_held_describes_nobody(parser, text, reason):
    document = Document(id="t", text=text)
    sentences = parser.parse_sentences(text, split_sentences(document))
    report = read_report(document, sentences, load_world(), load_roles())
    trees = {s.sequence: Tree(s) for s in sentences}
    people = People(trees, Words(report, load_world(), load_roles(), document), report)
    surname = next(t for t in trees[1].tokens if t.text == "Otabe")
    found = people.find(trees[1].left(surname.i))
    assert found is None or not found.sector, reason

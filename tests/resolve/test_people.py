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
    ("Zuri Otabe, a general of the Kenyan army, left. Otabe slept.", "KEN", "MIL", "the of-phrase of the title"),
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

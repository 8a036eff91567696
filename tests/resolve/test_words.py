"""What the words of one phrase say by themselves: whose it is, sector, title, gender."""

import pytest

from dragoman.codebook.roles import load_roles
from dragoman.record.document import Document
from dragoman.resolve.parties import Tree
from dragoman.resolve.report import read_report
from dragoman.resolve.words import Words
from dragoman.world.load import load_world

ROWS = [
    ("The Kenyan army general spoke.", "general", ["KEN"], "MIL", "an adjective of a people"),
    ("A US-backed rebel chief spoke.", "chief", [], "REB", "backed by is not of; the side is told by the word before"),
    ("French and Belgian officials met.", "officials", ["FRA", "BEL"], "GOV", "two peoples"),
    ("A union leader spoke.", "leader", [], "LAB", "a carrier takes the sector of the word before"),
]


@pytest.mark.parametrize(("text", "head", "codes", "sector", "reason"), ROWS)
def test_owners_and_sector(parse, text, head, codes, sector, reason):
    sentence = parse(text)
    document = Document(id="t", text=text)
    words = Words(read_report(document, [sentence], load_world(), load_roles()), load_world(), load_roles(), document)
    left = Tree(sentence).left(next(t.i for t in sentence.tokens if t.text == head))
    owners = words.owners_before(left)
    assert [p.code for p in owners] == codes, reason
    assert words.sector_of(left, words.role_of(left), owners[0] if owners else None)[0][0] == sector, reason

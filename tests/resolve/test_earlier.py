"""Nouns that point back find nobody where nothing was told before."""

from dragoman.codebook.roles import load_roles
from dragoman.record.document import Document
from dragoman.resolve.coref import Memory
from dragoman.resolve.earlier import find_earlier, find_several
from dragoman.resolve.parties import Party, Tree
from dragoman.resolve.report import read_report
from dragoman.resolve.words import Words
from dragoman.world.load import load_world


def look(parse, text: str, head: str):
    sentence = parse(text)
    document = Document(id="t", text=text)
    words = Words(read_report(document, [sentence], load_world(), load_roles()), load_world(), load_roles(), document)
    tree = Tree(sentence)
    return words, tree, next(t for t in tree.tokens if t.text == head)


def test_an_empty_memory_gives_nobody(parse):
    words, tree, token = look(parse, "The minister left.", "minister")
    assert find_earlier(Memory(), words, tree, token, Party(code=None, kind="official")) == []
    words, tree, token = look(parse, "Both countries agreed.", "countries")
    assert find_several(Memory(), words, tree, token) == ()


def test_the_country_is_the_one_spoken_of(parse):
    words, tree, token = look(parse, "In Chad, rain fell and the country slept.", "country")
    assert [p.code for p in find_earlier(Memory(), words, tree, token, Party(code=None, kind="state"))] == ["TCD"]

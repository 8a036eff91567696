"""Nouns that point back find nobody where nothing was told before."""

from datetime import date

import pytest

from dragoman.codebook.roles import load_roles
from dragoman.find import find_mentions
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions
from dragoman.resolve.coref import Memory
from dragoman.resolve.earlier import find_earlier, find_self, find_several, keep_country, name_beside
from dragoman.resolve.parties import Party, Tree
from dragoman.resolve.report import read_report
from dragoman.resolve.words import Words
from dragoman.segment import split_sentences
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


def test_a_name_beside_a_title_is_somebody_new(parse):
    """The earlier secretary tells the country; who is meant is the one who is named here."""
    _, tree, token = look(parse, "The shadow home secretary, Diana Rowe, resigned.", "secretary")
    named = name_beside(tree, token)
    assert named is not None
    assert named.text == "Rowe"
    before = Party(code="GBR", kind="official", name="Sam Varma", id="x", at=(0, 2))
    (now,) = keep_country([before], [Party(code=None, name="Diana Rowe")])
    assert (now.code, now.name, now.id, now.at) == ("GBR", "Diana Rowe", None, None)
    _, tree, token = look(parse, "The home secretary resigned.", "secretary")
    assert name_beside(tree, token) is None, "no name, so the earlier one is meant"


@pytest.mark.parametrize(
    ("text", "pronoun", "own"),
    [
        ("Ghana hosted the talks, and Guinea, itself suspended by ECOWAS, stayed away.", "itself", "Guinea"),
        ("Ghana praised the commission, which helped Peru and was itself expelled by Mali.", "itself", "commission"),
        ("Ghana said the rebels had armed themselves.", "themselves", "rebels"),
        ("Ghana praised it.", "it", None),
    ],
)
def test_whom_itself_stands_for(parse, text: str, pronoun: str, own: str | None):
    _, tree, token = look(parse, text, pronoun)
    found = find_self(tree, token)
    assert (found.text if found else None) == own


GROUPS = [
    (
        "Islamic State lost Raqqa. The Syrian Democratic Forces said the terror group fled.",
        "group",
        "IMG",
        "an army is none",
    ),
    (
        "Islamic State lost Raqqa. The Syrian Democratic Forces said the Islamist group fled.",
        "group",
        "IMG",
        "its adjective says jihad",
    ),
    (
        "Islamic State lost Raqqa. The Syrian Democratic Forces said the militants fled.",
        "militants",
        "IMG",
        "nor are they militants",
    ),
    ("Islamic State lost Raqqa. Al-Nusra said the jihadist group fled.", "group", "SYR", "the one named last"),
    (
        "The Syrian Democratic Forces met. Turkey said the terror group fled.",
        "group",
        "SYR",
        "the only group of the report",
    ),
]


@pytest.mark.parametrize(("text", "word", "code", "reason"), GROUPS)
def test_which_group_is_meant(parser, text, word, code, reason):
    document = Document(id="t", text=text, published=date(2019, 3, 1))
    sentences = parser.parse_sentences(text, split_sentences(document))
    known = resolve_mentions(document, sentences, find_mentions(document, sentences, load_world()), load_world())
    at = next((s.sequence, t.i) for s in sentences for t in s.tokens if t.text == word)
    assert [r.actor.code for r in known.actors[at]] == [code], reason

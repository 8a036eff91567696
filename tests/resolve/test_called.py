"""Rows: a report, words in it, and the name that the report or the world knows for them."""

from datetime import date

import pytest

from dragoman.find.actors import find_actors
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences
from dragoman.world.load import load_world

ROWS = [
    ("Ada Berg, Norway's finance minister, left. The Norwegian finance minister wept.", "The Norwegian finance minister",
     ["Ada Berg"], "the report names the holder"),
    ("The French president met Chad's envoy.", "The French president", ["Emmanuel Macron"], "the world knows the holder"),
    ("The deputy French president met Chad's envoy.", "The deputy French president", ["deputy French president"],
     "a deputy is somebody else"),
    ("A French president met Chad's envoy.", "A French president", ["French president"], "any president"),
    ("Vladimir Putin spoke. The Russian leader warned Chad.", "The Russian leader", ["Vladimir Putin"],
     "who leads the state, as the report names them"),
    ("The Russian and French presidents met.", "The Russian and French presidents",
     ["Vladimir Putin", "Emmanuel Macron"], "each of several"),
    ("Russian and French forces fought in Chad.", "Russian and French forces",
     ["Russian armed forces", "French armed forces"], "each army"),
    ("Ada Berg, the Norwegian minister, hid. Rebels killed her bodyguards.", "her bodyguards", ["bodyguards of Ada Berg"],
     "whose they are"),
    ("The UN envoy to Chad, Ada Berg, urged calm.", "The UN envoy to Chad, Ada Berg", ["Ada Berg"],
     "the name hangs on the last noun before the comma"),
    ("Türkiye's minister Mevlüt Çavuşoğlu met Chad's envoy.", "Türkiye's minister Mevlüt Çavuşoğlu",
     ["Mevlüt Çavuşoğlu"], "with its accents"),
    ("Chad's Supreme Court met. The court freed two envoys.", "The court", ["Supreme Court of Chad"],
     "the court that was named"),
    ("Ada Berg, the Norwegian minister, hid. Rebels killed Ada Berg's allies.", "Ada Berg's allies",
     ["allies of Ada Berg"], "who serves her is hers, no government"),
    ("A Kenyan nurse died in Peru. Zuri Otabe, 34, was on leave. The family of Zuri Otabe thanked Peru.",
     "The family of Zuri Otabe", ["family of Zuri Otabe"], "without the article"),
    ("A Kenyan nurse died in Peru. Zuri Otabe, 34, was on leave. The family of Zuri Otabe thanked Peru.",
     "A Kenyan nurse", ["Zuri Otabe"], "named in the next sentence"),
    ("Senior Republicans met Donald Trump in the US Congress.", "Senior Republicans", ["Senior Republicans"], "some of a party's people"),
    ("Donald Trump left the Republicans in the US.", "the Republicans", ["Republican Party"], "the whole party"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names", "reason"), ROWS)
def test_names(parser, text, words, names, reason):
    document = Document(id="t", text=text, published=date(2018, 3, 1))
    sentences = parser.parse_sentences(text, split_sentences(document))
    mentions = find_actors(document, sentences)
    known = resolve_mentions(document, sentences, mentions, load_world())
    found = {m.text: known.actors.get((m.sentence, m.head), ()) for m in mentions}
    assert [r.actor.identifier_text for r in found[words]] == names, reason


def test_a_thing_is_quoted_as_whose_it_is(parser):
    text = "Chad seized Peru's permits."
    document = Document(id="t", text=text, published=date(2018, 3, 1))
    sentences = parser.parse_sentences(text, split_sentences(document))
    mentions = find_actors(document, sentences)
    known = resolve_mentions(document, sentences, mentions, load_world())
    actor = next(known.actors[m.sentence, m.head] for m in mentions if m.text == "Peru's permits")[0].actor
    assert (actor.entity_text, actor.identifier_text, actor.sector) == ("Peru", "Peru", ("GOV",))
    assert text[actor.start : actor.end] == actor.entity_text

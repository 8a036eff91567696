"""Whose a noun is: rows of a report, a mention, and the codes of whom it stands for."""

from datetime import date

import pytest

from dragoman.find import find_mentions
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences
from dragoman.world.load import load_world

ROWS = [
    ("Chad's minister met the envoy from Mali.", "envoy", ["MLI"], "wherever the parser hangs the from-phrase"),
    ("Chad withdrew its troops from Mali.", "troops", ["TCD"], "forces from where they leave are not of there"),
    ("Chad's minister met her counterparts from Mali and Niger.", "counterparts", ["MLI", "NER"], "not hers"),
    ("Chad's judge called her colleague from Mali.", "colleague", ["MLI"], "nor is a colleague from elsewhere"),
    ("Chad and Mali quarrel. Chad's minister called his counterpart.", "counterpart", ["MLI"], "the other country"),
    ("Chad's minister flew to Bamako to meet army commanders.", "commanders", ["MLI"], "of where he goes"),
    ("Chad's minister flew to Bamako, where he met the premier.", "premier", ["MLI"], "of where he met him"),
    ("Rebels in Gao shot a judge.", "Rebels", ["MLI"], "a town is in a country"),
    ("Masked men shot a judge in Gao.", "judge", ["MLI"], "a report that names no country is about that of its towns"),
    ("Chad left Mali. Most governments protested.", "governments", [None], "of many countries"),
    ("Chad left Mali. Diplomats protested.", "Diplomats", [None], "nothing more is said of them"),
    ("Chad slept. The governments protested.", "governments", ["TCD"], "those that were told of"),
    ("Chad counted women from 46 countries.", "women", [None], "of many countries"),
    ("Chad freed refugees from Mali, Niger and Togo.", "refugees", [None], "of three countries"),
    ("Chad freed refugees from Mali and Niger.", "refugees", ["MLI", "NER"], "of two they are each one's"),
    ("Chad sent the migrants back. Their countries protested.", "countries", [None], "one country has no countries"),
    ("Chad left Mali. Chad warned all its neighbours.", "neighbours", [None], "not of the country"),
    ("Chad jailed Zuri Otabe, 34, from Nairobi. The mother of Otabe slept.", "mother", ["KEN"], "of whose kin she is"),
    ("Chad jailed Ayman al-Zawahiri. The mother of al-Zawahiri slept.", "mother", ["TCD"], "not of her son's group"),
    ("Iraqi Kurds marched in Syria.", "Kurds", ["IRQ"], "the word before a stateless people tells its country"),
    ("Turkish troops met Kurds in northern Syria.", "Kurds", ["SYR"], "and so does the place behind it"),
    (
        "Iraqi troops drove jihadists from Mosul. Islamic State fell.",
        "jihadists",
        ["IMG"],
        "where they were is not whose they are",
    ),
    ("Iraqi troops met farmers from Mosul. Islamic State fell.", "farmers", ["IRQ"], "where farmers are from tells it"),
    ("Chad's Russian and Iranian-backed forces fled.", "forces", ["TCD"], "both only help"),
    (
        "Ada Berg, a Peruvian opposition candidate, spoke in Chad. She mocked her rivals.",
        "rivals",
        ["PER"],
        "she contends at home",
    ),
    ("Peru mocked its rivals.", "rivals", [None], "a state's rivals are nobody's in particular"),
    ("Peru shelled Chad. Peru's president, Ada Berg, mocked her critics.", "critics", ["PER"], "critics are at home"),
    (
        "Peru shelled Chad. Peru's president, Ada Berg, praised her allies.",
        "allies",
        [None],
        "a president's allies are not",
    ),
    ("Iranian members of parliament left.", "members", ["IRN"], "members of parliament are not counted"),
]


@pytest.mark.parametrize(("text", "word", "codes", "reason"), ROWS)
def test_whose_a_noun_is(parser, text, word, codes, reason):
    document = Document(id="t", text=text, published=date(2021, 3, 1))
    sentences = parser.parse_sentences(text, split_sentences(document))
    known = resolve_mentions(document, sentences, find_mentions(document, sentences, load_world()), load_world())
    at = next((s.sequence, t.i) for s in sentences for t in s.tokens if t.text == word)
    assert [r.actor.code for r in known.actors[at]] == codes, reason

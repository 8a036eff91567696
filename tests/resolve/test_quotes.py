"""Rows: a text, its quotations, and who speaks the first of them."""

import pytest

from dragoman.record.document import Document
from dragoman.resolve.quotes import find_quotations, find_speeches
from dragoman.segment import split_sentences

QUOTES = [
    ('He said "no" twice.', ["no"], "straight marks"),
    ("“We go,” she said. “Now.”", ["We go,", "Now."], "curly marks"),
    ("“One.\n\n“Two,” he said.", ["One.", "Two,"], "a quotation that runs on opens each paragraph"),
    ("Nothing here.", [], "none"),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), QUOTES)
def test_quotations(text, wanted, reason):
    assert [text[a:b] for a, b in find_quotations(text)] == wanted, reason


SPEAKERS = [
    ("“We will not leave the valley,” Ada Berg said.", "Berg", "verb behind"),
    ("Ada Berg said: “We will not leave the valley.”", "Berg", "verb before"),
    ("“We will not leave the valley at all,” according to Ole Dahl.", "Dahl", "according to"),
    ("“We will not leave,” Ada Berg said. “They must go away now.”", "Berg", "the quotation that follows goes on"),
]


@pytest.mark.parametrize(("text", "speaker", "reason"), SPEAKERS)
def test_speakers(parser, text, speaker, reason):
    sentences = parser.parse_sentences(text, split_sentences(Document(id="t", text=text)))
    speeches = find_speeches(text, sentences)
    assert speeches, reason
    for speech in speeches:
        assert speech.by is not None, reason
        assert sentences[speech.by[0]].tokens[speech.by[1]].text == speaker, reason

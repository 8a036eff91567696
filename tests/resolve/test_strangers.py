"""Names that the world does not know: rows of a report on Peru, the words of a name, and code, kind and name of whom it stands for."""

from datetime import date

import pytest

from dragoman.find import find_mentions
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences
from dragoman.world.load import load_world

PERU = "Peru's army marched in Lima. Peru rejoiced. "
ROWS = [
    ("Zuri Otabe left.", "Otabe", "PER", "person", "Zuri Otabe", "of whom nothing is told, of the report's country"),
    ("Zuri Otabe, 34, from Nairobi, left. Zuri slept.", "Zuri", "KEN", "person", "Zuri Otabe", "by her first name"),
    ("Zuri Otabe, a Kenyan, left.", "Otabe", "KEN", "person", "Zuri Otabe", "by the word for her people"),
    ("Kenyan Zuri Otabe left. Otabe accused Peru.", "Otabe", "KEN", "person", "Zuri Otabe", "which is no part of her name"),
    ("Two Kenyans, Zuri Otabe and Ada Berg, were jailed in Peru.", "Berg", "KEN", "person", "Ada Berg", "a list of several"),
    ("Londoners Ann Ward and Joe Dell left.", "Dell", "GBR", "person", "Joe Dell", "the same before the names"),
    ("A Kenyan soldier was named as Sgt Zuri Otabe.", "Otabe", "KEN", "official", "Zuri Otabe", "as whom a verb names her"),
    ("Zuri Otabe, a Korean War buff, left.", "Otabe", "PER", "person", "Zuri Otabe", "a war is no people"),
    ("Zuri Otabe, 34, from Nairobi, left. Her mother, Sharon, slept.", "Sharon", "KEN", "person", "Sharon", "kin, and no premier"),
    ("Zuri Otabe, 34, from Nairobi, left. Ada Otabe slept.", "Ada Otabe", "KEN", "person", "Ada Otabe", "of the same family"),
    ("In 2010 Ricardo Otabe left. Peru jailed Ricardo.", "Ricardo", "PER", "person", "Ricardo Otabe", "no town of that name"),
    ("Otabe-Berg left.", "Berg", "PER", "body", "Otabe-Berg", "a hyphen is kept"),
    ("The Lima Ferry Fund met Peru. The LFF slept.", "LFF", "PER", "business", "Lima Ferry Fund", "by its initials"),
    ("Central Americans marched.", "Central Americans", None, "people", "Central Americans", "of none of theirs"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "code", "kind", "called", "reason"), ROWS)
def test_whom_a_name_stands_for(parser, text, name, code, kind, called, reason) -> None:
    document = Document(id="t", text=PERU + text, published=date(2018, 3, 1))
    sentences = parser.parse_sentences(document.text, split_sentences(document))
    mentions = [m for m in find_mentions(document, sentences, load_world()) if m.kind == "actor"]
    known = resolve_mentions(document, sentences, mentions, load_world())
    last = document.text.rindex(name) + len(name) - len(name.split(" ")[-1])
    at = next((s.sequence, t.i) for s in sentences for t in s.tokens if t.start == last)
    reference = known.actors[at][0]
    assert (reference.actor.code, reference.kind, reference.actor.identifier_text) == (code, kind, called), reason

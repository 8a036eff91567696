"""Who vouches for an event: rows of a sentence with the trigger in [brackets], the vouchers, and why."""

import re

import pytest

from dragoman.code.attribution import find_attribution
from dragoman.code.view import View
from dragoman.find import find_mentions
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions

CASES = [
    (
        "A spokesman for the militia said troops [attacked] Bamako.",
        ["A spokesman for the militia"],
        "whole noun phrase",
    ),
    ("Troops [attacked] Bamako, two officials said.", ["two officials"], "verb behind"),
    ("Rebels, the police said, [attacked] a bus near Bamako.", ["the police"], "put in between"),
    ("The agency quoted residents as saying troops [attacked] Bamako.", ["The agency", "residents"], "nested"),
    ("According to residents, troops [attacked] Bamako.", ["residents"], "according to"),
    ("Norway said that Chad, which [attacked] Mali, was weak.", [], "a relative clause states its fact by itself"),
    ("It would be wrong to think that Norway [attacked] Mali.", [], "nobody thinks so"),
]


@pytest.mark.parametrize(("marked", "vouchers", "reason"), CASES)
def test_vouchers(parse, kit, marked: str, vouchers: list[str], reason: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    document = Document(id="test", text=text)
    sentence = parse(text)
    known = resolve_mentions(document, [sentence], find_mentions(document, [sentence], kit.world), kit.world)
    trigger = next(t.i for t in sentence.tokens if t.start == marked.index("["))
    found, _ = find_attribution(View(sentence, text, kit.codebook.words), trigger, known, frozenset())
    assert [r.actor.entity_text for r in found] == vouchers, reason

"""Sentences come in, and those of them worth a parse; these go out with the ones before them that their pronouns point at.

A sentence without an event may tell who acts in the next: "Ada Berg leads the party in Chad. Police arrested her." Unparsed,
it would leave the pronoun to somebody else. The same holds of "the minister".
"""

import re
from collections.abc import Sequence

from dragoman.codebook.classes import load_classes
from dragoman.codebook.roles import load_roles
from dragoman.record.document import Sentence

# How many sentences back a pronoun may lead, from one pronoun to the next.
REACH = 3
# Behind an office of which nothing more is said: "the minister left", but not "the minister of Chad", "the minister, Ada Berg".
_ALONE = re.compile(r"\s+(?!of\b)[^\W\d_A-Z]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def add_antecedents(text: str, sentences: Sequence[Sentence], worth: Sequence[Sentence]) -> list[Sentence]:
    """Add the sentence before each of `worth` that opens with a pronoun or "the minister", and so on back; in the order of the text."""
    place = {sentence.sequence: number for number, sentence in enumerate(sentences)}
    kept = {place[sentence.sequence] for sentence in worth}
    for number in sorted(kept):
        for back in range(number, max(number - REACH, 0), -1):
            if not points_back(text[sentences[back].start : sentences[back].end]):
                break
            kept.add(back - 1)
    return [sentences[number] for number in sorted(kept)]


def points_back(words: str) -> bool:
    """Whether a pronoun of the third person, or "the" with an office, stands in the sentence before any name: no one in it can be meant."""
    roles = load_roles()
    before = ""
    for match in _WORD.finditer(words):
        word = match.group().lower()
        pronoun = roles.pronouns.get(word)
        if pronoun is not None and pronoun.person == 3:
            return True
        role = roles.nouns.get(word) if before == "the" else None
        if role is not None and role.person and role.kind == "official" and _ALONE.match(words, match.end()):
            return True
        before = word
        if match.start() and match.group()[0].isupper() and match.group().lower() not in load_classes().calendar:
            return False
    return False

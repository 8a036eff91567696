"""Sentences come in, and those of them worth a parse; these go out with the ones before them that their pronouns point at.

A sentence without an event may tell who acts in the next: "Ada Berg leads the party in Chad. Police arrested her." Unparsed,
it would leave the pronoun to somebody else.
"""

import re
from collections.abc import Sequence

from dragoman.codebook.roles import load_roles
from dragoman.record.document import Sentence

# How many sentences back a pronoun may lead, from one pronoun to the next.
REACH = 3
# Capitalised, and yet no names of anyone: "On Friday they marched".
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december".split()
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def add_antecedents(text: str, sentences: Sequence[Sentence], worth: Sequence[Sentence]) -> list[Sentence]:
    """Add the sentence before each of `worth` that opens with a pronoun, and so on back; in the order of the text."""
    place = {sentence.sequence: number for number, sentence in enumerate(sentences)}
    kept = {place[sentence.sequence] for sentence in worth}
    for number in sorted(kept):
        for back in range(number, max(number - REACH, 0), -1):
            if not points_back(text[sentences[back].start : sentences[back].end]):
                break
            kept.add(back - 1)
    return [sentences[number] for number in sorted(kept)]


def points_back(words: str) -> bool:
    """Whether a pronoun of the third person stands in the sentence before any name: no one in it can be meant."""
    pronouns = load_roles().pronouns
    for match in _WORD.finditer(words):
        pronoun = pronouns.get(match.group().lower())
        if pronoun is not None and pronoun.person == 3:
            return True
        if match.start() and match.group()[0].isupper() and match.group().lower() not in TIMES:
            return False
    return False

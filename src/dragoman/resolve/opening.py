"""The parsed sentences of a report come in; whom its first sentence speaks of before the report names them goes out.

News often opens so: "A Kenyan nurse has been jailed in Peru. Zuri Otabe, 34, was …". The nurse is Zuri Otabe, and Zuri Otabe is Kenyan.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.record.document import Token
from dragoman.resolve.parties import SUBJECTS, Tree
from dragoman.resolve.people import People, ends_name, is_name
from dragoman.resolve.words import Words

# How many sentences the report may take to name whom it opened with.
REACH = 2
INDEFINITE = frozenset({"a", "an"})
# Nouns of these kinds, and these nouns of the others, stand for no single person.
MANY = frozenset({"body", "business", "court", "government", "parliament", "place", "state"})
COLLECTIVE = frozenset(
    "army band coalition convoy crew crowd force gang group militia mob movement navy network party patrol team troop unit".split()
)
# Who only speaks of it is not whom it is about, unless his age is told.
TELLING = frozenset("add argue explain note say speak tell warn write".split())


@dataclass(frozen=True, slots=True)
class Opening:
    """The phrase of the first sentence, as (sentence, head token), and the full name that follows."""

    place: tuple[int, int]
    name: str
    gender: str


def find_opening(trees: Mapping[int, Tree], words: Words, people: People) -> Opening | None:
    """Whom the report opens with and names next; None where it does not open so."""
    first = trees.get(0)
    phrase = _find_phrase(first, words) if first is not None else None
    if first is None or phrase is None:
        return None
    gender = words.gender_of(first.left(phrase.i))
    for sequence in range(1, REACH + 1):
        for token in trees[sequence].tokens if sequence in trees else ():
            found = people.find(trees[sequence].left(token.i)) if ends_name(trees[sequence], token) else None
            if found is None or found.name is None or token.text in {t.text for t in first.tokens}:
                continue
            fits = not (gender and found.gender and gender != found.gender) and not found.office
            if fits and " " in found.name and _is_spoken_of(trees[sequence], token):
                return Opening((0, phrase.i), found.name, gender or found.gender)
            return None
    return None


def _find_phrase(tree: Tree, words: Words) -> Token | None:
    """The one "a Kenyan nurse" of a sentence, if nobody's name stands beside it; of two nobody knows who is named next."""
    found = []
    for token in tree.tokens:
        left = tree.left(token.i)
        role = words.role_of(left) if token.tag == "NN" and left[0].text.lower() in INDEFINITE else None
        if role is not None and role.kind not in MANY and token.lemma not in COLLECTIVE:
            found.append(token)
    if len(found) != 1 or found[0].function == "apposition":
        return None
    return None if any(is_name(other) for other in tree.appositions(found[0].i)) else found[0]


def _is_spoken_of(tree: Tree, token: Token) -> bool:
    """Whether a name is what its sentence is about: its subject, with an age behind it or with a verb of more than telling."""
    if token.function not in SUBJECTS:
        return False
    aged = any(child.tag == "CD" and child.i > token.i for child in tree.children[token.i])
    return aged or tree.tokens[token.head].lemma not in TELLING

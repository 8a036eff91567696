"""The parsed sentences of a report come in; whom its first sentence speaks of before the report names them goes out.

News often opens so: "A Kenyan nurse has been jailed in Peru. Zuri Otabe, 34, was …". The nurse is Zuri Otabe, and Zuri Otabe is Kenyan.
So does "A Kenyan nurse jailed in Peru has been named as Zuri Otabe".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.codebook.classes import load_classes
from dragoman.codebook.cues import load_vouching
from dragoman.record.document import Token
from dragoman.resolve.parties import SUBJECTS, Party, Tree
from dragoman.resolve.people import People, ends_name, find_named_as, is_name
from dragoman.resolve.words import Words

# How many sentences the report may take to name whom it opened with.
REACH = 2
INDEFINITE = frozenset({"a", "an"})
# Nouns of these kinds stand for no single person.
MANY = frozenset({"armed_group", "body", "court", "government", "parliament", "place", "state"})


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
    found = _find_named(first, phrase, people) or _find_next(trees, first, phrase, words, people)
    if found is None or not found.name:
        return None
    return Opening((0, phrase.i), found.name, words.gender_of(first.left(phrase.i)) or found.gender)


def _find_named(tree: Tree, phrase: Token, people: People) -> Party | None:
    """Whom the first sentence itself names so: "a nurse was named as Zuri Otabe"."""
    named = [token for token in tree.tokens if is_name(token) and phrase in find_named_as(tree, token)]
    found = people.find(tree.left(named[0].i)) if named else None
    return found if found is not None and " " in (found.name or "") else None


def _find_next(trees: Mapping[int, Tree], first: Tree, phrase: Token, words: Words, people: People) -> Party | None:
    """Whom the next sentences speak of, the first who is named in full and may be the one of the phrase."""
    gender = words.gender_of(first.left(phrase.i))
    said = {t.text for t in first.tokens}
    for sequence in range(1, REACH + 1):
        tree = trees.get(sequence)
        for token in tree.tokens if tree is not None else ():
            found = people.find(tree.left(token.i)) if tree is not None and ends_name(tree, token) else None
            if tree is None or found is None or " " not in (found.name or "") or token.text in said or found.office:
                continue
            if gender and found.gender and gender != found.gender:
                continue
            return found if _is_spoken_of(tree, token) else None
    return None


def _find_phrase(tree: Tree, words: Words) -> Token | None:
    """The one "a Kenyan nurse" of a sentence, if nobody's name stands beside it; of two nobody knows who is named next."""
    found = []
    for token in tree.tokens:
        left = tree.left(token.i)
        role = words.role_of(left) if token.tag == "NN" and left[0].text.lower() in INDEFINITE else None
        single = role is not None and role.kind not in MANY and (role.person or role.kind != "business")
        if single and token.lemma not in load_classes().collectives and token.function != "complement":
            found.append(token)
    if len(found) != 1 or found[0].function == "apposition":
        return None
    return None if any(is_name(other) for other in tree.appositions(found[0].i)) else found[0]


def _is_spoken_of(tree: Tree, token: Token) -> bool:
    """Whether a name is what its sentence is about: its subject, with an age behind it or with a verb of more than telling."""
    if token.function not in SUBJECTS:
        return False
    aged = any(child.tag == "CD" and child.i > token.i for child in tree.children[token.i])
    return aged or tree.tokens[token.head].lemma not in load_vouching().remarking

"""A trigger in its sentence comes in; the other words that name the same act, and those whose content it is, go out."""

from dragoman.code.view import View
from dragoman.codebook.classes import load_classes
from dragoman.record.candidate import Ties
from dragoman.record.document import Token

# A verb's small words: the reader often sees the act in one of them ("pulled out", "would not").
SMALL = frozenset({"auxiliary", "negation", "particle"})
# Words that tell of no act of their own, though the reader may see one there.
SMALLER = frozenset({"adverb", "coordinator", "determiner", "marker", "preposition", "punctuation"})
# Where a second word for an act of one type stands: "held talks", "a bomb killed", "flew to Oslo to meet".
SECONDS = frozenset({"object", "passive_subject", "subject", "adverbial", "complement"})
# Through these a clause is the content of the word above it; what hangs on it otherwise only belongs to it.
CONTENTS = frozenset({"clause", "open_clause", "prep_clause"})
# The function of an infinitive that says what for: "gave Mali a week to leave".
AIM = "aim"
BELOW = frozenset({"object", "passive_subject", "prep_object", "preposition", "conjunct"})


def find_ties(view: View, i: int, mode: str | None) -> Ties:
    """Everything that ties the act at token `i` to other words of its sentence."""
    return Ties(
        bound=find_bound(view, i),
        seconds=find_seconds(view, i),
        holders=find_holders(view, i),
        coordinated=find_coordinated(view, i),
        aims=find_aims(view, i) if mode == "visit" else frozenset(),
    )


def find_bound(view: View, i: int) -> frozenset[int]:
    """The tokens that name one act with token `i` whatever their types: light verb and noun, a verb and its small words."""
    token = view.tokens[i]
    found = {link.dependent for link in view.links(i, "governor") if view.tokens[link.dependent].lemma in view.light}
    if token.lemma in view.light:
        found |= {link.dependent for slot in ("object", "complement") for link in view.links(i, slot)}
    found |= {child.i for child in view.children[i] if child.function in SMALL}
    if token.function in SMALL | SMALLER and not view.is_verb(i):
        found.add(token.head)
    if view.is_verb(i) and token.function == "participle" and view.tokens[token.head].lemma in load_classes().decisions:
        found.add(token.head)
    return frozenset(found)


def find_aims(view: View, i: int) -> frozenset[int]:
    """The tokens that tell what a visit at token `i` is for: "flew to Oslo to meet the premier", "for talks"."""
    return frozenset(j for slot in ("purpose", "for") for j, _ in view.fill(i, slot))


def find_seconds(view: View, i: int) -> dict[int, str]:
    """The token right above token `i` that names the same act if it is of the same type, with the function below it."""
    token = view.tokens[i]
    while token.function == "conjunct" and token.head != token.i:
        token = view.tokens[token.head]
    if token.function == "prep_object":
        return {view.tokens[token.head].head: token.function}
    return {token.head: token.function} if token.function in SECONDS else {}


def find_coordinated(view: View, i: int) -> frozenset[int]:
    """The verbs with which the verb at token `i` is coordinated: each tells of an act of its own."""
    token = view.tokens[i]
    while token.function == "conjunct" and view.is_verb(token.head):
        token = view.tokens[token.head]
    found, stack = {token.i}, [token.i]
    while stack:
        more = [c.i for c in view.children[stack.pop()] if c.function == "conjunct" and view.is_verb(c.i)]
        found.update(more)
        stack += more
    return frozenset(found - {i}) if view.is_verb(i) else frozenset()


def find_holders(view: View, i: int) -> dict[int, str]:
    """The tokens whose content, by grammar, token `i` is, with the function in which it is.

    In "said that Mali told Chad to stop the raids" the raids are the content of "said" and of "told".
    """
    found: dict[int, str] = {}
    token = view.tokens[i]
    for child, parent in view.ancestors(token.head if token.function in SMALL else i):
        if child.function in CONTENTS:
            behind = child.function == "prep_clause" and parent.function == "preposition"
            found[parent.head if behind else parent.i] = child.function
        elif child.function == "adverbial" and any(c.tag == "TO" for c in view.children[child.i]):
            found[parent.i] = AIM
            break
        elif child.function not in BELOW or _is_another_form(view, child, parent):
            break
    return found


def _is_another_form(view: View, child: Token, parent: Token) -> bool:
    """Whether a word hung beside a verb cannot belong there: "urging him to stop and warning Mali"."""
    alike = view.is_verb(child.i) and (child.tag == "VBG") == (parent.tag == "VBG")
    return child.function == "conjunct" and view.is_verb(parent.i) and not alike


def is_asked(view: View, i: int) -> bool:
    """Whether the verb at token `i` only says what somebody asks: "asked if Mali had shelled the town"."""
    token = view.tokens[i]
    marker = next((c for c in view.children[i] if c.function == "marker" and c.lemma in ("if", "whether")), None)
    if marker is None or token.function not in ("adverbial", "clause"):
        return False
    # "Asked if …, he declined to comment": the parser hangs both on what follows.
    asking = view.tokens[token.head] if token.function == "clause" else view.tokens[max(marker.i - 1, 0)]
    return asking.lemma in view.asking

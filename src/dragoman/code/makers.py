"""A verbal event comes in; what makes it doubtful that he to whom it is given said it, or spoke for more than himself, goes out."""

from dragoman.code.view import NOUN_TAGS, PROPER, View
from dragoman.codebook.classes import load_classes
from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem
from dragoman.record.candidate import Candidate, Filler
from dragoman.record.mention import PARTS, Reference, Resolved

# The path to a maker that grammar does not show.
GUESS = "elsewhere in the sentence"
# Who is called by no more than a common noun, and whose country is taken from the report, may be anybody.
ANYBODY = frozenset({"body", "business", "people", "press"})
PRIVATE = ("CVL",)
NAMING = frozenset({"apposition", "case", "conjunct", "modifier", "possessor"})


def doubt_maker(c: Candidate, view: View, known: Resolved) -> str:
    """Why it is doubtful that its maker makes a commitment by an event; "" where nothing speaks against it."""
    parts = [r for f in c.actor for r in f.references]
    if not parts:
        return ""
    if all(r.kind not in PARTS for r in parts):
        return "its maker is a place or a thing"
    if any(_is_named_place(f, view, known) for f in c.actor):
        return "its maker is a place or a thing"
    if all(r.kind == "press" or stem(r.actor.entity_text.split()[-1]) in load_ledger_words().tellers for r in parts):
        return "its maker only tells it"
    if all(_is_private(r) for r in parts):
        return "its maker is a private person"
    # Where a report is about two countries, who has no country of his own may be of either.
    between = known.counterpart is not None
    if all(r.basis == "home" and (between or _is_vague(r, f, view)) for f in c.actor for r in f.references):
        return "its maker is only guessed"
    # "The senator, Ada Omondi, and Jan Vik urged": whose country only the report lends makes the pair wrong.
    if len(c.actor) > 1 and any(r.basis == "home" and r.kind == "person" for r in parts) and between:
        return "its maker is only guessed"
    addressed = {f.token for f in c.recipient if f.token >= 0}
    if all(f.token in addressed or _is_guessed(f, c.token, view) for f in c.actor):
        return "its maker is only guessed"
    return ""


def _is_named_place(filler: Filler, view: View, known: Resolved) -> bool:
    """Whether who says it is called by the name of a place that stands for no state: "the East Coast", not "Paris"."""
    if any(r.kind == "place" for r in filler.references):
        return True
    if filler.token < 0 or any(r.basis != "place" for r in filler.references):
        return False
    start = view.tokens[filler.token].start
    return any(p.start <= start < p.end for p in known.places.get(view.sentence.sequence, ()))


def _is_private(reference: Reference) -> bool:
    """Whether somebody speaks for himself or his kin alone."""
    called = {stem(word) for word in reference.actor.entity_text.split()}
    return reference.actor.sector[:1] == PRIVATE and (
        reference.kind == "person" or not called.isdisjoint(load_ledger_words().kin)
    )


def _is_vague(reference: Reference, filler: Filler, view: View) -> bool:
    """Whether somebody is called by no more than "some governments" or "a president", or by a common noun for people."""
    common = filler.token >= 0 and view.tokens[filler.token].tag not in PROPER
    return reference.actor.entity_text.split()[0].lower() in load_classes().vague or (
        reference.kind in ANYBODY and common
    )


def _is_guessed(filler: Filler, i: int, view: View) -> bool:
    """Whether grammar does not show that a filler says it: neither its own subject, nor that of a verb above which leaves none between."""
    if filler.path != GUESS:
        # "Sent a letter to the minister asking for documents": he to whom it is said does not say it.
        addressed = view.tokens[i].tag == "VBG" and _is_addressed(view, filler.token)
        return filler.token >= 0 and (addressed or _undergoes(view, filler.token, i))
    subjects = _list_subjects(view, i)
    if any(_tells_whose(view, filler.token, j) for j in subjects):
        return False
    if not view.is_verb(i) or (view.tokens[i].tag == "VBN" and not has_helper(view, i, "have")):
        return True
    if any(view.tokens[j].tag in NOUN_TAGS for j in subjects):
        return True
    return not any(
        link.dependent == filler.token for _, parent in view.ancestors(i) for link in view.links(parent.i, "subject")
    )


def _is_addressed(view: View, i: int) -> bool:
    """Whether a word is, or names, him to whom something is sent or said: "a letter to the minister, Ada Omondi"."""
    while view.tokens[i].function in NAMING and view.tokens[i].head != i:
        i = view.tokens[i].head
    token = view.tokens[i]
    if token.function == "subject" and view.tokens[token.head].function == "prep_clause":
        # The parser takes him for who asks: "a letter to | Ada Omondi asking".
        return view.tokens[view.tokens[token.head].head].lemma == "to"
    for child, parent in view.ancestors(i):
        if child.function not in ("prep_object", "preposition"):
            return False
        if parent.lemma == "to":
            return True
    return False


def _undergoes(view: View, i: int, saying: int) -> bool:
    """Whether a word is what another verb is done to: "maintains that she is held, and has demanded her release"."""
    token = view.tokens[i]
    passive = any(x.function == "passive_auxiliary" for x in view.children[saying])
    return token.function == "passive_subject" and token.head != saying and view.is_verb(saying) and not passive


def _tells_whose(view: View, i: int, subject: int) -> bool:
    """Whether a word is the subject or says who that is or whose: "Kenya's interior minister, Ada Omondi"."""
    while i != subject and view.tokens[i].function in NAMING and view.tokens[i].head != i:
        i = view.tokens[i].head
    return i == subject


def _list_subjects(view: View, i: int) -> list[int]:
    """Who says it by grammar; of a verb that the parser took for a participle ("the minister, promised to"), what it hangs on."""
    token = view.tokens[i]
    found = [link.dependent for link in view.links(i, "subject")]
    below = {c.function for c in view.children[i]}
    if token.function == "participle" and (
        below & {"clause", "open_clause"} or view.tokens[token.head].function == "root"
    ):
        found.append(token.head)
    # "It was agreed that …"
    return found + [c.i for c in view.children[i] if c.function == "passive_subject" and c.lemma == "it"]


def has_helper(view: View, i: int, lemma: str) -> bool:
    """Whether a verb has this helper: "had promised"."""
    return any(c.lemma == lemma and c.function == "auxiliary" for c in view.children[i])

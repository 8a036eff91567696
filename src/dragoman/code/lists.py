"""The parties of a candidate come in; with them go out those who are listed with them: "leaders like Ada Berg and Olaf Dahl"."""

from collections.abc import Iterator, Sequence

from dragoman.code.cast import describe_party, find_parts, recast
from dragoman.code.view import NOUN_TAGS, PROPER, View
from dragoman.codebook.classes import load_classes
from dragoman.record.candidate import Candidate, Filler
from dragoman.record.document import Token
from dragoman.record.mention import Reference, Resolved

PLURAL = frozenset({"NNS", "NNPS"})
# Whose country these tell may stand behind another in a list: "Norway condemned Chad, Mali" is parsed like "Chad, a neighbour".
TOLD = frozenset({"demonym", "name", "title"})


def complete_lists(candidate: Candidate, view: View, known: Resolved) -> Candidate:
    """Whoever is listed with a party plays its part too, if he is not on the other side."""
    for role, other in (("actor", "recipient"), ("recipient", "actor")):
        fillers: tuple[Filler, ...] = getattr(candidate, role)
        found = _find_listed(fillers, getattr(candidate, other), candidate.token, view, known)
        if found:
            names = ", ".join(f.references[0].actor.entity_text for f in found)
            why = f"{candidate.why.get(role, '')}; listed with it: {names}".removeprefix("; ")
            candidate = recast(candidate, role, (*fillers, *found), why)
    return candidate


def _find_listed(
    fillers: Sequence[Filler], others: Sequence[Filler], trigger: int, view: View, known: Resolved
) -> list[Filler]:
    taken = {trigger, *(f.token for f in fillers), *(f.token for f in others)}
    # Few parties stand in a list: who is called how is asked only then.
    listed = [
        (f, j, apposed) for f in fillers if f.token >= 0 for j, apposed in _list_others(view, f.token) if j not in taken
    ]
    names = describe_party((*fillers, *others)).names if listed else frozenset()
    found: list[Filler] = []
    for filler, j, apposed in listed:
        own = () if j in taken else find_parts(known.actors.get((view.sentence.sequence, j), ()))
        if not own or (apposed and not _are_two(filler.references, own)):
            continue
        party = describe_party((Filler(token=j, references=own, path=filler.path, via="listed with it"),))
        if names.isdisjoint(party.names):
            taken.add(j)
            names |= party.names
            found += party.fillers
    return found


def _are_two(some: Sequence[Reference], others: Sequence[Reference]) -> bool:
    """Whether what stands as if in apposition is another country's: then the parser took a list for it."""
    codes = {r.actor.code for r in some}
    return None not in codes and all(_is_told(r) and r.actor.code not in codes for r in others)


def _is_told(reference: Reference) -> bool:
    """Whether somebody's own words tell his country: a name, "the Chadian envoy", of persons also "Chad's Ada Berg"."""
    return reference.basis in TOLD or (reference.basis == "possessor" and reference.kind in ("official", "person"))


def _list_others(view: View, i: int) -> Iterator[tuple[int, bool]]:
    """The nouns that are listed with the one at token `i`, coordinated with it or named as some of it; and whether each is but apposed."""
    first = view.tokens[i]
    while first.function == "conjunct" and view.tokens[first.head].tag in NOUN_TAGS:
        first = view.tokens[first.head]
    if first.function != "modifier":
        yield from ((j, False) for j in view.with_conjuncts(first.i))
    for child in view.children[i]:
        if child.function == "preposition" and child.i > i and _gives_examples(view, i, child):
            named = (j for below in view.children[child.i] for j in view.with_conjuncts(below.i))
            yield from ((j, False) for j in named if view.tokens[j].tag in PROPER)
    stack = [child for child in view.children[i] if child.function == "apposition" and child.i > i]
    while stack:
        child = stack.pop()
        members = list(view.with_conjuncts(child.i))
        # "Two judges, Ada Berg and Olaf Dahl" names them all; who stands behind another alone may be but told by it.
        yield from ((j, len(members) == 1 or child.tag not in PROPER) for j in members)
        stack += [below for j in members for below in view.children[j] if below.function == "apposition"]


def _gives_examples(view: View, i: int, preposition: Token) -> bool:
    """Whether a preposition names some of the noun at token `i`: not "a spy, like Sweden", nor "not including Chad"."""
    examples = load_classes().examples
    before, word = view.tokens[preposition.i - 1], preposition.text.lower()
    if f"{before.text.lower()} {word}" in examples:
        return True
    # What one alone is like is none of it.
    plain = word != "like" or (view.tokens[i].tag in PLURAL and before.text != ",")
    return word in examples and plain and before.lemma != "not"

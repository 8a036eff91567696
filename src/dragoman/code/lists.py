"""The parties of a candidate come in; with them go out those who are listed with them: "leaders like Ada Berg and Olaf Dahl"."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.code.cast import describe_party, find_parts
from dragoman.code.view import View
from dragoman.codebook.classes import load_classes
from dragoman.record.candidate import Candidate, Filler
from dragoman.record.mention import Resolved

PROPER = frozenset({"NNP", "NNPS"})
# What a conjunct of a list may hang on.
NOMINAL = frozenset({"NN", "NNP", "NNPS", "NNS", "PRP"})


def complete_lists(candidate: Candidate, view: View, known: Resolved) -> Candidate:
    """Whoever is listed with a party plays its part too, if he is not on the other side."""
    actor = _complete(candidate.actor, candidate.recipient, candidate.token, view, known)
    recipient = _complete(candidate.recipient, actor, candidate.token, view, known)
    if actor is candidate.actor and recipient is candidate.recipient:
        return candidate
    return replace(candidate, actor=actor, recipient=recipient)


def _complete(
    fillers: tuple[Filler, ...], others: tuple[Filler, ...], trigger: int, view: View, known: Resolved
) -> tuple[Filler, ...]:
    taken = {f.token for f in (*fillers, *others)} | {trigger}
    names = describe_party(fillers).names | describe_party(others).names
    found = list(fillers)
    for filler in fillers:
        for j in _list_others(view, filler.token) if filler.token >= 0 else ():
            own = () if j in taken else find_parts(known.actors.get((view.sentence.sequence, j), ()))
            party = describe_party((Filler(token=j, references=own, path="listed with another"),))
            if own and names.isdisjoint(party.names):
                taken.add(j)
                names |= party.names
                found += party.fillers
    return tuple(found) if len(found) > len(fillers) else fillers


def _list_others(view: View, i: int) -> Iterator[int]:
    """The nouns that are listed with the one at token `i`: coordinated with it, or named as some of it."""
    first = view.tokens[i]
    while first.function == "conjunct" and view.tokens[first.head].tag in NOMINAL:
        first = view.tokens[first.head]
    if first.function != "modifier":
        yield from view.with_conjuncts(first.i)
    examples = load_classes().examples
    for child in view.children[i]:
        if child.function == "preposition" and (child.lemma in examples or view.tokens[child.i - 1].lemma == "such"):
            for below in view.children[child.i]:
                yield from (j for j in view.with_conjuncts(below.i) if view.tokens[j].tag in PROPER)
        elif child.function == "apposition" and child.tag in PROPER and len(list(view.with_conjuncts(child.i))) > 1:
            yield from view.with_conjuncts(child.i)

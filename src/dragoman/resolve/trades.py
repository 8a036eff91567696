"""A noun's Party comes in; the same with the sector that its sentence tells goes out, where the noun itself tells none."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.codebook.roles import Role
from dragoman.record.document import Token
from dragoman.resolve.parties import Party, Tree
from dragoman.resolve.words import Words

# Those who have a trade, and may share it with others.
TRADED = frozenset({"court", "forces", "official", "parliament", "person", "police", "press"})
SOLDIERS, POLICE = "MIL", "COP"


def tell_trade(
    parties: Callable[[int, int], Sequence[Party]], words: Words, tree: Tree, token: Token, role: Role, party: Party
) -> Party:
    """Of what trade somebody is of whom only "his colleague" or "an officer" is said.

    `parties` resolves another mention of the report.
    """
    if token.lemma in words.roles.peer:
        return _share_trade(parties, tree, token, party)
    if role.name == "carrier-officer" and party.sector == (POLICE,) and _speaks_of_soldiers(words, tree, token):
        return replace(party, sector=(SOLDIERS,), kind="forces")
    return party


def _share_trade(parties: Callable[[int, int], Sequence[Party]], tree: Tree, token: Token, party: Party) -> Party:
    """A general's counterpart is a soldier, a judge's colleague a judge."""
    possessor = tree.possessor(token.i)
    own = parties(tree.sentence.sequence, possessor.i) if possessor is not None else ()
    if len(own) != 1 or own[0].kind not in TRADED or not own[0].sector:
        return party
    return replace(party, sector=own[0].sector[:1], kind=own[0].kind)


def _speaks_of_soldiers(words: Words, tree: Tree, token: Token) -> bool:
    """Whether the sentence has words for soldiers ("a military court", "the army") and none for the police."""
    told = set()
    for other in tree.tokens:
        if other.i != token.i:
            role = words.roles.nouns.get(other.lemma)
            told.add(words.roles.modifiers.get(other.lemma))
            told.update(role.sector[:1] if role is not None else ())
    return SOLDIERS in told and POLICE not in told

"""A noun's Party comes in; the same with what stands in apposition to the noun goes out: a name, what kind of body it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.codebook.roles import Role
from dragoman.record.document import Token
from dragoman.resolve.parties import PERSONS, PROPER, Party, Tree, is_plural
from dragoman.resolve.words import BODY_CODES, Words

# A group's own name says more of its country than these: "its armed wing, the Sudrian Front" may be another land's.
TOLD_LESS = frozenset({"earlier", "home", "place", "possessor"})


def name_by_apposition(
    parties: Callable[[int, int], Sequence[Party]], tree: Tree, token: Token, role: Role, party: Party
) -> Party:
    """Who is named in apposition: "the Sudrian minister, Ada Berg", "their ally, the Sudrian Front".

    `parties` resolves another mention of the report.
    """
    sequence = tree.sentence.sequence
    for other in tree.appositions(token.i):
        if other.tag in PROPER and other.i != token.i:
            for beside in parties(sequence, other.i)[:1]:
                fits = beside.kind not in ("thing", "place") and beside.many == is_plural(token)
                # An acronym that the report itself makes ("the Sudrian Council (SC)") is no name.
                if fits and beside.name and (beside.id is not None or not beside.name.isupper()):
                    if beside.kind == "armed_group" and beside.basis == "name" and party.basis in TOLD_LESS:
                        party = replace(party, code=beside.code, basis="apposition")
                    return replace(party, name=beside.name, id=beside.id, gender=party.gender or beside.gender)
    # "The envoy to Chad, Ada Berg": the name may hang on the last noun before the comma instead.
    last = tree.name_after_comma(token.i) if role.person and not is_plural(token) else None
    for beside in parties(sequence, last.i)[:1] if last is not None else ():
        if beside.kind in PERSONS and beside.name and not beside.many:
            return replace(party, name=beside.name, id=beside.id, gender=party.gender or beside.gender)
    return party


def tell_by_apposition(words: Words, tree: Tree, token: Token, party: Party) -> Party:
    """What a named body is, as a common noun behind it says: "the Sudrian Council, an opposition group"."""
    if token.tag not in PROPER or party.kind in PERSONS or party.id is not None:
        return party
    for other in tree.appositions(token.i):
        role = words.role_of(tree.left(other.i)) if other.i > token.i and other.tag == "NN" else None
        if role is None or role.person:
            continue
        if role.code in BODY_CODES:
            return replace(party, code=role.code, sector=(), kind="body")
        sector, kind = words.sector_of(tree.left(other.i), role, None)
        if sector:
            return replace(party, sector=sector, kind=kind)
    return party

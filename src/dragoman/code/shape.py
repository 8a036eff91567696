"""A matched rule comes in; who plays which part goes out. Nothing is filled that no mention in the text backs."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from operator import is_

from dragoman.code.claims import Sides
from dragoman.code.view import View
from dragoman.codebook.cues import load_vouching
from dragoman.record.candidate import Candidate, Filler
from dragoman.record.mention import PARTS, Reference, Resolved

# From this likelihood on the reader's sector counts more than the one that words and world give; or than none at all.
SURE = 0.8
LIKELY = 0.5
# The head of a mention and this many words of its phrase before it tell the sector.
NEAR = 3
# A minister who says what his state "would" do says what he himself would; what its troops would do is said of them.
SPOKEN_FOR = frozenset({"government", "state"})
# Through these a word of a phrase says whose the phrase is.
OWNING = frozenset({"case", "conjunct", "modifier", "possessor", "prep_object", "preposition"})


def fill_role(
    view: View, i: int, paths: Sequence[str], known: Resolved, taken: set[int], *, things: bool
) -> tuple[Filler, ...]:
    """Fill a role from the first path that leads to someone known; else from the first that leads to anyone.

    `taken` are tokens that play another part already; `things` says whether a place or thing may stand
    for whose it is ("shelled the town", "criticised Iran's programme").
    """
    nameless: tuple[Filler, ...] = ()
    for path in paths:
        fillers = tuple(f for part in path.split("+") for f in _follow(view, i, part.strip(), known, taken, things))
        if any(r.actor.code for f in fillers for r in f.references):
            return fillers
        nameless = nameless or fillers
    return nameless


def _follow(view: View, i: int, path: str, known: Resolved, taken: set[int], things: bool) -> list[Filler]:
    if path == "speaker":
        speakers = tuple(known.speakers.get(view.sentence.sequence, ()))
        return [Filler(token=-1, references=speakers, path=path, via="speaker of the quotation")] if speakers else []
    found: list[Filler] = []
    seen: set[int] = set()
    for head, via in view.follow(i, path):
        for j in view.with_conjuncts(head):
            if j in taken or j in seen or j == i:
                continue
            seen.add(j)
            references = tuple(r for r in known.actors.get((view.sentence.sequence, j), ()) if _fits(r, things))
            if references:
                found.append(Filler(token=j, references=references, path=path, via=via))
    return found


def _fits(reference: Reference, things: bool) -> bool:
    if reference.kind in ("thing", "place"):
        return things and reference.actor.code is not None
    return True


def list_sides(view: View, actor: Sequence[Filler], known: Resolved) -> Sides:
    """Which words of the sentence call the one who acts or the state for which he speaks, and which anybody."""
    sequence = view.sentence.sequence
    codes = {r.actor.code for f in actor for r in f.references if r.actor.code}
    called = {t.i: refs for t in view.tokens if (refs := known.actors.get((sequence, t.i), ()))}
    own = {i for i, refs in called.items() if any(r.kind in SPOKEN_FOR and r.actor.code in codes for r in refs)}
    own |= {f.token for f in actor}
    return Sides(frozenset(own if codes else ()), frozenset(i for i, refs in called.items() if refs[0].kind in PARTS))


def see_fillers(view: View, i: int, role: str, known: Resolved, taken: Set[int]) -> tuple[Filler, ...]:
    """Everyone in the sentence whom the reader sees in a role of the event at token `i`, beside one another.

    The reader marks every word of a mention; a name inside the phrase of another ("Malian" in "Malian rebels") is no
    second party, save where the two are coordinated.
    """
    seen = {
        j: references
        for j in view.hints.players(i, role)
        if j != i and j not in taken and not _belongs_to(view, j, taken)
        if (references := known.actors.get((view.sentence.sequence, j), ()))
    }
    apart = {
        j: references
        for j, references in seen.items()
        if not _lies_inside(view, j, seen) and not _only_tells_country(view, j, seen)
    }
    if role == "actor":
        apart = _leave_tellers(view, i, apart)
    return tuple(Filler(token=j, references=apart[j], path="seen by the reader") for j in _once_each(apart))


def _leave_tellers(view: View, i: int, seen: Mapping[int, tuple[Reference, ...]]) -> dict[int, tuple[Reference, ...]]:
    """The mentions without those who tell what their own have done: "our troops left, a colonel of the Chadian army said"."""
    tellers = list_tellers(i, view)
    inside = {j: references for j, references in seen.items() if not lies_below(view, j, tellers)}
    codes = {r.actor.code for references in inside.values() for r in references}
    return {
        j: references
        for j, references in seen.items()
        if j in inside or not codes.issuperset(r.actor.code for r in references)
    }


def list_tellers(i: int, view: View) -> frozenset[int]:
    """Who tells, by a verb of telling above it, of what the word at token `i` says: nobody to whom it is done."""
    vouching = load_vouching().verbs
    return frozenset(
        link.dependent
        for child, parent in view.ancestors(i)
        if child.function == "clause" and parent.lemma in vouching
        for link in view.links(parent.i, "subject")
    )


def lies_below(view: View, i: int, heads: Set[int]) -> bool:
    """Whether token `i` is one of `heads` or a word of its phrase."""
    if i in heads:
        return True
    for child, parent in view.ancestors(i):
        if child.function not in OWNING:
            return False
        if parent.i in heads:
            return True
    return False


def _belongs_to(view: View, j: int, taken: Set[int]) -> bool:
    """Whether a word only says whose somebody is who plays another part: "his" and "Malian" in "his Malian colleague"."""
    token = view.tokens[j]
    return token.head in taken and (token.function == "modifier" or token.tag == "PRP$")


def _once_each(seen: Mapping[int, Sequence[Reference]]) -> list[int]:
    """The mentions, of those who are named twice ("Peru denied that it …") the first."""
    first: dict[object, int] = {}
    for j, references in seen.items():
        # Nameless people are told apart by where they stand: two soldiers are not one.
        who = tuple((r.actor.identifier_text, r.actor.code) for r in references)
        first.setdefault(who if all(name for name, _ in who) else j, j)
    return sorted(first.values())


def _only_tells_country(view: View, j: int, others: Mapping[int, Sequence[Reference]]) -> bool:
    """Whether a mention is only a country's word by a noun, and another is of that country.

    "Our troops", said a "Malian colonel"; "the envoy from Mali", wherever the parser hangs "from".
    """
    token = view.tokens[j]
    codes = {r.actor.code for r in others[j]}
    if token.function == "prep_object" and (named := others.get(token.head - 1)):
        return codes <= {r.actor.code for r in named}
    if token.function != "modifier":
        return False
    return any(
        codes <= {r.actor.code for r in others[k]} for k in others if k != j and view.tokens[k].function != "modifier"
    )


def _lies_inside(view: View, j: int, others: Mapping[int, Sequence[Reference]]) -> bool:
    """Whether a mention is part of another's phrase; one of a list, only if the other speaks for it: "the ministers of Chad and Mali"."""
    listed = False
    for child, parent in view.ancestors(j):
        listed = listed or child.function == "conjunct"
        if child.function == "conjunct" or parent.i not in others:
            continue
        codes = {r.actor.code for r in others[parent.i]}
        return not listed or all(r.actor.code in codes for r in others[j])
    return False


def read_sectors(candidate: Candidate, view: View) -> Candidate:
    """Let the reader name the sectors of the parties where it is sure, or where nothing else is known."""
    actor = tuple([_read_sector(f, view) for f in candidate.actor])
    recipient = tuple([_read_sector(f, view) for f in candidate.recipient])
    if all(map(is_, (*actor, *recipient), (*candidate.actor, *candidate.recipient))):
        return candidate
    return replace(candidate, actor=actor, recipient=recipient)


def _read_sector(filler: Filler, view: View) -> Filler:
    """Of several parties in one phrase ("Russian and Turkish officials") each is of the kind that the head names."""
    if filler.token < 0:
        return filler
    first = max(filler.token - NEAR, view.phrase(filler.token)[0])
    seen = view.hints.sector(first, filler.token)
    if seen is None:
        return filler
    sector, chance = seen
    if chance < min(SURE, LIKELY):
        return filler
    references = tuple(
        replace(r, actor=replace(r.actor, sector=(sector, *(s for s in r.actor.sector[1:] if s != sector))))
        if chance >= (SURE if r.actor.sector else LIKELY) and r.kind != "body"
        else r
        for r in filler.references
    )
    return replace(filler, references=references)

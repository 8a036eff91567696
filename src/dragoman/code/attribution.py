"""A trigger comes in; who vouches for the event, other than the outlet itself, goes out, outermost first."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from dragoman.code.view import NOUN_TAGS, VERB_TAGS, View
from dragoman.codebook.cues import load_vouching
from dragoman.record.candidate import Candidate
from dragoman.record.mention import Actor, Reference, Resolved
from dragoman.record.span import cut_span

CLAUSAL = frozenset({"clause", "open_clause", "prep_clause"})
# What is told by the way, in a relative clause or a participle, is the outlet's own knowledge.
ASIDE = frozenset({"relative", "apposition"})
# Of a name's own words: what stands before it, and what says who it is.
WITHIN = frozenset(
    {
        "apposition",
        "case",
        "determiner",
        "modifier",
        "number",
        "participle",
        "possessor",
        "preposition",
        "punctuation",
        "quantity",
    }
)
# The speaker of such an event is its actor (codebook section 6). Of all others he tells like any witness.
SPOKEN = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
PLEDGED = frozenset({"AGREE", "CONCEDE", "REJECT", "THREATEN"})
COLLECTIVE = frozenset({"armed_group", "body", "forces", "government", "party", "state"})
# In a quotation the speaker himself.
OURSELVES = frozenset({"I", "i", "we"})
RELATIVE = frozenset({"that", "which", "who"})
LIMIT = 3


def find_attribution(
    view: View, i: int, known: Resolved, own: Set[int], event: str = "ACCUSE", status: str = "actual"
) -> tuple[tuple[Reference, ...], str]:
    """Who is said to say that the act at token `i` happened; `own` are the tokens of the event's own actors.

    The speaker of a verbal event is its actor, so a voucher who is the actor is left out; not where he denies it.
    Of an act to come he tells no news either: he announces it.
    """
    alone = own if _tells_own(event, status) else frozenset()
    mine = _names(known, view, alone)
    found = [
        (_reference(view, j, i, known), why)
        for j, why in _find_vouchers(view, i)
        if j not in alone and not mine & _names(known, view, {j})
    ]
    if event in PLEDGED and len(found) == 1 and _pledges(view, i, _references(known, view, own), found[0][0]):
        found = []
    if not found and not any(view.tokens[t].lemma in OURSELVES for t in alone):
        found = [
            (r, "speaker of the quotation")
            for r in known.voices_at(view.tokens[i].start)
            if (r.actor.identifier_text or r.actor.entity_text) not in mine
        ][:1]
    found = found[:LIMIT]
    return tuple(reference for reference, _ in found), "; ".join(why for _, why in found)


def _find_vouchers(view: View, i: int) -> list[tuple[int, str]]:
    """The tokens that head the vouchers for token `i`, outermost first, each with the words that make it one."""
    words = load_vouching()
    found: list[tuple[int, str]] = []
    clause = {i}
    for child, parent in view.ancestors(i):
        clause.add(parent.i)
        if child.function in ASIDE or (child.function == "participle" and child.tag == "VBN"):
            break
        # Innermost first here; turned below.
        if child.function in CLAUSAL and parent.tag in VERB_TAGS:
            if parent.lemma in words.verbs or parent.lemma in words.colouring:
                found += reversed(list(_subjects(view, parent.i)))
        elif child.function == "prep_clause" and view.tokens[parent.head].lemma in words.accusing:
            found += reversed(list(_subjects(view, parent.head)))
        elif parent.lemma in words.nouns and parent.tag in NOUN_TAGS and _is_told_by(view, child.i, parent.i):
            found.append((parent.i, f"'{parent.text}' tells it"))
    found.reverse()
    found = found or [*_tail(view, i, clause)]
    for token in view.tokens:
        opens = token.lemma == "accord" and token.function in ("preposition", "adverbial")
        if opens and (token.head in clause or token.i == 0):
            found[:0] = [(j, "after 'according to'") for j in _after_to(view, token.i)]
    return list(dict.fromkeys(found))


def _subjects(view: View, verb: int) -> Iterator[tuple[int, str]]:
    """Who says it, by the verb of saying: its subject; whom it quotes; whom it cites. Outermost first."""
    token = view.tokens[verb]
    above = view.tokens[token.head]
    if token.function == "prep_clause" and above.lemma == "as":
        quoting = view.tokens[above.head]
        for slot in ("subject", "object"):
            yield from ((link.dependent, f"{slot} of '{quoting.text}'") for link in view.links(quoting.i, slot)[:1])
        return
    for link in view.links(verb, "subject")[:1]:
        # "It would be wrong to think that …" has nobody think so.
        if view.tokens[link.dependent].head == verb or view.tokens[link.dependent].lemma != "it":
            yield link.dependent, f"subject of '{token.text}'"
    if not view.links(verb, "subject"):
        # "…, reported Ole Dahl": the parser takes an unknown name behind its verb for an object.
        yield from (
            (c.i, f"behind '{token.text}'")
            for c in view.children[verb]
            if c.function == "object" and c.tag in ("NNP", "NNPS") and view.phrase(c.i)[0] == verb + 1
        )
    for child in view.children[verb]:
        if child.lemma in load_vouching().citing and child.tag == "VBG":
            yield from ((link.dependent, f"object of '{child.text}'") for link in view.links(child.i, "object")[:1])


def _tail(view: View, i: int, clause: Set[int]) -> Iterator[tuple[int, str]]:
    """Who says the rest, where the parser has hung the saying elsewhere: "…, the minister said on Friday", "rebels, police said, fled"."""
    words = load_vouching()
    for verb in view.tokens:
        if verb.lemma not in words.verbs or verb.tag not in ("VBD", "VBZ", "VBP", "VBN") or verb.i in clause:
            continue
        subject = next((c for c in view.children[verb.i] if c.function == "subject" and c.i < verb.i), None)
        above = view.tokens[verb.head]
        if subject is None and verb.function == "participle" and above.function == "adverb" and above.i == verb.i - 1:
            # "…, a newspaper reported": the parser takes the whole for words about when or how.
            subject = above
        if subject is None or any(c.function in CLAUSAL and c.i > verb.i for c in view.children[verb.i]):
            continue
        low = view.phrase(subject.i)[0]
        if low == 0 or view.tokens[low - 1].text not in (",", "”", '"') or subject.lemma in RELATIVE:
            continue
        inserted = verb.i < i and view.tokens[verb.i + 1].text == ","
        if low > i or inserted:
            yield subject.i, f"subject of '{verb.text}'"
            return


def _is_told_by(view: View, child: int, noun: int) -> bool:
    """Whether a noun of telling holds the word below it as its content: "the claim that …", "reports of …"."""
    token = view.tokens[child]
    if token.function in ("clause", "participle", "relative"):
        return any(c.function == "marker" and c.lemma == "that" for c in view.children[child])
    return token.function == "preposition" and token.lemma == "of" and view.tokens[noun].function == "prep_object"


def leave_out_speakers(candidate: Candidate, view: View) -> Candidate:
    """Leave out vouchers who are the final actor of a verbal event, or who pledge for it: it is their own act that they tell."""
    if not candidate.attribution or not _tells_own(candidate.event, candidate.status):
        return candidate
    actors = [r for filler in candidate.actor for r in filler.references]
    mine = {r.actor.identifier_text or r.actor.entity_text for r in actors} | {r.actor.start for r in actors}
    # Who says "we" of the state that he serves.
    mine |= {r.actor.via.start for r in actors if r.actor.via is not None}
    kept = tuple(
        r
        for r in candidate.attribution
        if r.actor.start not in mine and (r.actor.identifier_text or r.actor.entity_text) not in mine
    )
    if candidate.event in PLEDGED and len(kept) == 1 and _pledges(view, candidate.token, actors, kept[0]):
        kept = ()
    return replace(candidate, attribution=kept)


def _tells_own(event: str, status: str) -> bool:
    """Whether who tells of his own act is its actor alone: of a verbal act, unless he denies it, and of one to come."""
    return (event in SPOKEN and status != "negated") or status == "future"


def _pledges(view: View, i: int, actors: Iterable[Reference], voucher: Reference) -> bool:
    """Whether the saying is itself the pledge: "the premier said that Norway would help" is Norway's promise."""
    if not any(c.tag == "MD" for c in view.children[i]) or voucher.actor.code is None:
        return False
    return any(r.kind in COLLECTIVE and r.actor.code == voucher.actor.code for r in actors)


def _references(known: Resolved, view: View, tokens: Set[int]) -> list[Reference]:
    return [r for t in sorted(tokens) for r in known.actors.get((view.sentence.sequence, t), ())]


def _names(known: Resolved, view: View, tokens: Set[int]) -> frozenset[str]:
    """Whom tokens stand for, by name."""
    return frozenset(r.actor.identifier_text or r.actor.entity_text for r in _references(known, view, tokens))


def _after_to(view: View, i: int) -> list[int]:
    """Whom "according to" names; a compound that the parser has torn is made whole."""
    for child in view.children[i]:
        if child.function == "preposition" and child.lemma == "to":
            heads = [c.i for c in view.children[child.i] if c.function == "prep_object"]
            return [_last_noun(view, j) for j in heads]
    return []


def _last_noun(view: View, j: int) -> int:
    while j + 1 < len(view.tokens) and view.tokens[j + 1].tag in ("NN", "NNS"):
        j += 1
    return j


def _reference(view: View, i: int, trigger: int, known: Resolved) -> Reference:
    """Whom token `i` stands for, under its whole noun phrase: "a spokesman for the militia", without relative clauses."""
    low, high = _name_phrase(view, i, trigger)
    span = cut_span(view.text, view.tokens[low].start, view.tokens[high].end)
    references = known.actors.get((view.sentence.sequence, i))
    if not references:
        return Reference(
            actor=Actor(code=None, sector=(), entity_text=span.text, start=span.start, end=span.end),
            kind="thing",
            basis="none",
        )
    first = references[0]
    if first.actor.start < span.start or first.actor.end > span.end:
        return first
    return replace(first, actor=replace(first.actor, entity_text=span.text, start=span.start, end=span.end))


def _name_phrase(view: View, i: int, trigger: int) -> tuple[int, int]:
    """First and last token of the noun phrase headed by token `i`, up to what no longer says who it is."""
    low = high = i
    while (
        low > 0
        and view.tokens[low - 1].tag in NOUN_TAGS
        and view.tokens[low - 1].function in ("modifier", "prep_object")
    ):
        low -= 1
    for child in view.children[i]:
        if child.i < i and child.function in WITHIN and child.function != "punctuation":
            low = min(low, view.phrase(child.i)[0])
    # What stands before a dash or bracket (a dateline) is another phrase.
    low = max([low, *(t.i + 1 for t in view.tokens[low:i] if t.tag in (":", "-RRB-"))])
    for child in sorted(view.children[i], key=lambda c: c.i):
        if child.i < i or child.function == "punctuation":
            continue
        first, last = view.phrase(child.i)
        if child.function not in WITHIN or first > high + 2 or first <= trigger <= last:
            break
        high = last
    return low, high

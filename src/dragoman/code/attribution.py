"""A trigger comes in; who vouches for the event, other than the outlet itself, goes out, outermost first."""

from dragoman.code.view import VERB_TAGS, View
from dragoman.codebook.cues import load_vouching
from dragoman.record.mention import Actor, Reference, Resolved
from dragoman.record.span import cut_span

CLAUSAL = frozenset({"clause", "open_clause", "prep_clause", "conjunct"})
LIMIT = 3


def find_attribution(view: View, i: int, known: Resolved, own: set[int]) -> tuple[tuple[Reference, ...], str]:
    """Who is said to say that the act at token `i` happened; `own` are the tokens of the event's own actors.

    The speaker of a verbal event is its actor, so a voucher who is the actor is left out.
    """
    words = load_vouching()
    mine = {name for t in own for name in _names(known, view, t)}
    found: list[tuple[Reference, ...]] = []
    whys: list[str] = []
    clause = {i}
    for child, parent in view.ancestors(i):
        clause.add(parent.i)
        if (
            child.function in CLAUSAL
            and parent.tag in VERB_TAGS
            and parent.lemma in words.verbs
            and child.function != "conjunct"
        ):
            for link in view.links(parent.i, "subject")[:1]:
                if link.dependent not in own and not mine & _names(known, view, link.dependent):
                    found.append(_reference(view, link.dependent, known))
                    whys.append(f"subject of '{parent.text}'")
    found.reverse()
    for token in view.tokens:
        if token.lemma == "accord" and token.function in ("preposition", "adverbial") and token.head in clause:
            for voucher in _after_to(view, token.i):
                if voucher not in own and not mine & _names(known, view, voucher):
                    found.insert(0, _reference(view, voucher, known))
                    whys.append("after 'according to'")
    if not found:
        speakers = known.speakers.get(view.sentence.sequence, ())
        outer = [s for s in speakers if (s.actor.identifier_text or s.actor.entity_text) not in mine]
        if outer:
            found.append(tuple(outer))
            whys.append("speaker of the quotation")
    return tuple(r for references in found[:LIMIT] for r in references[:1]), "; ".join(whys[:LIMIT])


def _names(known: Resolved, view: View, i: int) -> set[str]:
    """Who token `i` stands for, by name."""
    return {r.actor.identifier_text or r.actor.entity_text for r in known.actors.get((view.sentence.sequence, i), ())}


def _after_to(view: View, i: int) -> list[int]:
    for child in view.children[i]:
        if child.function == "preposition" and child.lemma == "to":
            return [c.i for c in view.children[child.i] if c.function == "prep_object"]
    return []


def _reference(view: View, i: int, known: Resolved) -> tuple[Reference, ...]:
    references = known.actors.get((view.sentence.sequence, i))
    if references:
        return references
    low, high = view.phrase(i)
    span = cut_span(view.text, view.tokens[low].start, view.tokens[high].end)
    return (
        Reference(
            actor=Actor(code=None, sector=(), entity_text=span.text, start=span.start, end=span.end),
            kind="thing",
            basis="none",
        ),
    )

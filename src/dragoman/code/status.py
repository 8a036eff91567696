"""A trigger in its sentence comes in; whether the act happened, is to come, may be or did not go out, and why."""

from collections.abc import Iterator

from dragoman.code.view import VERB_TAGS, View
from dragoman.codebook.cues import load_status_cues, load_vouching

ORDER = ("negated", "hypothetical", "future")
# Functions through which a trigger is the content of the word above it.
CONTENT = frozenset({"clause", "open_clause", "prep_clause"})
NOMINAL = frozenset({"object", "passive_subject", "prep_object", "subject", "complement"})
NEGATIVE = frozenset({"no", "not", "n't", "never", "neither", "nor"})


def judge_status(view: View, i: int) -> tuple[str, str]:
    """The status of the act named at token `i`, and the words that gave it ("" for a plain actual)."""
    cues = list(find_cues(view, i))
    for status in ORDER:
        for found, why in cues:
            if found == status:
                return status, why
    return "actual", ""


def find_cues(view: View, i: int) -> Iterator[tuple[str, str]]:
    """Every (status, reason) that bears on token `i`: its own words, then those of the clauses above it."""
    yield from _own_cues(view, i)
    speech = frozenset(load_vouching().verbs)
    for child, parent in view.ancestors(i):
        if child.function == "conjunct":
            if child.tag == parent.tag:
                yield from _own_cues(view, parent.i, shared=child.i)
            continue
        if child.function in ("relative", "apposition") or (child.function == "subject" and child.i != i):
            return
        if parent.lemma in speech and child.function in CONTENT and not _is_infinite(view, child.i):
            # What is said stands by itself, unless the saying is a denial.
            yield from (cue for cue in _above(view, child.i, parent.i) if cue[0] == "negated" and "governs" in cue[1])
            return
        yield from _above(view, child.i, parent.i)


def _own_cues(view: View, i: int, shared: int | None = None) -> Iterator[tuple[str, str]]:
    """Cues in the token's own verb group or noun phrase. A conjunct shares what stands before the first verb."""
    cues = load_status_cues()
    if shared is not None and any(c.function in ("auxiliary", "subject") for c in view.children[shared]):
        return
    infinitive = _is_infinite(view, i)
    for child in view.children[i]:
        word = child.text.lower()
        if child.function == "negation" or (child.function == "adverb" and word in NEGATIVE):
            yield "negated", f"'{child.text}'"
        elif child.function == "auxiliary" and not infinitive:
            yield from ((s, f"'{child.text} {view.tokens[i].text}'") for s in cues["modal"].get(word, ()))
        elif child.function in ("marker", "adverb", "modifier", "determiner"):
            for status in cues[child.function].get(child.lemma, ()) or cues[child.function].get(word, ()):
                yield status, f"'{child.text}'"
    if infinitive and view.tokens[i].function == "clause":
        return
    going = view.tokens[view.tokens[i].head]
    if infinitive and going.lemma == "go" and going.tag == "VBG":
        yield "future", "'going to'"


def _is_infinite(view: View, i: int) -> bool:
    """Whether the verb is an infinitive."""
    return any(c.function == "auxiliary" and c.tag == "TO" for c in view.children[i])


def _cancels(view: View, i: int) -> bool:
    """Whether a negation meets a verb that itself denies or doubts: who "did not hesitate to warn" has warned."""
    statuses = load_status_cues()["governor"].get(view.tokens[i].lemma, ())
    doubts = "negated" in statuses or view.tokens[i].lemma == "hesitate"
    return doubts and any(c.function == "negation" for c in view.children[i])


def _above(view: View, child: int, parent: int) -> Iterator[tuple[str, str]]:
    """Cues in the word on which `child` hangs."""
    cues = load_status_cues()
    low, high = view.tokens[child], view.tokens[parent]
    infinitive = _is_infinite(view, child)
    if high.tag in VERB_TAGS or high.function == "complement":
        if low.function in CONTENT or (low.function == "adverbial" and infinitive):
            if _cancels(view, parent):
                return
            yield from ((s, f"'{high.text}' governs it") for s in cues["governor"].get(high.lemma, ()))
            yield from _own_cues(view, parent)
        elif low.function in NOMINAL or low.function == "preposition":
            if low.function in ("object", "passive_subject"):
                yield from ((s, f"'{high.text}' governs it") for s in cues["governor"].get(high.lemma, ()))
            if low.function != "preposition":
                yield from _own_cues(view, parent)
        elif low.function == "adverbial":
            yield from ((s, "in the condition or purpose") for s in ("hypothetical",) if infinitive)
    elif (low.function == "participle" and infinitive) or (
        low.function == "preposition" and low.lemma in ("of", "for", "to")
    ):
        yield from ((s, f"'{high.text}' governs it") for s in cues["noun"].get(high.lemma, ()))

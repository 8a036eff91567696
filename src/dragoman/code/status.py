"""A trigger in its sentence comes in; whether the act happened, is to come, may be or did not go out, and why."""

from collections.abc import Iterator

from dragoman.code.claims import SUBJECTS
from dragoman.code.view import VERB_TAGS, View
from dragoman.codebook.classes import load_classes
from dragoman.codebook.cues import load_status_cues, load_vouching
from dragoman.record.document import Token

ORDER = ("negated", "hypothetical", "future")
# Types whose act may consist in saying what will be done, or what should be.
MADE_BY_SAYING = frozenset({"AGREE", "CONCEDE", "REJECT", "REQUEST", "THREATEN"})
SAID_MODALS = ("'d", "ca", "can", "must", "ought", "should", "would")
# Functions through which a trigger is the content of the word above it.
CONTENT = frozenset({"clause", "open_clause", "prep_clause"})
NOMINAL = frozenset({"object", "passive_subject", "prep_object", "subject", "complement"})
# So begin the reasons of which no reading of the whole sentence makes anything else.
PLAIN = ("'may ", "'might ")
NOBODY = frozenset({"neither", "no", "nobody", "none"})
# Prepositions that deny what stands behind them, and adverbs that take the denial back: "did not only shell the town".
DENYING = frozenset({"against", "instead", "rather", "without"})
ONLY = frozenset({"just", "merely", "only", "simply"})
NEGATIVE = frozenset({"no", "not", "n't", "never", "neither", "nor"})


def judge_status(view: View, i: int, event: str | None = None) -> tuple[str, str]:
    """The status of the act named at token `i`, and the words that gave it ("" for a plain actual).

    A pledge, threat or refusal that is made by saying what will or will not be done is itself an act that was done.
    """
    cues = list(find_cues(view, i))
    if event in MADE_BY_SAYING and not _performs(view, i):
        cues = [(status, why) for status, why in cues if not _is_said(event, status, why)]
    for status in ORDER:
        for found, why in cues:
            if found == status:
                return status, why
    return "actual", ""


def is_plain(view: View, i: int, status: str) -> bool:
    """Whether the word's own "not", "will" or "might" settles its status beyond doubt; an infinitive never tells what was done."""
    if status != "actual" and _is_infinite(view, i):
        return True
    return status != "actual" and any(
        found != "hypothetical" or why.lower().startswith(PLAIN) for found, why in _own_cues(view, i, own=True)
    )


def is_denied(view: View, i: int) -> bool:
    """Whether a word of the sentence can deny what token `i` tells: "not", "refused", "without", but not "not only"."""
    cues = load_status_cues()
    words = {word for table in cues.values() for word, statuses in table.items() if "negated" in statuses}
    tokens = view.tokens
    only = {t.i for t in tokens[:-1] if t.text.lower() in NEGATIVE and tokens[t.i + 1].lemma in ONLY}
    return any(
        t.i != i and t.i not in only and (t.lemma in words or t.text.lower() in NEGATIVE | NOBODY | DENYING)
        for t in tokens
    )


def _performs(view: View, i: int) -> bool:
    """Whether the word names a speech act by itself ("urge"), so that it, and not what is said, will be or is not done."""
    return view.tokens[i].lemma in load_vouching().performing


def _is_said(event: str, status: str, why: str) -> bool:
    """Whether a cue belongs to what is said: to come for a pledge, not done for a refusal."""
    if event in ("REJECT", "REQUEST") and status == "negated":
        return "governs" not in why
    return status == "future" or "expected" in why or any(f"'{word} " in why for word in SAID_MODALS)


def find_cues(view: View, i: int) -> Iterator[tuple[str, str]]:
    """Every (status, reason) that bears on token `i`: its own words, then those of the clauses above it."""
    yield from _own_cues(view, i, own=True)
    words = load_vouching()
    for child, parent in view.ancestors(i):
        if child.function == "conjunct":
            if child.tag == parent.tag:
                yield from _own_cues(view, parent.i, shared=child.i)
            if child.tag == "VB" and any(
                c.lemma == "or" for c in view.children[parent.i] if c.function == "coordinator"
            ):
                yield "hypothetical", "'or'"
            continue
        if _stands_alone(view, child, i):
            return
        if parent.lemma in words.verbs and child.function in CONTENT and not _is_infinite(view, child.i):
            # What is said stands by itself, unless the saying is a denial.
            yield from (cue for cue in _above(view, child.i, parent.i) if cue[0] == "negated" and "governs" in cue[1])
            return
        yield from _above(view, child.i, parent.i)


def _stands_alone(view: View, child: Token, i: int) -> bool:
    """Whether what is told in this part is a fact whatever is said above it: what was done before, and what is told by the way."""
    if child.function in ("relative", "apposition") or (child.function == "subject" and child.i != i):
        return True
    if child.function == "participle":
        return not _is_infinite(view, child.i) and child.tag in ("VBN", "VBG")
    if child.function == "preposition":
        return child.lemma in load_vouching().aside_prepositions
    if child.function == "adverbial":
        opener = next((c.lemma for c in view.children[child.i] if c.function in ("marker", "adverb")), "")
        return opener in load_vouching().aside_markers and opener not in load_status_cues()["marker"]
    return False


def _own_cues(view: View, i: int, shared: int | None = None, own: bool = False) -> Iterator[tuple[str, str]]:
    """Cues in the token's own verb group or noun phrase. A conjunct shares what stands before the first verb."""
    cues = load_status_cues()
    if shared is not None and any(c.function in ("auxiliary", "subject") for c in view.children[shared]):
        return
    infinitive = _is_infinite(view, i)
    # "would have burned" is never the "will" of a report in the past.
    perfect = any(c.function == "auxiliary" and c.lemma == "have" for c in view.children[i])
    for child in view.children[i]:
        word = child.text.lower()
        if child.function == "negation" or (child.function == "adverb" and word in NEGATIVE):
            yield "negated", f"'{child.text}'"
        elif child.function == "auxiliary" and not infinitive:
            told = own and word in ("would", "'d") and not perfect and _is_told_before(view, i)
            found = ("future",) if told else cues["modal"].get(word, ())
            yield from ((s, f"'{child.text} {view.tokens[i].text}'") for s in found)
        elif child.function in ("marker", "adverb", "modifier", "determiner"):
            for status in cues[child.function].get(child.lemma, ()) or cues[child.function].get(word, ()):
                yield status, f"'{child.text}'"
    yield from _cues_of_subject(view, i)
    if _is_bare(view, i):
        yield "hypothetical", "'that' with a bare verb"
    if infinitive and view.tokens[i].function == "clause":
        return
    going = view.tokens[view.tokens[i].head]
    if infinitive and going.lemma == "go" and going.tag == "VBG":
        yield "future", "'going to'"


def _cues_of_subject(view: View, i: int) -> Iterator[tuple[str, str]]:
    """ "No soldiers crossed", "neither Mali nor Chad signed": a subject of whom there is none negates its verb."""
    for subject in view.children[i]:
        if subject.function in SUBJECTS:
            words = [subject, *(c for c in view.children[subject.i] if c.i < subject.i)]
            for word in words:
                if word.lemma in NOBODY:
                    yield "negated", f"'{word.text}'"


def _is_bare(view: View, i: int) -> bool:
    """Whether the verb stands bare behind its subject: in "a demand that Mali hand back the temple" nothing is handed back."""
    functions = {c.function for c in view.children[i]}
    return (
        view.tokens[i].tag == "VB"
        and view.tokens[i].function in ("clause", "participle", "relative")
        and "auxiliary" not in functions
        and not functions.isdisjoint(SUBJECTS)
    )


def _is_told_before(view: View, i: int) -> bool:
    """Whether "would" is the "will" of a report in the past: "said that it would send troops", with no if about it."""
    token = view.tokens[i]
    above = view.tokens[token.head]
    conditional = any(
        c.lemma in load_status_cues()["marker"]
        for child in view.children[i]
        if child.function == "adverbial"
        for c in view.children[child.i]
    )
    return (
        token.function == "clause"
        and above.tag in ("VBD", "VBN", "VBG")
        and above.lemma in load_vouching().verbs
        and not conditional
    )


def _is_infinite(view: View, i: int) -> bool:
    """Whether the verb is an infinitive."""
    return any(c.function == "auxiliary" and c.tag == "TO" for c in view.children[i])


def _cancels(view: View, i: int) -> bool:
    """Whether a negation meets a verb that itself denies or doubts: who "did not hesitate to warn" has warned."""
    statuses = load_status_cues()["governor"].get(view.tokens[i].lemma, ())
    doubts = "negated" in statuses or view.tokens[i].lemma in load_classes().hesitating
    return doubts and any(c.function == "negation" for c in view.children[i])


def _is_given(view: View, noun: Token, verb: Token) -> bool:
    """Whether something is said of an act that is known: "the raids could be a sign", "his threat must stop"."""
    known = any(c.function == "possessor" or c.lemma in ("the", "this", "that", "these") for c in view.children[noun.i])
    return noun.function == "subject" and verb.lemma in load_classes().ceasing | {"be"} and known


def _above(view: View, child: int, parent: int) -> Iterator[tuple[str, str]]:
    """Cues in the word on which `child` hangs."""
    cues = load_status_cues()
    low, high = view.tokens[child], view.tokens[parent]
    infinitive = _is_infinite(view, child)
    if low.function == "prep_clause" and high.lemma == "from":
        verb = view.tokens[high.head]
        yield from ((s, f"'{verb.text}' governs it") for s in cues["governor"].get(verb.lemma, ()) if s == "negated")
    if low.function == "prep_clause" and (high.lemma == "without" or view.tokens[high.head].lemma == "instead"):
        yield "negated", f"'{high.text}'"
    if infinitive and high.lemma == "be" and low.function in ("open_clause", "complement"):
        yield "future", f"'{high.text} to'"
    if high.tag in VERB_TAGS or high.function == "complement":
        if low.function in CONTENT or (low.function == "adverbial" and infinitive):
            if _cancels(view, parent):
                return
            yield from ((s, f"'{high.text}' governs it") for s in cues["governor"].get(high.lemma, ()))
            yield from _own_cues(view, parent)
        elif low.function in NOMINAL or low.function == "preposition":
            made = low.lemma in load_vouching().performing or low.lemma in load_vouching().nouns
            if low.function in ("object", "passive_subject") and not made:
                yield from ((s, f"'{high.text}' governs it") for s in cues["governor"].get(high.lemma, ()))
            if low.function != "preposition" and not _is_given(view, low, high):
                yield from _own_cues(view, parent)
        elif low.function == "adverbial":
            yield from ((s, "in the condition or purpose") for s in ("hypothetical",) if infinitive)
    elif (low.function == "participle" and infinitive) or (
        low.function == "preposition" and low.lemma in ("of", "for", "to")
    ):
        yield from ((s, f"'{high.text}' governs it") for s in cues["noun"].get(high.lemma, ()))

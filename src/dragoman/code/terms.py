"""A verbal event and what it promises or asks come in; on which condition, and by when, go out, as stretches of text."""

from collections.abc import Iterator, Sequence, Set
from datetime import date
from itertools import takewhile

from dragoman.code.claims import SUBJECTS, is_proviso
from dragoman.code.tree import find_head
from dragoman.code.view import View
from dragoman.codebook.classes import load_classes
from dragoman.codebook.cues import load_vouching
from dragoman.record.document import Token
from dragoman.record.mention import TimeSpan
from dragoman.record.span import Span, cut_span

# Times that bound nothing.
UNBOUNDED = frozenset({"since", "vague"})
# What joins a verb to the word above it whose condition is its own: "stands ready to leave".
BINDING = frozenset({"auxiliary", "clause", "complement", "open_clause"})
# How a clause of condition hangs on its act.
HANGING = frozenset({"adverbial", "clause", "conjunct"})
OPENERS = frozenset({"adverb", "marker", "other", "preposition"})
# What is refused or threatened until something is done is so unless it is done: the until-clause is a condition, not a bound.
LASTING = frozenset({"REJECT", "THREATEN"})
# Clauses that tell of another act than the one on which they hang.
BESIDE = frozenset({"adverbial", "participle", "prep_clause", "relative"})


def find_condition(view: View, i: int, content: Span | None, event: str = "") -> tuple[Span | None, str]:
    """The if- or unless-clause, or what does its work, on which the act at token `i`, or its content, hangs."""
    stretch = _list_inside(view, content)
    inside = stretch | {i}
    inside |= {parent.i for child, parent in view.ancestors(i) if child.function in BINDING}
    clauses = (*_list_clauses(view, i, inside), *_list_phrases(view, inside))
    low, high, opener = next(iter(clauses), (0, 0, ""))
    if opener:
        return quote_clause(view, low, high), f"'{opener}' opens it"
    token = view.tokens[i]
    until = _find_until(view, cut_span(view.text, token.start, token.end), content) if event in LASTING else None
    return (Span(until.text, until.start, until.end), "'until' opens it") if until is not None else (None, "")


def _list_clauses(view: View, i: int, inside: Set[int]) -> Iterator[tuple[int, int, str]]:
    """First and last token, and the opening word, of clauses of condition: "if …", "unless …", "should … resign", "without …-ing"."""
    words = load_vouching()
    for token in view.tokens:
        clause = view.tokens[token.head]
        if (token.lemma in words.condition_markers and token.function in OPENERS) or _is_inverted(view, token, clause):
            # The parser takes some for what is said or for a second act; behind "asked" and the like an if-clause is a question.
            asked = clause.function == "clause" and view.tokens[clause.head].lemma in words.asking
            if clause.function in HANGING and not asked and clause.head in inside and clause.i != i:
                yield *view.phrase(clause.i), token.text
        elif (token.lemma == "without" and token.head in inside and is_proviso(view, token)) or (
            _is_provision(view, token) and token.head in inside
        ):
            yield token.i, view.phrase(token.i)[1], token.text


def _is_provision(view: View, token: Token) -> bool:
    """Whether "provided" opens a clause, although the parser takes it for a verb: "…, provided the guards left"."""
    if token.lemma != "provide" or token.tag not in ("VBD", "VBG", "VBN") or token.i == 0:
        return False
    children = view.children[token.i]
    told = any(c.function in ("clause", "prep_clause") for c in children)
    return told and view.tokens[token.i - 1].text == "," and not any(c.function in SUBJECTS for c in children)


def _is_inverted(view: View, token: Token, clause: Token) -> bool:
    """Whether "should" opens a clause by standing before its subject: "should the talks fail"."""
    if token.lemma != "should" or token.function != "auxiliary":
        return False
    return any(c.function in SUBJECTS and c.i > token.i for c in view.children[clause.i])


def _list_phrases(view: View, inside: Set[int]) -> Iterator[tuple[int, int, str]]:
    """First and last token, and the words, of what several words open: "in return for …", "as long as …"."""
    lower = " ".join(t.text.lower() for t in view.tokens)
    for phrase in load_vouching().condition_phrases:
        at = f" {lower} ".find(f" {phrase} ")
        if at < 0:
            continue
        first = view.tokens[lower[:at].count(" ")]
        last = view.tokens[first.i + len(phrase.split()) - 1]
        clause = last.head if last.function == "marker" else first.i
        if _hangs_on(view, first.i, inside) and not _is_of_a_thing(view, last):
            yield first.i, max(view.phrase(clause)[1], last.i), phrase


def quote_clause(view: View, low: int, high: int) -> Span:
    """The text of a clause with the word that opens it, without marks at its edges."""
    tokens = view.tokens
    while low < high and tokens[low].function == "punctuation":
        low += 1
    while high > low and tokens[high].function == "punctuation":
        high -= 1
    return cut_span(view.text, tokens[low].start, tokens[high].end)


def find_deadline(
    view: View,
    trigger: Span,
    content: Span | None,
    condition: Span | None,
    times: Sequence[TimeSpan],
    event: str = "",
) -> TimeSpan | None:
    """The words that bound the act in time: a bounding time in the content, an until-clause, the next bounding time.

    What bounds the condition bounds the act too: "unless he resigns by Monday". `times` are those of the sentence, read as of
    something to come.
    """
    bounding = [t for t in times if t.grain == "deadline"]
    within = [t for t in bounding if content is not None and content.start <= t.start < content.end]
    if within:
        return min(within, key=lambda t: t.start)
    until = None if event in LASTING else _find_until(view, trigger, content)
    inside = _list_inside(view, trigger, content, condition)
    if content is not None and content.start <= trigger.start < content.end:
        # "A withdrawal will begin by May": what bounds the verb bounds the act that it brings about.
        inside |= {t.head for t in view.tokens if t.start == trigger.start and view.is_verb(t.head)}
    behind = (
        t for t in bounding if t.start > trigger.start and _hangs_on(view, find_head(view, t.start, t.end), inside)
    )
    return until or min(behind, key=lambda t: t.start, default=None)


def _list_inside(view: View, *stretches: Span | None) -> set[int]:
    """The tokens of some stretches."""
    return {t.i for t in view.tokens if any(s is not None and s.start <= t.start < s.end for s in stretches)}


def find_due(view: View, content: Span, times: Sequence[TimeSpan], published: date | None) -> TimeSpan | None:
    """The day on which something is promised or asked for: by then it must be done ("promised elections in March").

    It hangs on what is to be done, and not on something that is only spoken of by the way: "Friday's vote", "a call
    to lift the ban imposed in March".
    """
    for time in times:
        at = find_head(view, time.start, time.end) if content.start <= time.start < content.end else None
        if at is not None and is_to_come(time, published) and _dates_act(view, at, content):
            return time
    return None


def is_to_come(time: TimeSpan, published: date | None) -> bool:
    """Whether a time that is read forwards is a day or a span that is not over when the report appears."""
    return time.grain not in UNBOUNDED and None not in (time.last, published) and time.last >= published  # type: ignore[operator]


def is_day_of(view: View, i: int, time: TimeSpan) -> bool:
    """Whether a time hangs on the verb `i`, or on one whose infinitive it is, and not on the word that tells of it: "said on Monday"."""
    at = find_head(view, time.start, time.end)
    if at is None or not view.is_verb(i):
        return False
    above = takewhile(lambda pair: pair[0].function == "open_clause", view.ancestors(i))
    return _step_over(view, at).head in {i, *(parent.i for _, parent in above)}


def _step_over(view: View, at: int) -> Token:
    """The preposition before token `at`, or the token itself where there is none."""
    token = view.tokens[at]
    return view.tokens[token.head] if token.function == "prep_object" else token


def _dates_act(view: View, at: int, content: Span) -> bool:
    """Whether a time that token `at` heads hangs on the act of a content, and on nothing told beside it."""
    token = _step_over(view, at)
    if token.function not in ("adverb", "preposition") or token.lemma == "of":
        return False
    inside = takewhile(
        lambda one: content.start <= one.start < content.end, (one for one, _ in view.ancestors(token.head))
    )
    return not any(
        one.function in BESIDE and content.start <= view.tokens[one.head].start < content.end for one in inside
    )


def _find_until(view: View, trigger: Span, content: Span | None) -> TimeSpan | None:
    """An until-clause that hangs on the act, behind it, as a bound that names no day; "until now" and the like bound nothing."""
    start = max(trigger.start, content.start if content else 0)
    inside = _list_inside(view, trigger, content)
    for token in view.tokens:
        if token.lemma != "until" or token.start < start:
            continue
        clause = view.tokens[token.head] if token.function == "marker" else token
        low, high = view.phrase(clause.i)
        if view.tokens[min(token.i + 1, high)].lemma in load_classes().bygone or not _bounds(view, clause.i, inside):
            continue
        opens = token.function == "marker" and low <= token.i
        if not opens and not any(c.function == "prep_clause" for c in view.children[token.i]):
            continue
        span = quote_clause(view, token.i, high)
        return TimeSpan(text=span.text, start=span.start, end=span.end, first=None, last=None, grain="deadline")
    return None


def _bounds(view: View, i: int, inside: Set[int]) -> bool:
    """Whether a clause bounds one of `inside` and not what is told of it by the way: "the truce, which held until …"."""
    for child, parent in view.ancestors(i):
        if child.function == "relative" and child.i not in inside:
            return False
        if parent.i in inside:
            return True
    return False


def _hangs_on(view: View, i: int | None, inside: Set[int]) -> bool:
    """Whether token `i` hangs on one of `inside`, and not first on another verb: "said an aide, speaking on condition that …"."""
    if i is None or i in inside:
        return i is not None
    for _, parent in view.ancestors(i):
        if parent.i in inside or view.is_verb(parent.i):
            return parent.i in inside
    return False


def _is_of_a_thing(view: View, last: Token) -> bool:
    """Whether "on condition" names no act that is waited for: "on condition of anonymity"."""
    behind = view.tokens[last.i + 1 : last.i + 2]
    if last.lemma != "condition" or not behind or behind[0].lemma != "of":
        return False
    return not any(c.function == "prep_clause" for c in view.children[behind[0].i])

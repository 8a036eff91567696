"""A verbal event and what it promises or asks come in; on which condition, and by when, go out, as stretches of text."""

from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from itertools import takewhile

from dragoman.code.claims import SUBJECTS, is_proviso
from dragoman.code.tree import find_head
from dragoman.code.view import NOUN_TAGS, View
from dragoman.codebook.classes import load_classes
from dragoman.codebook.cues import load_vouching
from dragoman.record.candidate import Candidate
from dragoman.record.document import Token
from dragoman.record.mention import Resolved, TimeSpan
from dragoman.record.span import Span, cut_span

# Times that are no day of an act: those that last, and those that bound.
NO_DAYS = frozenset({"deadline", "since", "vague"})
# What joins a verb to the word above it whose condition is its own: "stands ready to leave".
BINDING = frozenset({"auxiliary", "clause", "complement", "open_clause"})
# How a clause of condition hangs on its act.
HANGING = frozenset({"adverbial", "clause", "conjunct"})
OPENERS = frozenset({"adverb", "marker", "other", "preposition"})
# What is refused or threatened until something is done is so unless it is done: the until-clause is a condition, not a bound.
LASTING = frozenset({"REJECT", "THREATEN"})
# Clauses that tell of another act than the one on which they hang.
BESIDE = frozenset({"adverbial", "participle", "prep_clause", "relative"})
# Tags of a verb that tells what has been said already.
PAST = frozenset({"VBD", "VBN"})
# "In January", said by somebody: of a month that has just passed the saying is meant, of one long past the next.
JUST = timedelta(days=60)


def find_condition(view: View, i: int, content: Span | None, event: str = "") -> tuple[Span | None, str]:
    """The if- or unless-clause, or what does its work, on which the act at token `i`, or its content, hangs."""
    inside = _list_inside(view, content) | {i}
    inside |= {parent.i for child, parent in view.ancestors(i) if child.function in BINDING}
    clauses = (*_list_clauses(view, i, inside), *_list_phrases(view, inside))
    low, high, opener = next(iter(clauses), (0, 0, ""))
    if opener:
        return quote_clause(view, low, high), f"'{opener}' opens it"
    if event in LASTING:
        until = _find_until(view, inside, 0)
        if until is not None:
            return Span(until.text, until.start, until.end), "'until' opens it"
    return None, ""


def _list_clauses(view: View, i: int, inside: Set[int]) -> Iterator[tuple[int, int, str]]:
    """First and last token, and the opening word, of clauses of condition: "if …", "unless …", "should … resign", "without …-ing"."""
    words = load_vouching()
    for token in view.tokens:
        clause = view.tokens[token.head]
        if _is_opener(token, words.condition_markers) or _is_inverted(view, token, clause):
            # The parser takes some for what is said or for a second act; behind "asked" and the like an if-clause is a question.
            asked = clause.function == "clause" and view.tokens[clause.head].lemma in words.asking
            if clause.function in HANGING and not asked and clause.head in inside and clause.i != i:
                yield *view.phrase(clause.i), token.text
        elif token.head in inside and (is_proviso(view, token) or _is_provision(view, token)):
            yield token.i, view.phrase(token.i)[1], token.text


def _is_opener(token: Token, markers: Sequence[str]) -> bool:
    """Whether a word opens a clause of condition; "once" does so only as a conjunction, not in "it once attacked"."""
    return token.lemma in markers and token.function in (("marker",) if token.lemma == "once" else OPENERS)


def _is_inverted(view: View, token: Token, clause: Token) -> bool:
    """Whether "should" opens a clause by standing before its subject: "should the talks fail"."""
    if token.lemma != "should" or token.function != "auxiliary":
        return False
    return any(c.function in SUBJECTS and c.i > token.i for c in view.children[clause.i])


def _is_provision(view: View, token: Token) -> bool:
    """Whether "provided" opens a clause, although the parser takes it for a verb: "…, provided the guards left"."""
    if token.lemma != "provide" or token.tag not in ("VBD", "VBG", "VBN") or token.i == 0:
        return False
    children = view.children[token.i]
    told = any(c.function in ("clause", "prep_clause") for c in children)
    behind = view.tokens[token.i - 1].text == "," or token.function == "preposition"
    return told and behind and not any(c.function in SUBJECTS for c in children)


def _list_phrases(view: View, inside: Set[int]) -> Iterator[tuple[int, int, str]]:
    """First and last token, and the words, of what several words open: "in return for …", "as long as …"."""
    lower = " ".join(t.text.lower() for t in view.tokens)
    for phrase in sorted(load_vouching().condition_phrases, key=len, reverse=True):
        at = f" {lower} ".find(f" {phrase} ")
        if at < 0:
            continue
        first = view.tokens[lower[:at].count(" ")]
        last = view.tokens[first.i + len(phrase.split()) - 1]
        if last.lemma == "as" and last.function != "marker":
            continue  # "for as long as three weeks"
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


def find_deadline(view: View, c: Candidate, known: Resolved, *, own: bool) -> TimeSpan | None:
    """By when it is to be done: the words that bound it, else the day on which it is promised or asked for.

    `own`: the act is its own content ("will meet on Friday").
    """
    times = known.coming.get(view.sentence.sequence, ())
    content = c.content or c.act
    bound = _find_bound(view, c, content, times)
    if bound is not None or content is None or c.event == "REJECT":
        return bound
    if not own and view.tokens[c.token].tag in PAST:
        times = tuple(t for t in times if _is_other_day(t, c.time, view, known))
    due = _find_due(view, content, times, known.published)
    if due is None and own and c.time is not None and _is_day_of(view, c.token, c.time):
        # Its day may stand before it: "On Friday both will meet".
        day = read_forwards(c.time, view, known)
        due = day if _is_to_come(day, known.published) else None
    return due


def read_forwards(time: TimeSpan, view: View, known: Resolved) -> TimeSpan:
    """A time of the sentence read as of something to come; one that is so read already stays as it is."""
    sequence = view.sentence.sequence
    times = known.times.get(sequence, ())
    return known.coming[sequence][times.index(time)] if time in times else time


def _find_bound(view: View, c: Candidate, content: Span | None, times: Sequence[TimeSpan]) -> TimeSpan | None:
    """A bounding time in the content or the condition, an until-clause, the next bounding time that hangs on them.

    What bounds the condition bounds the act too: "unless he resigns by Monday".
    """
    bounding = [t for t in times if t.grain == "deadline" and _is_given(view, t)]
    for stretch in (content, c.condition):
        within = [t for t in bounding if stretch is not None and stretch.start <= t.start < stretch.end]
        within = [t for t in within if not _is_beside(view, find_head(view, t.start, t.end), stretch)]
        if within:
            return min(within, key=lambda t: t.start)
    inside = _list_inside(view, c.trigger, content)
    start = max(c.trigger.start, content.start if content else 0)
    until = None if c.event in LASTING else _find_until(view, inside, start)
    if content is not None and content.start <= c.trigger.start < content.end:
        # "A withdrawal will begin by May": what bounds the verb bounds the act that it brings about.
        inside |= {t.head for t in view.tokens if t.start == c.trigger.start and view.is_verb(t.head)}
    behind = (t for t in bounding if t.start > c.trigger.start)
    behind = (t for t in behind if _hangs_on(view, find_head(view, t.start, t.end), inside))
    return until or min(behind, key=lambda t: t.start, default=None)


def _is_given(view: View, time: TimeSpan) -> bool:
    """Whether a span without a preposition is time that somebody is given: "gave them ten days", not "added ten days"."""
    at = find_head(view, time.start, time.end)
    if at is None or view.tokens[at].tag not in NOUN_TAGS:
        return at is not None
    return view.tokens[view.tokens[at].head].lemma in load_classes().allotting


def _find_due(view: View, content: Span, times: Sequence[TimeSpan], published: date | None) -> TimeSpan | None:
    """The day on which something is promised or asked for: by then it must be done ("promised elections in March").

    It hangs on what is to be done, and not on something that is only spoken of by the way: "Friday's vote", "a call
    to lift the ban imposed in March".
    """
    for time in times:
        at = find_head(view, time.start, time.end) if content.start <= time.start < content.end else None
        if at is not None and _is_to_come(time, published) and _dates_act(view, at, content):
            return time
    return None


def _is_to_come(time: TimeSpan, published: date | None) -> bool:
    """Whether a time that is read forwards is a day or a span that is not over when the report appears; of an undated report none is."""
    if time.grain in NO_DAYS or time.last is None or published is None:
        return False
    return time.last >= published


def _is_other_day(coming: TimeSpan, time: TimeSpan | None, view: View, known: Resolved) -> bool:
    """Whether a time in what somebody said is not the day on which it was said.

    "Norway asked Chad for boats on Monday" was most likely on Monday; "asked on Monday for boats on Friday" names both days.
    """
    if time is not None and time.start != coming.start:
        return True
    past = next(t for t in known.times[view.sentence.sequence] if t.start == coming.start)
    if past.last is None or known.published is None:
        return True
    if coming.grain == "day":
        return past == coming and coming.last != known.published
    return past == coming or past.last < known.published - JUST


def _is_day_of(view: View, i: int, time: TimeSpan) -> bool:
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
    return not _is_beside(view, token.head, content)


def _is_beside(view: View, at: int | None, content: Span | None) -> bool:
    """Whether a clause that tells of another act stands between a token and the head of the content."""
    if at is None or content is None:
        return True

    def lies(token: Token) -> bool:
        return content.start <= token.start < content.end

    inside = takewhile(lies, (one for one, _ in view.ancestors(at)))
    return any(one.function in BESIDE and lies(view.tokens[one.head]) for one in inside)


def _list_inside(view: View, *stretches: Span | None) -> set[int]:
    """The tokens of some stretches."""
    return {t.i for t in view.tokens if any(s is not None and s.start <= t.start < s.end for s in stretches)}


def _find_until(view: View, inside: Set[int], start: int) -> TimeSpan | None:
    """An until-clause that hangs on one of `inside`, from `start` on, as a bound that names no day; "until now" and the like bound nothing."""
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

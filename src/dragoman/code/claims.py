"""A verbal event's trigger comes in; what is promised or asked goes out, as a stretch of text."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from dragoman.code.view import NOUN_TAGS, View
from dragoman.codebook.cues import Vouching, load_vouching
from dragoman.record.document import Token
from dragoman.record.span import Span, cut_span

VERBAL = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})
EDGES = frozenset("punctuation coordinator marker".split())
OPENING, CLOSING = frozenset("“\"‘'"), frozenset("”\"’'")
ROUND = frozenset("(")
# Marks that come in twos.
PAIRS = ((frozenset("“"), frozenset("”")), (ROUND, frozenset(")")), *((frozenset({m}),) * 2 for m in ('"', "''")))
DASHES = frozenset({"-", "–", "—", "(", ","})
# Where content stands if no path of the rule is filled.
SPARE_OF_VERB = ("clause", "object", "for", "to", "on", "of", "with", "against")
SPARE_OF_NOUN = ("clause", "for", "on", "to", "against")
HELPERS = frozenset({"auxiliary", "negation", "particle"})
PRONOUNS = frozenset({"PRP", "WDT", "WP"})
PARTY_TAGS = frozenset({"NNP", "NNPS", "PRP"})
SUBJECTS = frozenset({"passive_subject", "subject"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The words of a sentence that call somebody: whose saying it is and his side (`own`, empty if unknown), and `anybody`."""

    own: frozenset[int] = frozenset()
    anybody: frozenset[int] = frozenset()


NOBODY = Sides()


def find_content(
    view: View, i: int, paths: Sequence[str], itself: bool = False, sides: Sides = NOBODY
) -> tuple[Span | None, str]:
    """The words for what is promised, asked, refused, threatened or conceded at token `i`, and the path that led there.

    With `itself`, an act that is what is to come or refused ("will meet in Oslo", "would not negotiate") is its own content.
    """
    if itself and is_own_content(view, i):
        return quote_act(view, i, sides), "the act itself"
    i = _step_to_verb(view, i)
    noun = not view.is_verb(i)
    performs = view.tokens[i].lemma in load_vouching().performing
    spare = () if noun and not performs else SPARE_OF_NOUN if noun else SPARE_OF_VERB
    for path in (*paths, *spare):
        found = [j for j, _ in view.follow(i, path) if j != i]
        if found:
            stretches = [_stretch(view, j, set(found), sides) for j in found]
            low, high = min(a for a, _ in stretches), max(b for _, b in stretches)
            if low <= i <= high:
                # The phrase holds its own trigger ("the army will be a target", he warned): cut at the trigger.
                low, high = (i + 1, high) if max(found) > i else (low, i - 1)
            span = quote_tokens(view, low, high)
            if span is not None:
                return span, path
    told = _find_told(view, i) if noun else None
    if told is not None:
        low, high = _stretch(view, told, set(), sides)
        return quote_tokens(view, low, high), "that"
    if itself and noun and not performs and view.tokens[i].tag in NOUN_TAGS:
        return quote_act(view, i, sides), "the act itself"
    return None, ""


def is_own_content(view: View, i: int) -> bool:
    """Whether the act that token `i` names is what is to come or refused, and not a word for saying so: "will meet in Oslo"."""
    i = _step_to_verb(view, i)
    return view.tokens[i].lemma not in load_vouching().performing and _is_pledged(view, i)


def _find_told(view: View, i: int) -> int | None:
    """The verb of a that-clause hung on another word of the noun's phrase: "the announcement by Norway that …"."""
    opening = (t for t in view.tokens[i + 1 : view.phrase(i)[1] + 1] if t.function == "marker" and t.lemma == "that")
    return next((t.head for t in opening), None)


def quote_act(view: View, i: int, sides: Sides = NOBODY) -> Span | None:
    """The words for an act at token `i` that is to come: the verb with what hangs on it, or the noun phrase."""
    return quote_tokens(view, *find_act(view, i, sides))


def find_act(view: View, i: int, sides: Sides) -> tuple[int, int]:
    """First and last token of the words for an act at token `i` that is to come."""
    return _stretch(view, _step_to_verb(view, i), set(), sides)


def _step_to_verb(view: View, i: int) -> int:
    """The verb where only its helper or particle names the event: "won't", "must", "(hand) over"."""
    token = view.tokens[i]
    return token.head if token.function in HELPERS and view.is_verb(token.head) else i


def _is_pledged(view: View, i: int) -> bool:
    """Whether the verb stands under "will", "would" or "to", alone or with the verb that it is coordinated with."""
    if not view.is_verb(i):
        return False
    token = view.tokens[i]
    helpers = [c for c in view.children[i] if c.function == "auxiliary"]
    if not helpers and token.function == "conjunct" and view.tokens[token.head].tag == token.tag:
        helpers = [c for c in view.children[token.head] if c.function == "auxiliary"]
    return any(c.tag in ("MD", "TO") for c in helpers)


def _stretch(view: View, j: int, others: Set[int], sides: Sides) -> tuple[int, int]:
    """First and last token of a content headed by token `j`, without who is to do it, "to" and what is told by the way."""
    low, high = view.phrase(j)
    if view.is_verb(j):
        low = _begin_verb(view, j, low, sides)
    return low, max(_end(view, j, high, others), j)


def begin_act(view: View, j: int, low: int, refuses: bool, sides: Sides) -> int:
    """Where the act of the verb at token `j` begins in a clause of which a stretch from token `low` on is looked at.

    Behind "to" or "he would", but with what is to change ("that a truce would hold"), and with "not" unless it is `refuses`.
    """
    start = _begin_verb(view, j, view.phrase(j)[0], sides)
    helper = next((c for c in view.children[j] if c.i < j and c.tag == "TO" and c.function == "auxiliary"), None)
    if helper is not None:
        # Who is to do it is part of it only if the stretch says so: "asked all sides to leave".
        start = helper.i + 1 if low >= helper.i - 1 or start > low else low
        undergoes = next((c for c in view.children[j] if c.function == "passive_subject" and c.tag in NOUN_TAGS), None)
        if undergoes is not None and undergoes.i < j:
            start = view.phrase(undergoes.i)[0]  # "ordered the siege to be lifted"
    negation = next((c for c in view.children[j] if c.function == "negation" and c.i < j), None)
    if negation is not None and not refuses and start > negation.i:
        start = negation.i
    return start


def end_phrase(view: View, j: int) -> int:
    """Where what token `j` says ends: before a condition, a reason, a contrast, or a relative clause behind a comma."""
    return max(_end(view, j, view.phrase(j)[1], set()), j)


def is_aside(view: View, child: Token) -> bool:
    """Whether what hangs on a word no longer says what is to be done: "after the talks", "in the event of an attack"."""
    return _is_aside(view, child, child.head, False, load_vouching())


def _begin_verb(view: View, j: int, low: int, sides: Sides) -> int:
    """Where the act begins in its clause: behind "to", behind "he would not"; with what is to change, if it is not a party."""
    helpers = [c for c in view.children[j] if c.i < j and c.function == "auxiliary" and c.tag in ("MD", "TO")]
    subject = next((c for c in view.children[j] if c.function in SUBJECTS and c.i < j), None)
    if not helpers:
        return j if subject is None and view.tokens[j].function not in ("clause", "prep_clause") else low
    asks = helpers[-1].lemma in ("must", "ought", "should")
    if subject is not None and (helpers[-1].tag == "TO" or not _may_be_party(view, subject, sides, asks)):
        # "called for all sides to leave", "said that a truce would hold": they are part of it.
        return view.phrase(subject.i)[0] if helpers[-1].tag == "MD" else low
    low = helpers[-1].i + 1
    while low < j and view.tokens[low].function == "negation":
        low += 1
    return low


def _may_be_party(view: View, subject: Token, sides: Sides, asked: bool) -> bool:
    """Whether a subject is likely the one who speaks or his state; where something is `asked`, the one who is to do it."""
    if subject.function != "subject":
        return False
    if subject.tag in PRONOUNS:
        return True
    if asked and sides.anybody:
        return subject.i in sides.anybody
    if sides.own:
        return subject.i in sides.own
    return asked or any(t.tag in PARTY_TAGS for t in (subject, *view.children[subject.i]) if _names(t, subject))


def _names(token: Token, subject: Token) -> bool:
    return token is subject or token.function == "apposition"


def _end(view: View, j: int, high: int, others: Set[int]) -> int:
    """Where the content ends: before a condition, a reason, a contrast, or a relative clause behind a comma."""
    words = load_vouching()
    while high > j and view.tokens[high].function == "punctuation" and view.tokens[high].text not in CLOSING:
        high -= 1  # the full stop hangs on the verb of the sentence
    stack = [j]
    while stack:
        at = stack.pop()
        for child in view.children[at]:
            first, last = view.phrase(child.i)
            if child.i < j or last < high or first <= j:
                continue
            before = view.tokens[first - 1]
            comma = before.function == "punctuation" and before.text in (",", "–", "—", "-")
            if _is_aside(view, child, j, comma, words) and child.i not in others:
                high = first - 1
            else:
                stack.append(child.i)
    return high


def _is_aside(view: View, child: Token, j: int, comma: bool, words: Vouching) -> bool:
    """Whether a part of the content's phrase no longer says what is to be done."""
    if child.function == "relative":
        return comma
    if child.function == "apposition":
        return comma and view.tokens[view.phrase(child.i)[0]].lemma in ("a", "an")
    if child.function in ("adverb", "preposition") and _opens_condition(view, child, words):
        return True
    if child.function == "preposition":
        return child.lemma in words.aside_prepositions or is_proviso(view, child)
    if child.function == "adverbial":
        opener = next((c for c in view.children[child.i] if c.function in ("marker", "adverb")), None)
        return opener is not None and opener.lemma in (*words.aside_markers, *words.condition_markers)
    if child.function == "conjunct" and child.head == j and view.is_verb(j):
        contrast = any(c.lemma == "but" for c in view.children[j] if c.function == "coordinator" and c.i < child.i)
        return contrast or (child.tag != view.tokens[j].tag and child.tag in ("VBG", "VBD", "VBZ"))
    if child.function == "conjunct" and child.tag == "VBG":
        return view.tokens[child.head].tag in NOUN_TAGS and bool(view.links(child.i, "object"))
    return False


def _opens_condition(view: View, child: Token, words: Vouching) -> bool:
    """Whether a part opens with words that name a condition: "in return for", "in the event of", "as long as"."""
    first = view.phrase(child.i)[0]
    behind = " ".join(t.lemma for t in view.tokens[first : first + 4]) + " "
    return any(behind.startswith(f"{phrase} ") for phrase in words.condition_phrases)


def quote_tokens(view: View, low: int, high: int) -> Span | None:
    """The text from token `low` to token `high`, without marks, "and" or "that" at its edges."""
    tokens = view.tokens
    while low < high and tokens[low].function in EDGES and tokens[low].text not in OPENING:
        low += 1
    while high > low and (
        tokens[high].text in DASHES or (tokens[high].function in EDGES and tokens[high].text not in CLOSING)
    ):
        high -= 1
    if high > low and tokens[low].text in OPENING and tokens[high].text in CLOSING:
        low, high = low + 1, high - 1
    # A quotation mark whose other half stands outside, too.
    if low < high and tokens[low].text in OPENING and not _has(view, low + 1, high, CLOSING):
        low += 1
    if low < high and tokens[high].text in CLOSING and not _has(view, low, high - 1, OPENING):
        high -= 1
        while high > low and tokens[high].function == "punctuation":
            high -= 1
    if low > high:
        return None
    high = _close(view, low, high)
    return cut_span(view.text, tokens[low].start, tokens[high].end)


def _close(view: View, low: int, high: int) -> int:
    """The end of a stretch, moved so that it halves no hyphened word, and behind or before a bracket or quotation that it opens."""
    tokens = view.tokens
    while high + 2 < len(tokens) and tokens[high + 1].text == "-" and tokens[high].end + 1 == tokens[high + 2].start:
        high += 2
    for opening, closing in PAIRS:
        opened = [j for j in range(low, high + 1) if view.text[tokens[j].start : tokens[j].end] in opening]
        same = opening == closing
        closed = [j for j in range(low, high + 1) if view.text[tokens[j].start : tokens[j].end] in closing]
        if not opened or (len(opened) % 2 == 0 if same else len(opened) <= len(closed)):
            continue
        # The mark that closes it stands right behind, or behind one more mark: "be “firm.”"
        ends = (j for j in range(high + 1, min(high + 3, len(tokens))) if tokens[j].function == "punctuation")
        end = next((j for j in ends if view.text[tokens[j].start : tokens[j].end] in closing), None)
        if end is not None:
            high = end
        elif opening == ROUND and opened[-1] > low:
            high = opened[-1] - 1
    return high


def _has(view: View, low: int, high: int, marks: Set[str]) -> bool:
    return any(view.tokens[j].text in marks for j in range(low, high + 1))


def is_proviso(view: View, preposition: Token) -> bool:
    """Whether "without …-ing" names a condition: "will not leave without receiving guarantees"."""
    return (
        preposition.lemma == "without"
        and any(c.function == "prep_clause" for c in view.children[preposition.i])
        and any(c.function == "negation" for c in view.children[preposition.head])
    )

"""A stretch of a sentence that the reader takes for a content comes in; the same, made whole by grammar, goes out.

The reader marks words one by one, and now and then stops in the middle of a phrase: "to curb imports of", "the troops that".
Whoever reads the content alone must understand it, so what is begun is carried to its end.
"""

from dragoman.code.claims import SUBJECTS, Sides, begin_act, end_phrase, is_aside
from dragoman.code.view import NOUN_TAGS, View
from dragoman.record.document import Token

# A word of one of these functions is nothing without its head: "the US justice" without "system".
LEANING = frozenset(
    "auxiliary case determiner marker modifier negation number passive_auxiliary possessor quantity".split()
)
# These open a clause: "the troops that | crossed the river".
OPENING = frozenset({"WDT", "WP", "WRB"})
# What hangs so on a word of the stretch and stands right behind it was broken off.
BEGUN = frozenset("agent case clause complement object number open_clause particle prep_clause prep_object".split())
# What hangs so on the very last word tells which it is: "talks | with Chad", "troops | that crossed the river".
TELLING = frozenset({"preposition", "relative"})
# What stands before a noun and belongs to it.
LEADING = frozenset("determiner modifier negation number possessor quantity".split())
TOLD = frozenset({"clause", "open_clause"})
# So may an infinitive hang on the act that it is the content of: "to order Mali to leave", "the decision to quit".
AIMS = frozenset({"adverbial", "participle", "relative"})
# A verb in one of these forms describes the noun before it; an infinitive says what is to be done.
SAID_OF = frozenset({"VBD", "VBG", "VBN", "VBP", "VBZ"})
MARKS = frozenset("“”\"‘’'")
CLAUSES = frozenset({"adverbial", "clause", "open_clause", "prep_clause", "root"})


def make_whole(view: View, i: int, low: int, high: int, refuses: bool, sides: Sides) -> tuple[int, int]:
    """First and last token of the reader's stretch from `low` to `high` for the act at token `i`, completed at both ends.

    With `refuses`, the act is one that is refused: its "not" is that of the refusal and no part of the content.
    """
    low, high = _climb(view, i, low, high)
    return _begin(view, i, low, high, refuses, sides), _finish(view, i, low, high)


def _climb(view: View, i: int, low: int, high: int) -> tuple[int, int]:
    """The stretch with the verb of its clause, where the reader took only a part: "to order Mali | to leave", "that a truce | would hold"."""
    head = next((t for t in view.tokens[low : high + 1] if not low <= t.head <= high), None)
    while head is not None:
        above = view.tokens[head.head]
        beneath = head.function == "prep_object" and _is_first_act(view, i, above.head)
        if beneath:
            head, above = above, view.tokens[above.head]  # "refused to attack Mali on | its record"
        aim = above.function in AIMS and above.head == i and any(c.tag == "TO" for c in view.children[above.i])
        if above.i <= i or head.head == head.i or not view.is_verb(above.i) or not (aim or above.function in TOLD):
            break
        if head.function not in (*SUBJECTS, "adverbial", "clause", "object", "open_clause") and not beneath:
            break
        low, high = min(low, above.i), max(high, end_phrase(view, above.i))
        head = above
    return low, high


def _is_first_act(view: View, i: int, j: int) -> bool:
    """Whether token `j` is the verb that the act at token `i` is about: "refused (i) to attack (j)"."""
    verb = view.tokens[j]
    aim = any(c.tag == "TO" for c in view.children[j])
    return aim and j > i and verb.head == i and verb.function == "open_clause" and view.is_verb(j)


def _finish(view: View, i: int, low: int, high: int) -> int:
    """The end of what is begun in the stretch."""
    last = -1
    while last != high:
        last = high
        token = view.tokens[high]
        if token.tag in OPENING and token.head > high:
            high = end_phrase(view, token.head)
        elif (token.function in LEANING or token.text in MARKS) and token.head > high and not high < i <= token.head:
            high = token.head
        for child in _list_begun(view, low, high):
            if not view.phrase(child.i)[0] <= i <= view.phrase(child.i)[1]:
                high = max(high, end_phrase(view, child.i))
    return high


def _list_begun(view: View, low: int, high: int) -> list[Token]:
    """What hangs tightly on a word of the stretch and stands right behind it."""
    return [
        child
        for child in view.tokens[high + 1 :]
        if low <= child.head <= high
        and view.phrase(child.i)[0] == high + 1
        and (child.function in BEGUN or (child.function in TELLING and child.head == high))
        and not is_aside(view, child)
    ]


def _begin(view: View, i: int, low: int, high: int, refuses: bool, sides: Sides) -> int:
    """The start of what the stretch breaks into: the whole noun phrase, or the act without who is to do it."""
    first = view.tokens[low]
    if first.function == "case" and first.head < low:
        # The reader leaves out the party whose plan it is: "Chad | 's plan".
        return view.phrase(first.head)[0]
    if first.function == "preposition" and i < first.head < low and view.tokens[first.head].tag in NOUN_TAGS:
        return max(view.phrase(first.head)[0], i + 1)  # "for | the return | of the envoys"
    inside = range(low, high + 1)
    heads = [view.tokens[j] for j in inside if view.tokens[j].head not in inside or view.tokens[j].head == j]
    verb = next((t for t in heads if view.is_verb(t.i) and t.function in CLAUSES and t.i != i), None)
    described = next(
        (t.head for t in heads if t.function in ("participle", "relative") and t.tag in SAID_OF and i < t.head < low),
        None,
    )
    if described is not None and view.tokens[described].tag in NOUN_TAGS:
        return max(view.phrase(described)[0], i + 1)  # "for | a rule | allowing them to vote"
    if verb is not None and _opens(view, verb, low, heads):
        start = begin_act(view, verb.i, low, refuses, sides)
        return start if start > i or verb.i < i else low
    leading = (t for t in view.tokens[max(low - 4, 0) : low] if t.head in inside and t.function in LEADING)
    noun = next((t for t in leading if view.tokens[t.head].tag in NOUN_TAGS and t.i > i), None)
    return low if noun is None else view.phrase(noun.i)[0]


def _opens(view: View, verb: Token, low: int, heads: list[Token]) -> bool:
    """Whether the stretch begins with the verb's own clause, or with whom the verb's act is asked of."""
    if view.phrase(verb.i)[0] <= low:
        return True
    first = heads[0].i
    return first < verb.i and any(link.dependent == first for link in view.links(verb.i, "subject"))

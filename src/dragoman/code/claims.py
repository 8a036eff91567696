"""A verbal event's trigger comes in; what is promised or asked, on which condition and by when go out, as stretches of text."""

from collections.abc import Sequence

from dragoman.code.view import View
from dragoman.codebook.cues import load_vouching
from dragoman.record.mention import TimeSpan
from dragoman.record.span import Span, cut_span

VERBAL = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})
EDGES = frozenset("punctuation coordinator marker".split())


def find_content(view: View, i: int, paths: Sequence[str]) -> tuple[Span | None, str]:
    """The words for what is promised, asked, refused, threatened or conceded at token `i`, and the path that led there."""
    for path in paths:
        found = [j for j, _ in view.follow(i, path) if j != i]
        if found:
            spans = [view.phrase(j) for j in found]
            low, high = min(a for a, _ in spans), max(b for _, b in spans)
            if low <= i <= high:
                # The phrase holds its own trigger ("the army will be a target", he warned): cut at the trigger.
                low, high = (i + 1, high) if max(found) > i else (low, i - 1)
            span = quote_tokens(view, low, high)
            if span is not None:
                return span, path
    return None, ""


def quote_tokens(view: View, low: int, high: int) -> Span | None:
    """The text from token `low` to token `high`, without marks, "and" or "that" at its edges."""
    tokens = view.tokens
    while low < high and tokens[low].function in EDGES and tokens[low].text not in "“\"‘'":
        low += 1
    while high > low and tokens[high].function in EDGES and tokens[high].text not in "”\"’'":
        high -= 1
    if low > high:
        return None
    return cut_span(view.text, tokens[low].start, tokens[high].end)


def find_condition(view: View, i: int, content: Span | None) -> tuple[Span | None, str]:
    """The if- or unless-clause on which the act at token `i`, or its content, hangs."""
    words = load_vouching()
    inside = {t.i for t in view.tokens if content and content.start <= t.start < content.end} | {i}
    inside |= {
        parent.i for child, parent in view.ancestors(i) if child.function in ("clause", "open_clause", "auxiliary")
    }
    for token in view.tokens:
        if token.lemma not in words.condition_markers or token.function not in (
            "marker",
            "preposition",
            "other",
            "adverb",
        ):
            continue
        clause = view.tokens[token.head]
        if clause.function == "adverbial" and clause.head in inside and clause.i != i:
            low, high = view.phrase(clause.i)
            return quote_clause(view, low, high), f"'{token.text}' opens it"
    lower = " ".join(t.text.lower() for t in view.tokens)
    for phrase in words.condition_prepositions:
        at = f" {lower} ".find(f" {phrase} ")
        if at >= 0:
            first = view.tokens[lower[:at].count(" ")]
            last = view.tokens[first.i + len(phrase.split()) - 1]
            low, high = view.phrase(first.i)
            if _climbs_to(view, first.i, inside):
                return quote_clause(view, first.i, max(high, last.i)), f"'{phrase}' opens it"
    return None, ""


def quote_clause(view: View, low: int, high: int) -> Span:
    """The text of a clause with the word that opens it, without marks at its edges."""
    tokens = view.tokens
    while low < high and tokens[low].function == "punctuation":
        low += 1
    while high > low and tokens[high].function == "punctuation":
        high -= 1
    return cut_span(view.text, tokens[low].start, tokens[high].end)


def find_deadline(times: Sequence[TimeSpan], trigger: Span, content: Span | None) -> TimeSpan | None:
    """The time phrase that bounds the act: of those that bound at all, one in the content, else the nearest after the trigger."""
    bounding = [t for t in times if t.grain == "deadline"]
    within = [t for t in bounding if content is not None and content.start <= t.start < content.end]
    after = within or [t for t in bounding if t.start > trigger.start]
    return min(after, key=lambda t: t.start, default=None)


def _climbs_to(view: View, i: int, inside: set[int]) -> bool:
    return any(parent.i in inside for _, parent in view.ancestors(i)) or i in inside

"""A trigger comes in; when and where the act happened go out: of the sentence's times and places, the nearest by grammar."""

from collections.abc import Iterable

from dragoman.code.view import View
from dragoman.record.mention import Place, Resolved, TimeSpan
from dragoman.record.span import Span

# A time or place further away than this many steps in the tree belongs to something else.
TIME_REACH = 4
PLACE_REACH = 4
LOCATIVE = frozenset("across along around at between in inside into near off on outside throughout within".split())
# Words through which a time does not pass: what stands inside them is another act.
WALLS = frozenset({"relative", "adverbial", "participle", "clause"})


def find_time(view: View, i: int, known: Resolved, content: Span | None, rivals: Iterable[int]) -> TimeSpan | None:
    """The time phrase that dates the act at token `i`; one inside its content, or nearer to another trigger, does not."""
    best: tuple[float, int] | None = None
    chosen = None
    others = [r for r in rivals if r != i]
    if content is not None and content.start <= view.tokens[i].start < content.end:
        content = None  # the act is its own content, and its day is that of the act
    for span in known.times.get(view.sentence.sequence, ()):
        if span.grain == "deadline" or (content is not None and content.start <= span.start < content.end):
            continue
        at = _token_at(view, span.start, span.end)
        if at is None:
            continue
        far = _distance(view, i, at)
        if far > TIME_REACH or any(_distance(view, r, at) < far for r in others):
            continue
        key = (far, abs(at - i))
        if best is None or key < best:
            best, chosen = key, span
    return chosen


def find_place(view: View, i: int, known: Resolved, taken: set[int]) -> Place | None:
    """The place where the act at token `i` happened: one behind a locative preposition, by nearness; roles are not places."""
    best: tuple[float, int] | None = None
    chosen = None
    for place in known.places.get(view.sentence.sequence, ()):
        at = _token_at(view, place.start, place.end)
        if at is None or at in taken or not _is_locative(view, at):
            continue
        key = (_distance(view, i, at), abs(at - i))
        if key[0] <= PLACE_REACH and (best is None or key < best):
            best, chosen = key, place
    return chosen


def _is_locative(view: View, i: int) -> bool:
    token = view.tokens[i]
    while token.function in ("modifier", "apposition", "possessor", "conjunct") and token.head != token.i:
        token = view.tokens[token.head]
    if token.function == "prep_object":
        return view.tokens[token.head].lemma in LOCATIVE or view.tokens[token.head].lemma == "of"
    return False


def _token_at(view: View, start: int, end: int) -> int | None:
    """The token of the stretch [start, end) that hangs on something outside it."""
    inside = [t for t in view.tokens if start <= t.start < end]
    numbers = {t.i for t in inside}
    return next((t.i for t in inside if t.head not in numbers or t.head == t.i), None)


def _distance(view: View, i: int, j: int) -> float:
    """Steps in the tree between two tokens; prepositions cost nothing, clause borders two."""
    costs_i, costs_j = _costs(view, i), _costs(view, j)
    return min((costs_i[k] + costs_j[k] for k in costs_i if k in costs_j), default=99.0)


def _costs(view: View, i: int) -> dict[int, float]:
    costs, total = {i: 0.0}, 0.0
    for child, parent in view.ancestors(i):
        if child.function in WALLS:
            total += 2
        elif child.function != "preposition":
            total += 1
        costs[parent.i] = total
    return costs

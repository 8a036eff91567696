"""Two words of a parsed sentence come in; how far they stand apart in its tree, and what parts them, goes out."""

from itertools import takewhile

from dragoman.code.view import View

# Clause borders: what stands inside is another act, further off than its steps say.
WALLS = frozenset({"relative", "adverbial", "participle", "clause"})
# Clauses that report another act than the one on which they hang: a time on this side is not shared with that side.
OWN_ACTS = frozenset({"relative", "participle", "clause"})


def find_head(view: View, start: int, end: int) -> int | None:
    """The token of the stretch [start, end) of the text that hangs on something outside it."""
    inside = [t for t in view.tokens if start <= t.start < end]
    numbers = {t.i for t in inside}
    return next((t.i for t in inside if t.head not in numbers or t.head == t.i), None)


def measure(view: View, i: int, j: int) -> float:
    """Steps in the tree between two tokens; prepositions cost nothing, clause borders two."""
    costs_i, costs_j = _costs(view, i), _costs(view, j)
    return min((costs_i[k] + costs_j[k] for k in costs_i if k in costs_j), default=99.0)


def part_clauses(view: View, i: int, j: int) -> bool:
    """Whether a clause with an act of its own parts two tokens.

    A clause that says more of the first of them does not: "the raid that killed two on Monday" was on Monday.
    """
    up = {i, *(parent.i for _, parent in view.ancestors(i))}
    meet = next((k for k in (j, *(parent.i for _, parent in view.ancestors(j))) if k in up), -1)
    return any(
        child.function in OWN_ACTS and not (child.head == i and not view.is_verb(i))
        for k in (i, j)
        for child in takewhile(lambda token: token.i != meet, (child for child, _ in view.ancestors(k)))
    )


def _costs(view: View, i: int) -> dict[int, float]:
    costs, total = {i: 0.0}, 0.0
    for child, parent in view.ancestors(i):
        if child.function in WALLS:
            total += 2
        elif child.function != "preposition":
            total += 1
        costs[parent.i] = total
    return costs

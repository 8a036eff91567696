"""Gists of one kind and day come in; those with which another may be one go out, without a look at all the others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from dragoman.reconcile.compare import LOOSE_CODES
from dragoman.reconcile.gist import Gist
from dragoman.reconcile.when import MUTUAL


class Cell:
    """Gists that lie on one day, found by the countries of those who act: one that acts for another country is never looked at."""

    def __init__(self, gists: Iterable[Gist] = ()) -> None:
        """Put gists in."""
        self._by_code: dict[str, list[Gist]] = defaultdict(list)
        self._open: list[Gist] = []
        self.gists: list[Gist] = []
        for gist in gists:
            self.put(gist)

    def put(self, gist: Gist) -> None:
        """Put one more in."""
        self.gists.append(gist)
        codes = list_deciding(gist)
        if codes:
            for code in codes:
                self._by_code[code].append(gist)
        else:
            self._open.append(gist)

    def near(self, gist: Gist) -> Iterator[Gist]:
        """All in here that may be one with a gist as far as its countries go; some more than once, and itself if it is here."""
        codes = list_deciding(gist)
        if not codes:
            yield from self.gists
            return
        for code in codes:
            yield from self._by_code.get(code, ())
        yield from self._open


def list_deciding(gist: Gist) -> frozenset[str]:
    """The countries of which two tellings must share one to be one; none where a telling can be one with any other.

    Those of the actors; of acts that parties do together, those of all parties. A code that names no country decides nothing.
    """
    codes = gist.codes if gist.telling.event.event in MUTUAL else gist.actor.codes
    return codes if LOOSE_CODES.isdisjoint(codes) else frozenset()


def reach_all(seeds: Iterable[Gist], near: Callable[[Gist], Iterable[Gist]]) -> set[Gist]:
    """Seeds and all that can be reached from them, step by step."""
    reached, edge = set[Gist](), list(seeds)
    while edge:
        gist = edge.pop()
        if gist not in reached:
            reached.add(gist)
            edge += near(gist)
    return reached

"""Texts as sets of stems come in; those that share enough of some words go out, found by the rarest of the words."""

import math
from collections import defaultdict
from collections.abc import Iterable


class Lookup:
    """An index of texts by their stems."""

    def __init__(self, texts: Iterable[frozenset[str]]) -> None:
        """Number the texts in the order in which they come."""
        self._texts = list(texts)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._texts):
            for word in words:
                self._by_stem[word].append(number)

    def find(self, matter: frozenset[str], share: float) -> list[int]:
        """The numbers, rising, of the texts in which at least `share` of the stems of `matter` stand; none for no stems.

        What has enough of them has at least one of the few rarest, so only texts with one of these are looked at.
        """
        least = math.ceil(share * len(matter))
        if not least:
            return []
        rarest = sorted(matter, key=lambda word: (len(self._by_stem.get(word, ())), word))[: len(matter) - least + 1]
        found = {n for word in rarest for n in self._by_stem.get(word, ())}
        return sorted(n for n in found if len(matter & self._texts[n]) >= least)

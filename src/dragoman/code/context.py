"""A sentence and the codebook's contexts come in; the matters that the sentence belongs to, and the CAMEO code, go out."""

import re
from collections.abc import Mapping

from dragoman.codebook import Codebook

MOST = 4


class ContextFinder:
    """Finds PLOVER contexts by their words; all lists are compiled into one pattern."""

    def __init__(self, codebook: Codebook) -> None:
        self._cameo = codebook.cameo
        self._words: dict[str, list[str]] = {}
        patterns: list[str] = []
        for context, words in codebook.contexts.items():
            for word in words:
                stem = word.removesuffix("*")
                self._words.setdefault(stem, []).append(context)
                patterns.append(re.escape(stem) + (r"\w*" if word.endswith("*") else ""))
        self._stems = sorted(self._words, key=len, reverse=True)
        self._pattern = re.compile(r"\b(?:" + "|".join(sorted(patterns, key=len, reverse=True)) + r")\b")
        self._known: dict[str, tuple[str, ...]] = {}

    def find_contexts(self, sentence: str) -> tuple[str, ...]:
        """The contexts that the sentence's words support, the most supported first, at most four."""
        counts: dict[str, int] = {}
        for found in self._pattern.findall(sentence.lower()):
            for context in self._contexts_of(found):
                counts[context] = counts.get(context, 0) + 1
        return tuple(sorted(counts, key=lambda c: (-counts[c], c))[:MOST])

    def _contexts_of(self, word: str) -> tuple[str, ...]:
        if word not in self._known:
            stems = [s for s in self._stems if word == s or (word.startswith(s) and len(word) > len(s))]
            self._known[word] = tuple(dict.fromkeys(c for s in stems[:2] for c in self._words[s]))
        return self._known[word]

    def pick_cameo(self, event: str, mode: str | None, contexts: tuple[str, ...]) -> str:
        """The CAMEO code nearest to this type, mode and matter."""
        rows = self._cameo[event, mode]
        return next((code for context, code in rows if context == "" or context in contexts))


def pick_scale(scores: Mapping[tuple[str, str | None], float], event: str, mode: str | None) -> float:
    """PLOVER's conflict-cooperation score of a type and mode, from -10 to 10 (ontology/scores.csv)."""
    return scores.get((event, mode), scores[event, None])

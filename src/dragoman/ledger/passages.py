"""Sentences of reports come in; those that repeat enough of some words go out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dragoman.codebook.stems import stem_words
from dragoman.ledger.lookup import Lookup
from dragoman.ledger.names import list_named
from dragoman.record.commitment import Passage

# In an archive of so many reports, words that stand in more than this share of them tell no matter from another:
# all reports of a war speak of forces and help.
MANY, COMMON = 40, 0.15


@dataclass(frozen=True, eq=False)
class Sentence:
    """A passage, the stems of its words in their order, and whom it names (looked up when first asked for)."""

    passage: Passage
    stems: tuple[str, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems without their order."""
        return frozenset(self.stems)

    @cached_property
    def named(self) -> tuple[tuple[int, str], ...]:
        """The countries and bodies that it names, each behind its place among the words."""
        return list_named(self.passage.text, self.passage.published)

    @cached_property
    def named_before(self) -> frozenset[str]:
        """Those that the sentence before it names."""
        return frozenset(code for _, code in list_named(self.passage.before, self.passage.published))


class Passages:
    """The sentences of all reports up to a day, by their words."""

    def __init__(self, passages: Iterable[Passage], as_of: date) -> None:
        """Sort them by the day of their report, so that their order does not matter."""
        told = sorted((p for p in passages if p.published <= as_of), key=lambda p: (p.published, p.document, p.start))
        self._sentences = [Sentence(p, tuple(stem_words(p.text))) for p in told]
        self._before = {(p.document, p.start): p.before for p in told}
        self._lookup = Lookup(sentence.words for sentence in self._sentences)
        self.common = _find_common(self._sentences)

    def read_before(self, document: str, start: int) -> str:
        """The sentence before the one at `start` of a document; empty where there is none."""
        return self._before.get((document, start), "")

    def find(self, matter: frozenset[str], share: float) -> Iterator[Sentence]:
        """The sentences in which at least `share` of the stems of `matter` stand, by day."""
        return (self._sentences[number] for number in self._lookup.find(matter, share))


def _find_common(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The stems that stand in so many reports that they say nothing of what a report is about; none in a small archive."""
    words: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        words[sentence.passage.document] |= sentence.words
    if len(words) < MANY:
        return frozenset()
    count = Counter(word for stems in words.values() for word in stems)
    return frozenset(word for word, reports in count.items() if reports > COMMON * len(words))

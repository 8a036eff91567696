"""Parsed sentences come in; mentions of actors, places and times go out, in the order of the text."""

from collections.abc import Sequence

from dragoman.find.actors import find_actors
from dragoman.find.places import find_places
from dragoman.find.remarks import find_remarks
from dragoman.find.times import find_times
from dragoman.record.document import Document, Sentence
from dragoman.record.mention import Mention
from dragoman.world.load import World

__all__ = ["find_mentions", "find_remarks"]


def find_mentions(document: Document, sentences: Sequence[Sentence], world: World) -> list[Mention]:
    """Find all that could be someone, somewhere or some time; judges none."""
    times = [m for s in sentences if s.tokens for m in find_times(document.text, s.start, s.end, s.sequence)]
    # "Monday" and "the past two years" are noun phrases too, but nobody.
    inside = {(m.sentence, at) for m in times for at in range(m.start, m.end)}
    starts = {s.sequence: [t.start for t in s.tokens] for s in sentences}
    actors = [m for m in find_actors(document, sentences) if (m.sentence, starts[m.sentence][m.head]) not in inside]
    return actors + times + find_places(document, sentences, world)

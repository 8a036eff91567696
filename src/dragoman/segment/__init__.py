"""A document comes in; its sentences go out, unparsed: where each starts and ends."""

from dragoman.segment.passages import list_passages
from dragoman.segment.sentences import split_sentences

__all__ = ["list_passages", "split_sentences"]

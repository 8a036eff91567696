"""Before any parse, the learned reader glances at each sentence: which words may name an event, and who plays what in it."""

from dragoman.glance.reader import LearnedReader, load_reader

__all__ = ["LearnedReader", "load_reader"]

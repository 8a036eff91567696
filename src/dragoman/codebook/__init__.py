"""What counts as an event, as data that a political scientist can edit, and the code that reads it."""

from dragoman.codebook.load import Codebook, load_codebook, read_codebook

__all__ = ["Codebook", "load_codebook", "read_codebook"]

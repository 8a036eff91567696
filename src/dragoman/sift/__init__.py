"""Sentences come in; those that can hold an event go out, for only these are worth parsing."""

from dragoman.sift.sieve import Sieve

__all__ = ["Sieve"]

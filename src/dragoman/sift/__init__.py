"""Sentences come in; those that can hold an event, and those at which their pronouns point, go out: only these are worth parsing."""

from dragoman.sift.antecedents import add_antecedents
from dragoman.sift.sieve import Sieve

__all__ = ["Sieve", "add_antecedents"]

"""The crew: processes that code side by side. Documents come in; what was coded goes out, in the same order."""

from dragoman.crew.crew import Crew

__all__ = ["Crew"]

"""The crew: hands (processes of this machine, or actors of a Ray cluster) that code side by side. Documents come in; what was coded goes out, in the same order."""

from dragoman.crew.crew import MAKER, Crew

__all__ = ["MAKER", "Crew"]

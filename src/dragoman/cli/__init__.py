"""Words on a command line come in; one library call is made and its result written. The only place that exits or prints."""

from dragoman.cli.main import main

__all__ = ["main"]

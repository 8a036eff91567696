"""The words of `dragoman events` come in; the archive is asked and the answer written."""

from dragoman.cli.asking import Asked, take_filters


@take_filters("events")
def events(asked: Asked) -> int:
    """List the events that reports tell, each as one report's word."""
    from dragoman.cli.answers import run_list

    return run_list(asked)

"""The words of `dragoman actors` come in; the archive is asked and the answer written."""

from dragoman.cli.asking import Asked, take_filters


@take_filters("actors")
def actors(asked: Asked) -> int:
    """List who acts or is acted upon, each once over all reports."""
    from dragoman.cli.answers import run_list

    return run_list(asked)

"""The words of `dragoman faults` come in; the archive is asked and the answer written."""

from dragoman.cli.asking import Asked, take_filters


@take_filters("faults")
def faults(asked: Asked) -> int:
    """List what could not be read or coded, and why."""
    from dragoman.cli.answers import run_list

    return run_list(asked)

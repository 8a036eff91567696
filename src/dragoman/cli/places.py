"""The words of `dragoman places` come in; the archive is asked and the answer written."""

from dragoman.cli.asking import Asked, take_filters


@take_filters("places")
def places(asked: Asked) -> int:
    """List where events were, each place once."""
    from dragoman.cli.answers import run_list

    return run_list(asked)

"""The words of `dragoman reports` come in; the archive is asked and the answer written."""

from dragoman.cli.asking import Asked, take_filters


@take_filters("reports")
def reports(asked: Asked) -> int:
    """List the reports of an archive."""
    from dragoman.cli.answers import run_list

    return run_list(asked)

"""The words of `dragoman commitments` come in; the ledger is asked and the answer written."""

from dragoman.cli.asking import Asked, take_filters


@take_filters("commitments")
def commitments(asked: Asked) -> int:
    """List what was promised, demanded, threatened or refused, and what came of it. The form ics puts deadlines in a calendar."""
    from dragoman.cli.pledges import run_commitments

    return run_commitments(asked)

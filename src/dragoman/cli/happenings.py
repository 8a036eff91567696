"""The words of `dragoman happenings` come in; the archive is asked and the answer written."""

from typing import Annotated

import typer

from dragoman.cli.asking import Asked, take_filters


@take_filters("happenings")
def happenings(
    asked: Asked,
    *,
    events: Annotated[
        bool, typer.Option("--events", help="In the table: below each happening the sentences that tell it.")
    ] = False,
) -> int:
    """List what happened: each happening once, however many reports tell it."""
    from dragoman.cli.answers import run_list

    return run_list(asked, evidence=events)

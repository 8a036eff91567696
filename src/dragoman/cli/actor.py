"""The words of `dragoman actor` come in; one actor's profile is written."""

from typing import Annotated

import typer

from dragoman.cli.asking import Asked, take_filters
from dragoman.cli.relations import Form


@take_filters("dyad", forms=False)
def actor(
    asked: Asked,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Who: a code (EGY), code and sector (EGY:MIL) or a name.")
    ],
    *,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="As it stood on this day. Default: the day of the last report."),
    ] = None,
    form: Form = None,
) -> int:
    """Tell who somebody is: names, offices, allies and adversaries, recent deeds, open commitments, each with its source."""
    from dragoman.cli.relating import run_actor

    return run_actor(asked, name, as_of=as_of, form=form)

"""The words of `dragoman dyad` come in; the archive is asked, and a table, a series or a picture is written."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.asking import Asked, take_filters


@take_filters("dyad")
def dyad(
    asked: Asked,
    first: Annotated[str, typer.Argument(metavar="FIRST", help="Code or name of a country or body, such as EGY.")],
    second: Annotated[str, typer.Argument(metavar="SECOND", help="The other one.")],
    *,
    by: Annotated[str, typer.Option(metavar="PERIOD", help="day, week, month, quarter or year.")] = "month",
    count: Annotated[
        str, typer.Option(metavar="WHAT", help="happenings, or events: each report's own word.")
    ] = "happenings",
    plot: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also draw a picture: .svg, .png, or .html with the table beside it."),
    ] = None,
) -> int:
    """Count what two countries or bodies did to each other, by quad class and period. Without --status only what took place counts."""
    from dragoman.cli.series import run_dyad

    return run_dyad(asked, first, second, by=by, count=count, plot=plot)

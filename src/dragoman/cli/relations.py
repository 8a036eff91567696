"""The words of `dragoman relations` come in; how two parties stand with each other is written."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.asking import Asked, take_filters

Form = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", metavar="FORM", help="text, json or html. Default: by the name of --out, else text."
    ),
]


@take_filters("dyad", forms=False)
def relations(
    asked: Asked,
    first: Annotated[
        str, typer.Argument(metavar="ACTOR", help="Who: a code (EGY), code and sector (EGY:MIL) or a name.")
    ],
    second: Annotated[
        str | None, typer.Argument(metavar="OTHER", help="With whom. Without it: with whom the first stands how.")
    ] = None,
    *,
    by: Annotated[str, typer.Option(metavar="PERIOD", help="day, week, month, quarter or year.")] = "month",
    plot: Annotated[Path | None, typer.Option(metavar="FILE", help="Also draw the course: .svg or .png.")] = None,
    form: Form = None,
) -> int:
    """Tell how two parties dealt with each other: what they did, where it turned, who had part in it, each with its source."""
    from dragoman.cli.relating import run_relations

    return run_relations(asked, first, second, by=by, plot=plot, form=form)

"""The words of `dragoman network` come in; the signed network of who is how with whom is written."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.asking import Asked, take_filters


@take_filters("dyad", forms=False)
def network(
    asked: Asked,
    *,
    by: Annotated[str, typer.Option(metavar="WHAT", help="What a node is: state or actor.")] = "state",
    least: Annotated[int, typer.Option(min=1, metavar="N", help="How many happenings make a tie.")] = 1,
    plot: Annotated[Path | None, typer.Option(metavar="FILE", help="Also draw a picture: .svg or .png.")] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="table, jsonl, csv, parquet, graphml or html. Default: table in a terminal, jsonl when piped, else by the name of --out.",
        ),
    ] = None,
) -> int:
    """Tell who is how with whom: friendly and hostile ties, groups, balance. Without --status only what took place counts."""
    from dragoman.cli.linking import run_network

    return run_network(asked, by=by, least=least, plot=plot, form=form)

"""The words of `dragoman commitment` come in; one commitment's whole story is written."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.asking import Db, Debug, Raw, Wait


def commitment(
    name: Annotated[str, typer.Argument(metavar="ID", help="The commitment's id, or how it begins.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The story as it stood at the end of this day.")
    ] = None,
    db: Db = Path("dragoman.duckdb"),
    wait: Wait = 10.0,
    raw: Raw = False,
    debug: Debug = False,
) -> None:
    """Tell the whole story of a commitment, in order, with quotations and sources."""
    from dragoman.cli.pledges import run_commitment

    del debug  # main looks for it
    sys.exit(run_commitment(name, as_of, db, wait, raw))

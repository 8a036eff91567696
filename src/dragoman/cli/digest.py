"""The words of `dragoman digest` come in; a briefing page is written."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.asking import Db, Debug, Raw, Wait


def digest(
    since: Annotated[str, typer.Option(metavar="DATE", help="First day that the page tells of.")],
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Last day; without it, today.")] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORM", help="md or html. Default: by the name of --out, else md."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file, whole or not at all.")
    ] = None,
    db: Db = Path("dragoman.duckdb"),
    wait: Wait = 10.0,
    raw: Raw = False,
    debug: Debug = False,
) -> None:
    """Write a briefing: commitments that are new, due, overdue, kept or broken, each with its source."""
    from dragoman.cli.pledges import run_digest

    del debug  # main looks for it
    sys.exit(run_digest(since, until, form, out, db, wait, raw))

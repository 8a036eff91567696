"""The words of `dragoman identify` come in; what a person says about actors is kept, and what came of it is told."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.add import Wait
from dragoman.cli.recode import Db


def identify(
    file: Annotated[
        Path,
        typer.Argument(
            help="A CSV file with the columns action, actor, other, value, since, until, note.", show_default=False
        ),
    ],
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who says it. Default: the user.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    db: Db = Path("dragoman.duckdb"),
    wait: Wait = 10.0,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Say which actors of an archive are the same, which are not, and what they are called."""
    from dragoman.cli.identifying import run_identify

    sys.exit(run_identify(db, file, by, dry_run, wait, debug))

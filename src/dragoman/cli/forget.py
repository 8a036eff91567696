"""The words of `dragoman forget` come in; reports leave an archive with all that came from them, and what left is told."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.add import Wait
from dragoman.cli.recode import Db


def forget(
    names: Annotated[
        list[str],
        typer.Argument(
            help="Each the id or the address of a report, or a file, folder, archive or feed in which reports were found.",
            show_default=False,
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would leave, and change nothing.")] = False,
    db: Db = Path("dragoman.duckdb"),
    wait: Wait = 10.0,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Take reports out of an archive, and all that came from them."""
    from dragoman.cli.changing import run_forget

    del debug  # main looks for it
    sys.exit(run_forget(db, names, dry_run, wait))

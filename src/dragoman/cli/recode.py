"""The words of `dragoman recode` come in; reports of an archive are coded again, and what that changes is shown."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.add import Wait
from dragoman.cli.read import Engine, Jobs
from dragoman.errors import UsageError

Db = Annotated[Path, typer.Option(help="The archive's file.")]


def recode(
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Only these reports. Without any: those that another version coded.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All reports, whatever version coded them.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    db: Db = Path("dragoman.duckdb"),
    reader: Annotated[
        str,
        typer.Option(
            help="both: rules and the learned reader; rules: the rules alone, faster and less accurate; learned: the reader alone."
        ),
    ] = "both",
    wait: Wait = 10.0,
    batch: Annotated[
        int, typer.Option(min=1, help="How many reports are kept at a time, each batch whole or not.")
    ] = 64,
    jobs: Jobs = 1,
    engine: Engine = "local",
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Code reports of an archive again, with today's codebook and models, and show what that changes."""
    from dragoman.cli.changing import Wish, run_recode

    if ids and everything:
        raise UsageError("--all: either all reports or those that are named")
    wish = Wish(
        db=db,
        ids=tuple(ids) if ids else None,
        everything=everything,
        dry_run=dry_run,
        reader=reader,
        wait=wait,
        batch=batch,
        jobs=jobs,
        engine=engine,
        debug=debug,
    )
    sys.exit(run_recode(wish))

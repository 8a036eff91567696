"""The words of `dragoman sql` come in; the archive is asked and the rows are written."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.asking import Asked, Db, Debug, Form, Out, Raw, Wait


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SELECT over the views (docs/asking.md).")],
    form: Form = None,
    out: Out = None,
    db: Db = Path("dragoman.duckdb"),
    wait: Wait = 10.0,
    raw: Raw = False,
    debug: Debug = False,
) -> None:
    """Ask an archive in SQL: it is only read, and no other file is opened."""
    from dragoman.cli.answers import run_sql

    del debug  # main looks for it
    sys.exit(run_sql(Asked(question="sql", words={}, db=db, form=form, out=out, wait=wait, raw=raw), query))

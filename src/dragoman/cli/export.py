"""The words of `dragoman export` come in; what an archive holds is written in the form that was asked."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def export(
    form: Annotated[
        str,
        typer.Argument(
            help="plover, icews, gdelt1, gdelt2, parquet, csv, jsonl, graphml, geojson or calendar.", metavar="FORM"
        ),
    ],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file, whole or not at all.")] = None,
    what: Annotated[
        str, typer.Option(help="events: each report's own word; happenings: what one or more tell.")
    ] = "events",
    db: Annotated[Path, typer.Option(help="The archive.")] = Path("dragoman.duckdb"),
    records: Annotated[
        str | None,
        typer.Option(help="Export these records instead (JSONL, as dragoman writes them; - for standard input)."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Write events or happenings in a form that other programs read."""
    from dragoman.cli.exporting import Choice, run_export

    del debug  # main() looks for it
    sys.exit(run_export(Choice(form=form, out=out, what=what, db=db, records=records)))

"""The words of `dragoman export` come in; what an archive holds is written in the form that was asked."""

from typing import Annotated

import typer

from dragoman.cli.asking import Asked, take_filters


@take_filters("events", forms=False)
def export(
    asked: Asked,
    form: Annotated[
        str,
        typer.Argument(
            help="plover, icews, gdelt1, gdelt2, parquet, csv, jsonl, graphml, geojson or calendar.", metavar="FORM"
        ),
    ],
    what: Annotated[
        str, typer.Option(help="events: each report's own word; happenings: what one or more reports tell.")
    ] = "events",
    records: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Export these records (JSONL, as dragoman writes them; - for standard input) and no archive.",
        ),
    ] = None,
) -> int:
    """Write events or happenings in a form that other programs read."""
    from dragoman.cli.exporting import Choice, run_export

    return run_export(
        Choice(
            form=form,
            out=asked.out,
            what=what,
            db=asked.db,
            wait=asked.wait,
            words=asked.words,
            records=records,
            raw=asked.raw,
        )
    )

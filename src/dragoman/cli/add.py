"""The words of `dragoman add` come in; reports are read, coded and kept in an archive."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.given import read_columns, read_date, read_interval
from dragoman.cli.read import AllowPrivate, Engine, Jobs, Offline
from dragoman.errors import UsageError

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        help="What dragoman read takes: files, folders, addresses, or - for standard input.", show_default=False
    ),
]
Db = Annotated[Path, typer.Option(help="The archive's file; made if it is not there.")]
Wait = Annotated[float, typer.Option(min=0.0, help="Seconds to wait for another process that holds the archive.")]


def add(
    sources: Sources = None,
    db: Db = Path("dragoman.duckdb"),
    published: Annotated[
        str | None, typer.Option(help="Publication date (2020-12-27) of all inputs, whatever they say themselves.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="Another column's name in tables, as text=body; may be given several times."),
    ] = None,
    reader: Annotated[
        str,
        typer.Option(
            help="both: rules and the learned reader; rules: the rules alone, faster and less accurate; learned: the reader alone."
        ),
    ] = "both",
    watch: Annotated[
        str | None, typer.Option(help="Read the sources again at this interval (30s, 15m, 2h, 1d) until interrupted.")
    ] = None,
    wait: Wait = 10.0,
    allow_private: AllowPrivate = False,
    offline: Offline = False,
    batch: Annotated[
        int, typer.Option(min=1, help="How many reports are kept at a time, each batch whole or not.")
    ] = 64,
    jobs: Jobs = 1,
    engine: Engine = "local",
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Read reports into an archive; what is there already is not read twice."""
    from dragoman.cli.adding import Wish, run_add

    if not sources:
        raise UsageError(
            "name at least one file, folder or address, or - for standard input (see: dragoman add --help)"
        )
    if watch is not None and "-" in sources:
        raise UsageError("--watch: standard input can be read only once")
    wish = Wish(
        sources=tuple(sources),
        db=db,
        published=read_date(published),
        columns=read_columns(columns or []),
        reader=reader,
        every=read_interval(watch) if watch is not None else None,
        wait=wait,
        allow_private=allow_private,
        offline=offline,
        batch=batch,
        jobs=jobs,
        engine=engine,
        debug=debug,
    )
    sys.exit(run_add(wish))

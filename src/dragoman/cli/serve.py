"""The words of `dragoman serve` come in; the reading room is open until Ctrl-C."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def serve(
    db: Annotated[Path, typer.Option("--db", metavar="FILE", help="The archive.")] = Path("dragoman.duckdb"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8765,
    host: Annotated[
        str, typer.Option(metavar="ADDR", help="The address to listen on. Any but this machine's own needs accounts.")
    ] = "127.0.0.1",
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A host name of the room, beside localhost and plain addresses."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Open the reading room: the archive as pages in a browser (docs/serve.md)."""
    from dragoman.cli.serving import run_serve

    del debug  # main looks for it
    sys.exit(run_serve(db, host, port, names or []))
